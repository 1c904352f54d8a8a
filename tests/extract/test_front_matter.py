"""Facts before a text, as people write them, and texts as they are wrapped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.extract.front_matter import has_front_matter, split_front_matter, split_text
from clausewatch.extract.sources import find_source
from clausewatch.models import Document
from tests.extract.answers import PARAGRAPHS, make_publisher, respond

TEXT = "\n\n".join(PARAGRAPHS)


def read(text: str, url: str = "file:///notes/a.txt", **facts: object) -> Document:
    (document,) = extract_documents(respond(text, url, "text/plain"), make_publisher(**facts))
    return document


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("No", "No"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("1984", "1984"),
        ("0x1F", "0x1F"),
        ("2023-09-06", "2023-09-06"),
        ("1_000 days", "1_000 days"),
        ("'Marsh: no change'", "Marsh: no change"),
        ('"Zoë\\u2019s debate"', "Zoë’s debate"),
        ('"a\\uD800b"', "ab"),
        (">\n  two\n  lines", "two lines"),
        ("null", ""),
        ("~", ""),
        ("", ""),
        ("[a, list]", ""),
        ("{a: mapping}", ""),
    ],
)
def test_a_title_stays_as_it_is_written(written: str, title: str) -> None:
    assert read(f"---\ntitle: {written}\n---\n\n{TEXT}").title == title


@pytest.mark.parametrize(
    ("written", "published", "precision"),
    [
        ("2023-09-06", "2023-09-06T00:00:00+00:00", "day"),
        ("2023-9-6", "2023-09-06T00:00:00+00:00", "day"),
        ("2023-09-06 17:01:05", "2023-09-06T17:01:05+00:00", "second"),
        ("2023-09-06T17:01:05+01:00", "2023-09-06T17:01:05+01:00", "second"),
        ("2023-09-06 17:01:05 +01:00", "2023-09-06T17:01:05+01:00", "second"),
        ("6 September 2023", "2023-09-06T00:00:00+00:00", "day"),
    ],
)
def test_a_date_in_yaml_is_read_with_its_zone(written: str, published: str, precision: str) -> None:
    document = read(f"---\ndate: {written}\n---\n\n{TEXT}")
    assert document.published_at is not None
    assert (document.published_at.isoformat(), document.published_precision) == (published, precision)


@pytest.mark.parametrize("written", ["soon", "[2023-09-06]", "31 June 2023", "2023"])
def test_what_is_no_date_in_yaml_costs_only_the_date(written: str) -> None:
    document = read(f"---\ntitle: A debate\ndate: {written}\n---\n\n{TEXT}")
    assert (document.title, document.published_at) == ("A debate", None)


ALIASES = {
    "title": ["title: A debate", "Headline: A debate", "TITLE: A debate"],
    "url": ["link: https://news.example/a", "canonical: https://news.example/a", "source: https://news.example/a"],
    "published": ["published_at: 2023-09-06", "Published on: 2023-09-06", "publication-date: 2023-09-06"],
    "authors": ["by: Ada Moor", "byline: Ada Moor", "Author: Ada Moor"],
    "publisher": ["outlet: ledger", "site: ledger"],
    "record": ["speaker: Helena Marsh"],
}


@pytest.mark.parametrize("style", ["---\n{}\n---\n\n{}", "{}\n\n{}"], ids=["yaml", "lines"])
@pytest.mark.parametrize("name", ALIASES)
def test_a_fact_is_known_by_its_usual_names(name: str, style: str) -> None:
    for line in ALIASES[name]:
        facts, text = split_front_matter(style.format(line, TEXT))
        assert list(facts) == [name]
        assert text.strip() == TEXT


def test_the_first_of_two_names_of_a_fact_counts() -> None:
    assert split_front_matter(f"---\ntitle: One\nheadline: Two\n---\n{TEXT}")[0] == {"title": "One"}


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"Weather: wet\n\n{TEXT}",
        f"Title: x\nand a line that is none\n\n{TEXT}",
        "Title: a line without a text after it",
        f"https://news.example/a\n\n{TEXT}",
        f"- one\n- two\n\n{TEXT}",
        "",
    ],
)
def test_a_text_without_known_facts_is_left_as_it_is(text: str) -> None:
    assert not has_front_matter(text)
    assert split_front_matter(text) == ({}, text)


@pytest.mark.parametrize("body", ["---\n{}\n---\n{}", "\ufeff---\n{}\n---\n{}", "\n\n---  \n{}\n...\n{}"])
def test_yaml_may_stand_after_a_mark_or_blank_lines_and_end_with_dots(body: str) -> None:
    facts, text = split_front_matter(body.format("title: A debate", TEXT))
    assert (facts, text) == ({"title": "A debate"}, TEXT)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("record: {role: minister}", "record is wrong: .*name"),
        ("record: {name: [a, b]}", "record is wrong: name must be text"),
        ("record: {name: Ada, kind: robot}", "record is wrong: .*kind"),
        ("record: {name: Ada, category: weather}", "record is wrong: .*category"),
        ("? [a, b]\n: c", "not YAML"),
        ("a: &a b\nc: *d", "not YAML"),
        ("a: 'unclosed", "not YAML"),
        ("\tindented: by a tab", "not YAML"),
        ("just words", "no mapping"),
    ],
)
def test_front_matter_that_cannot_be_meant_is_an_error_with_its_reason(head: str, reason: str) -> None:
    with pytest.raises(ExtractError, match=reason):
        read(f"---\n{head}\n---\n{TEXT}")


def test_a_record_may_leave_facts_empty() -> None:
    record = read(f"---\nrecord: {{name: Ada Moor, role: ~, organisation: ''}}\n---\n{TEXT}").record
    assert record is not None
    assert record.model_dump(exclude_none=True) == {"name": "Ada Moor", "kind": "person", "category": "other"}


@pytest.mark.parametrize(
    ("named", "url"),
    [
        ("https://news.example/a b", "https://news.example/a%20b"),
        ("https://news.example/caf\u00e9", "https://news.example/caf%C3%A9"),
        ("https://news.example/a?utm_source=x&id=7#top", "https://news.example/a?id=7"),
        ("news.example/a", "file:///notes/a.txt"),
        ("ftp://news.example/a", "file:///notes/a.txt"),
        ("[https://news.example/a]", "file:///notes/a.txt"),
    ],
)
def test_an_address_in_front_matter_is_made_plain_or_passed_over(named: str, url: str) -> None:
    assert read(f"---\nurl: {named}\n---\n{TEXT}").url == url


@pytest.mark.parametrize("named", ["https://news.example/a b", "http://[broken", "mailto:ada@news.example", "[a]"])
def test_a_file_names_no_source_by_what_is_no_address(named: str) -> None:
    assert find_source(f"---\nurl: {named}\ntitle: x\n---\n{TEXT}".encode()).url is None


@settings(max_examples=80)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_text_splits_into_paragraphs_that_hold_all_its_words(text: str) -> None:
    paragraphs = split_text(text)
    assert " ".join(paragraphs).split() == text.split()
    assert all(paragraph.strip() for paragraph in paragraphs)


@settings(max_examples=80)
@given(st.lists(st.text("ab c.“”", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=5))
def test_paragraphs_of_a_text_split_into_themselves(paragraphs: list[str]) -> None:
    plain = [" ".join(paragraph.split()) for paragraph in paragraphs]
    assert split_text("\n\n".join(plain)) == plain
    assert split_text("\n \n\n".join(plain)) == plain


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_front_matter_is_read_or_refused_with_a_reason(head: str) -> None:
    reason = ""
    try:
        document = read(f"---\n{head}\n---\n\n{TEXT}")
    except ExtractError as error:
        reason = str(error)
    else:
        assert document.model_dump_json().encode()
        assert document.text.endswith("probably on a fourth.")
    assert not reason or "front matter" in reason or "body" in reason
