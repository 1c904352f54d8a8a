"""Ids are deterministic, and differ where the thing differs."""

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.identifiers import (
    ID_LENGTH,
    document_id,
    is_address,
    make_id,
    normalise_words,
    statement_id,
    url_id,
    version_id,
)


def test_an_id_is_twenty_hexadecimal_characters() -> None:
    assert re.fullmatch(rf"[0-9a-f]{{{ID_LENGTH}}}", make_id("a", "b"))


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1))
def test_the_same_parts_give_the_same_id(parts: list[str]) -> None:
    assert make_id(*parts) == make_id(*parts)


def test_parts_do_not_run_into_each_other() -> None:
    assert make_id("ab", "c") != make_id("a", "bc")


def test_a_document_is_known_by_its_address() -> None:
    assert document_id("https://news.example/a") == document_id("https://news.example/a")
    assert document_id("https://news.example/a") != document_id("https://news.example/b")


def test_a_changed_text_or_title_is_another_version_of_the_same_document() -> None:
    document = document_id("https://news.example/a")
    first = version_id(document, "Title", "Text.")
    assert first == version_id(document, "Title", "Text.")
    assert len({first, version_id(document, "Title", "Text!"), version_id(document, "Other", "Text.")}) == 3


def test_the_same_words_on_two_pages_are_two_versions() -> None:
    assert version_id(document_id("https://a.example/"), "T", "x") != version_id(
        document_id("https://b.example/"), "T", "x"
    )


def test_a_statement_is_known_by_its_version_and_spans() -> None:
    assert statement_id("v1", ((0, 5),)) == statement_id("v1", [(0, 5)])
    assert statement_id("v1", ((0, 5),)) != statement_id("v2", ((0, 5),))
    assert statement_id("v1", ((0, 5),)) != statement_id("v1", ((0, 2), (3, 5)))


def test_a_primary_statement_and_a_quotation_of_the_same_words_are_two() -> None:
    assert statement_id("v1", ((0, 5),), "primary") != statement_id("v1", ((0, 5),), "direct")
    assert statement_id("v1", ((0, 5),), "mixed") == statement_id("v1", ((0, 5),), "direct")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("“It is safe,” she said.", "it is safe she said"),
        ("Café  déjà\nvu", "cafe deja vu"),
        ("end-to-end", "end to end"),
        ("STRASSE", "straße"),
        ("", "…"),
    ],
)
def test_marks_accents_case_and_white_space_do_not_count_as_words(text: str, same: str) -> None:
    assert normalise_words(text) == normalise_words(same)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a",
        "HTTP://A",
        "urn:note:1",
        "file:///pages/a%20b.html",
        "https://news.example/zoë?q=“a”",
        "a:b",
    ],
)
def test_an_absolute_address_is_one(url: str) -> None:
    assert is_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a",
        "/a/b",
        "//news.example/a",
        "https:",
        "1a:b",
        "https://a b",
        "https://a\n",
        "a:\x00",
        "https://[a",
        "http://a]/",
    ],
)
def test_what_is_relative_broken_or_holds_white_space_is_no_address(url: str) -> None:
    assert not is_address(url)


@given(st.text(max_size=40))
def test_what_is_an_address_can_be_taken_apart_and_put_on_one_line(text: str) -> None:
    for url in (text, f"https://{text}"):
        if is_address(url):
            assert urlsplit(url).scheme
            assert url.split() == [url]


def test_an_address_is_asked_for_under_another_id_than_its_document_s() -> None:
    url = "https://news.example/a"
    assert url_id(url) == url_id(url) != document_id(url)
