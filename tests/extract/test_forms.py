"""Which reader a body gets, whatever it is called."""

import json

import pytest

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.extract.documents import LARGEST_BODY
from clausewatch.extract.overrides import make_headers, read_overrides
from clausewatch.models import RawResponse
from tests.extract.answers import BODY, FETCHED, PARAGRAPHS, make_page, make_publisher, respond
from tests.extract.items import make_item

TEXT = "\n\n".join(PARAGRAPHS)
ITEM = json.dumps(make_item())
TYPES = ("", "text/html", "text/plain", "application/json", "application/octet-stream", "text/html; charset=utf-8")


def read(body: str, content_type: str = "") -> str:
    (document,) = extract_documents(respond(body, content_type=content_type), make_publisher())
    return document.text


@pytest.mark.parametrize("content_type", TYPES)
@pytest.mark.parametrize("before", ["", " ", "\n" * 5000, "\ufeff", "\t\r\n"], ids=repr)
def test_a_page_is_a_page_whatever_it_is_called_and_whatever_stands_before_it(before: str, content_type: str) -> None:
    assert read(before + make_page(), content_type) == TEXT


@pytest.mark.parametrize("content_type", TYPES)
@pytest.mark.parametrize("before", ["", "\n" * 5000, "\ufeff"], ids=repr)
def test_an_item_is_an_item_whatever_it_is_called(before: str, content_type: str) -> None:
    assert read(before + ITEM, content_type).startswith("I have always said")


@pytest.mark.parametrize("content_type", TYPES)
def test_words_without_tags_are_text_whatever_they_are_called(content_type: str) -> None:
    assert read(TEXT, content_type) == TEXT


@pytest.mark.parametrize("start", ["<?xml version='1.0' encoding='utf-8'?>", "<!DOCTYPE html>", "<!-- a note -->"])
def test_a_page_may_begin_with_a_declaration(start: str) -> None:
    assert read(start + f"<html><body><article>{BODY}</article></body></html>") == TEXT


def test_a_page_without_any_outer_element_is_read() -> None:
    assert read(f"<h1>A debate</h1>{BODY}") == TEXT
    assert read(f"A debate {BODY}").endswith("probably on a fourth.")


def test_tags_in_plain_text_are_words_of_it() -> None:
    text = f"{PARAGRAPHS[0]} She wrote <p> on the board, and <b> below it.\n\n{PARAGRAPHS[1]}"
    assert read(text, "text/plain") == text


@pytest.mark.parametrize("start", ["[Applause] ", "[1] ", "[sic] "])
def test_a_text_that_begins_with_a_bracket_is_text(start: str) -> None:
    assert read(start + TEXT) == start + TEXT


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("[]", "not an object"),
        ('["a"]', "not an object"),
        ("{}", "no known API"),
        ('{"value": null}', "no known API"),
        ('{"value": {"uin": "x"}}', "no known API"),
        ('{"Overview": {}, "Items": {}}', "no known API"),
        ('{"base_path": "/a"}', "no known API"),
        ("{Applause} " + TEXT, "cannot be read"),
        (ITEM[:-1], "cannot be read"),
        (ITEM + ITEM, "cannot be read"),
        ("1" * 10, "no article"),
    ],
)
def test_what_is_of_no_known_form_is_an_error_that_says_so(body: str, reason: str) -> None:
    with pytest.raises(ExtractError, match=reason):
        read(body)


def test_a_body_as_large_as_allowed_is_read_and_one_byte_more_is_not() -> None:
    page = make_page()
    padded = page + " " * (LARGEST_BODY - len(page.encode()))
    assert read(padded) == TEXT
    with pytest.raises(ExtractError, match="over 10 MB"):
        read(padded + " ")


@pytest.mark.parametrize(
    "title", ["A debate", "Zoë’s “debate” 😀", "50% + 7: a / b?", "x" * 2000, "tab\tand\nline", "100%25"]
)
def test_what_a_person_said_comes_back_from_its_headers(title: str) -> None:
    response = RawResponse(
        url="https://news.example/a", status=200, headers=make_headers(title, FETCHED), body=b"", fetched_at=FETCHED
    )
    given = read_overrides(response)
    assert given.title == title
    assert given.published is not None
    assert (given.published.at, given.published.confidence) == (FETCHED, "high")


def test_a_title_from_a_terminal_that_is_no_text_costs_its_characters_only() -> None:
    headers = make_headers("caf\udce9 debate", None)
    assert [value for _, value in headers] == ["caf%3F debate"]


def test_a_response_without_such_headers_says_nothing() -> None:
    assert read_overrides(respond(make_page())) == (None, None)


def test_the_facts_of_a_person_go_before_front_matter_too() -> None:
    headers = (("Content-Type", "text/plain"), *make_headers("Said by a person", FETCHED))
    body = f"---\ntitle: Said by the file\ndate: 2020-01-01\n---\n{TEXT}".encode()
    response = RawResponse(url="file:///a.txt", status=200, headers=headers, body=body, fetched_at=FETCHED)
    (document,) = extract_documents(response, make_publisher())
    assert (document.title, document.published_at) == ("Said by a person", FETCHED)
