"""Plain text with facts before it or without, and where files say that they come from."""

import json
from datetime import UTC, datetime

import pytest

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.extract.overrides import make_headers
from clausewatch.extract.sources import find_source
from clausewatch.models import Document, RawResponse
from tests.extract.answers import FETCHED, PARAGRAPHS, extract, make_page, make_publisher, respond
from tests.extract.items import make_debate, make_item, said

TEXT = "\n\n".join(PARAGRAPHS)


def read(text: str, content_type: str = "text/plain", **facts: object) -> Document:
    (document,) = extract_documents(respond(text, "file:///notes/a.txt", content_type), make_publisher(**facts))
    return document


def test_yaml_before_a_text_gives_its_facts() -> None:
    document = read(
        "---\ntitle: A debate\nurl: https://news.example/a?utm_source=x\ndate: 2023-09-06\n"
        f"authors: [Ada Moor, Bo Lind]\nlanguage: en\nupdated: 2023-09-07T10:00:00Z\n---\n\n{TEXT}\n"
    )
    assert (document.title, document.url, document.text) == ("A debate", "https://news.example/a", TEXT)
    assert document.authors == ("Ada Moor", "Bo Lind")
    assert document.published_at == datetime(2023, 9, 6, tzinfo=UTC)
    assert (document.published_precision, document.published_confidence) == ("day", "high")
    assert document.modified_at == datetime(2023, 9, 7, 10, tzinfo=UTC)


def test_lines_of_key_and_value_give_facts_too() -> None:
    document = read(f"Title: A debate\nPublished: 6 September 2023 17:01 BST\nAuthor: Ada Moor\nWeather: wet\n\n{TEXT}")
    assert (document.title, document.authors, document.published_precision) == ("A debate", ("Ada Moor",), "minute")
    assert document.text == TEXT


def test_a_transcript_is_no_front_matter() -> None:
    transcript = (
        "MARSH: I have said what I have to say about it.\nCOLDBROOK: She has said it twice, and once "
        "would do.\n\nThe house rose."
    )
    assert read(transcript).text == transcript


def test_a_record_says_whose_words_an_official_text_is() -> None:
    text = (
        f"---\nkind: official\nrecord: "
        f"{{name: Helena Marsh, role: minister, organisation: Home, category: government}}\n---\n{TEXT}"
    )
    document = read(text)
    assert document.kind == "official"
    assert document.record is not None
    assert (document.record.name, document.record.role) == ("Helena Marsh", "minister")
    plain = read(f"speaker: Helena Marsh\n\n{TEXT}", category="government")
    assert plain.record is not None
    assert (plain.record.name, plain.record.category) == ("Helena Marsh", "government")


def test_an_official_text_without_a_record_is_the_organisations() -> None:
    document = read(TEXT, kind="official", category="regulator", organisation="Online Standards Authority")
    assert document.record is not None
    assert document.record.name == "Online Standards Authority"


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("title: [unclosed", "not YAML"),
        ("- a\n- list", "no mapping"),
        ("record: {name: 7, colour: red}", "record is wrong"),
    ],
)
def test_broken_front_matter_is_an_error(head: str, reason: str) -> None:
    with pytest.raises(ExtractError, match=reason):
        read(f"---\n{head}\n---\n{TEXT}")


def test_a_byline_above_a_text_gives_the_authors() -> None:
    document = read(f"By Ada Moor, Bo Lind and Cy Dorn\nTechnology team\n{TEXT.replace(chr(10) * 2, chr(10))}")
    assert document.authors == ("Ada Moor", "Bo Lind", "Cy Dorn")
    assert document.text == TEXT


def test_long_lines_are_paragraphs_and_wrapped_lines_are_not() -> None:
    assert read("\n".join(PARAGRAPHS)).text == TEXT
    wrapped = (
        "The minister told the house that the power would be used with\ncare and only after every other "
        "door had been tried by her.\nIt was late.\n\nShe sat down."
    )
    assert read(wrapped).text.split("\n\n") == [
        (
            "The minister told the house that the power would be used with care and only after every other door "
            "had been tried by her. It was late."
        ),
        "She sat down.",
    ]


def test_a_future_date_in_front_matter_is_refused() -> None:
    assert read(f"date: 2099-01-01\n\n{TEXT}").published_at is None


def test_a_text_that_is_too_short_is_an_error() -> None:
    with pytest.raises(ExtractError, match="no article"):
        read("title: x\n\nToo short.")


def test_what_a_person_said_goes_before_what_a_page_says() -> None:
    headers = make_headers("Zoë’s “debate”", datetime(2023, 9, 6, 17, 1, tzinfo=UTC))
    response = RawResponse(
        url="https://news.example/a", status=200, headers=headers, body=make_page().encode(), fetched_at=FETCHED
    )
    (document,) = extract_documents(response, make_publisher())
    assert document.title == "Zoë’s “debate”"
    assert document.published_at == datetime(2023, 9, 6, 17, 1, tzinfo=UTC)
    assert all(value.isascii() for _, value in headers)
    assert make_headers(None, None) == ()


def test_text_without_any_tag_is_plain_text_whatever_its_type() -> None:
    assert read(TEXT, "application/octet-stream").text == TEXT
    assert extract(f"Before the page {make_page()}").text.endswith("probably on a fourth.")


SOURCES = {
    "canonical": (
        make_page("<link rel='canonical' href='https://news.example/a?b=1&amp;c=2'>"),
        "https://news.example/a?b=1&c=2",
    ),
    "shared": (make_page('<meta property="og:url" content="https://news.example/a">'), "https://news.example/a"),
    "saved": ("<!-- saved from url=(0022)https://news.example/s -->" + make_page(), "https://news.example/s"),
    "none": (make_page(), None),
    "relative": (make_page("<link rel='canonical' href='/a'>"), None),
    "item": (json.dumps(make_item()), "https://www.gov.uk/api/content/government/speeches/on-care"),
    "debate": (json.dumps(make_debate(said("x", "y"))), "https://hansard-api.parliament.uk/debates/debate/ABC-1.json"),
    "statement": (
        '{"value": {"id": 5, "uin": "u", "text": "t"}}',
        "https://questions-statements-api.parliament.uk/api/writtenstatements/statements/5",
    ),
    "question": (
        '{"value": {"id": 6, "uin": "u", "questionText": "t"}}',
        "https://questions-statements-api.parliament.uk/api/writtenquestions/questions/6",
    ),
    "other JSON": ('{"a": 1}', None),
    "broken JSON": ('{"a": ', None),
    "text": (f"url: https://news.example/t\n\n{TEXT}", "https://news.example/t"),
    "text of nowhere": (TEXT, None),
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_file_says_where_it_comes_from(name: str) -> None:
    body, url = SOURCES[name]
    assert find_source(body.encode()).url == url


def test_a_text_may_name_its_publisher_and_a_picture_names_nothing() -> None:
    assert find_source(f"publisher: bbc-news\n\n{TEXT}".encode()).publisher == "bbc-news"
    assert find_source(b"\x89PNG") == (None, None)
