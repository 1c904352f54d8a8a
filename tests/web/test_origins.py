"""The page and the JSON of a quotation say where it was really said."""

from collections.abc import Iterator

import httpx
import pytest
from lxml import html

from clausewatch.steps.stores import Stores, open_stores
from tests.collected import MOOR, RENN, index_all, make_settings
from tests.traced import CHANGED, OTHER_NUMBER, PARAPHRASE, SENTENCES, VERBATIM, save_article, save_speech
from tests.web.conftest import serve_in_background

HOSTILE = "“The <b>power</b> will be used only where it is <script>technically feasible,”"


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path_factory.mktemp("origins"))) as opened:
        save_speech(opened, title="Speech & answers")
        save_article(opened, VERBATIM, CHANGED, PARAPHRASE, OTHER_NUMBER, HOSTILE, "“Nobody knows what comes next,”")
        save_article(opened, VERBATIM, speaker=MOOR, name="other")
        index_all(opened)
        yield opened


@pytest.fixture(scope="module")
def client(stores: Stores) -> Iterator[httpx.Client]:
    with serve_in_background(stores) as address, httpx.Client(base_url=address, timeout=20) as asking:
        yield asking


def find(client: httpx.Client, text: str, speaker: str = RENN.name) -> str:
    """Id of the statement of these words."""
    found = client.get("/api/search", params={"limit": 100, "speaker": speaker}).json()["results"]
    return next(str(hit["id"]) for hit in found if hit["text"] == text)


def read_section(client: httpx.Client, text: str, speaker: str = RENN.name) -> html.HtmlElement | None:
    page = html.fromstring(client.get(f"/statements/{find(client, text, speaker)}").content)
    return next((each for each in page.iter("section") if each.get("aria-labelledby") == "origin"), None)


def words(element: html.HtmlElement | None) -> str:
    assert element is not None
    return " ".join(element.text_content().split())


def test_words_that_are_the_record_are_said_to_be_with_a_link_to_it(client: httpx.Client) -> None:
    section = read_section(client, VERBATIM)
    assert words(section).startswith("Where it was said These are the words of the record. 99 % sure")
    assert section is not None
    assert words(section.find("blockquote")) == SENTENCES[1]
    (link,) = section.iter("a")
    assert words(link) == "Speech & answers"
    assert "order-gov, 1 March 2024" in words(section)
    spoken = html.fromstring(client.get(str(link.get("href"))).content)
    assert words(spoken.find(".//blockquote")) == SENTENCES[1]


def test_changed_words_are_marked_on_both_sides(client: httpx.Client) -> None:
    section = read_section(client, CHANGED)
    assert section is not None
    assert "Some of the words are not those of the record." in words(section)
    marks = [(mark.tag, words(mark)) for mark in section.iter("del", "ins")]
    assert marks == [
        ("del", "[left out: will]"),
        ("ins", "[not in the record: can]"),
        ("del", "[left out: technically]"),
    ]


def test_a_paraphrase_shows_what_was_said(client: httpx.Client) -> None:
    section = read_section(client, PARAPHRASE)
    assert section is not None
    assert "The record says the same in other words." in words(section)
    assert words(section.find("blockquote")) == SENTENCES[1]


def test_what_was_not_found_shows_the_nearest_and_says_so(client: httpx.Client) -> None:
    section = read_section(client, OTHER_NUMBER)
    assert section is not None
    assert "Not found in what is kept of the speaker. The nearest statement says something else" in words(section)
    assert [words(mark) for mark in section.iter("ins")] == ["[not in the record: 3,140]"]
    nothing = read_section(client, "“Nobody knows what comes next,”")
    assert words(nothing).startswith("Where it was said Not found in what is kept of the speaker. 90 % sure")


def test_where_nothing_could_be_looked_for_nothing_is_said(client: httpx.Client) -> None:
    assert read_section(client, VERBATIM, MOOR.name) is None
    assert read_section(client, SENTENCES[1]) is None


def test_words_of_a_page_are_text_whatever_they_look_like(client: httpx.Client) -> None:
    section = read_section(client, HOSTILE)
    assert section is not None
    assert list(section.iter("b", "script")) == []
    assert "[not in the record: b]" in words(section)


def test_the_json_of_a_statement_has_its_origin(client: httpx.Client) -> None:
    origin = client.get(f"/api/statements/{find(client, CHANGED)}").json()["origin"]
    assert origin["verdict"] == "changed"
    assert 0.7 < origin["confidence"] < 1
    assert [(each["kind"], each["text"]) for each in origin["differences"]][:3] == [
        ("same", "The power"),
        ("left-out", "will"),
        ("put-in", "can"),
    ]
    (spoken,) = origin["statements"]
    assert (spoken["text"], spoken["speaker"]["name"]) == (SENTENCES[0], RENN.name)
    assert spoken["document"]["url"] == "https://order.example/speech"
    assert client.get(f"/api/statements/{spoken['id']}").json()["origin"] is None


def test_the_page_of_a_primary_statement_tells_where_it_is_quoted(client: httpx.Client) -> None:
    page = html.fromstring(client.get(f"/statements/{find(client, SENTENCES[1])}").content)
    section = next(each for each in page.iter("section") if each.get("aria-labelledby") == "quoting")
    assert [words(each) for each in section.iter("li")] == [
        "Minister speaks: article, harbour-post, 2 March 2024: verbatim",
        "Minister speaks: article, harbour-post, 2 March 2024: paraphrase",
    ]
    quoted = html.fromstring(client.get(str(next(section.iter("a")).get("href"))).content)
    assert words(quoted.find(".//blockquote")) == VERBATIM


def test_what_nobody_quotes_rightly_is_not_said_to_be_quoted(client: httpx.Client) -> None:
    page = html.fromstring(client.get(f"/statements/{find(client, SENTENCES[2])}").content)
    assert [each for each in page.iter("section") if each.get("aria-labelledby") == "quoting"] == []
