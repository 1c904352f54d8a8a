"""Bodies that are no pages, and pages that are no articles: each an error with its reason, never an empty document."""

import gzip
import json

import pytest

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from tests.extract.answers import BODY, extract, make_page, make_publisher, respond

NESTED = "<div>" * 100_000 + BODY + "</div>" * 100_000
WALL = (
    "<p>Before you continue we value your privacy. We and our 800 partners store cookies.</p><p>Accept all cookies</p>"
)
BAD = {
    "empty": (b"", "the body is empty"),
    "white space": (b" \n\t ", "the body is empty"),
    "50 MB": (b"<html>" + b"x" * 50_000_000, "over 10 MB"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
    "a PDF file": (b"%PDF-1.7\n1 0 obj", "a PDF file"),
    "bytes of no text": (bytes(range(256)) * 20, "binary"),
    "still compressed": (gzip.compress(b"<html></html>"), "compressed"),
    "nested tags": (f"<html><body>{NESTED}</body></html>".encode(), "nested too deep"),
    "very many elements": (b"<html><body>" + b"<b></b>" * 300_001, "elements"),
    "a page without text": (b"<html><head><title>x</title></head><body></body></html>", "implausible body"),
    "a few words": (b"<html><body><p>Coming soon.</p></body></html>", "implausible body"),
    "JSON of another shape": (b'{"results": [], "total": 0}', "no known API"),
    "JSON that is a list": (b"[1, 2, 3]", "not an object"),
    "JSON cut off": (b'{"base_path": "/x", "details": {', "JSON cannot be read"),
    "JSON nested deep": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "JSON cannot be read"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_body_that_gives_no_document_is_an_error_with_its_reason(name: str) -> None:
    body, reason = BAD[name]
    with pytest.raises(ExtractError, match=reason):
        extract_documents(respond(body, content_type=""), make_publisher())


SIGNS = {
    "consent": (f"<html><head><title>Example</title></head><body>{WALL}</body></html>", "consent page"),
    "captcha": (
        "<html><body><h1>Just a moment...</h1><p>Verify you are human by completing the action.</p></body></html>",
        "captcha",
    ),
    "suspended": (
        (
            "<html><head><title>Account suspended</title></head><body><p>This account has been "
            "suspended. Contact your provider.</p></body></html>"
        ),
        "suspended",
    ),
    "not found": (
        (
            "<html><head><title>Page not found</title></head><body><p>We looked in all the drawers, but "
            "the page you requested was not found here.</p></body></html>"
        ),
        "not there",
    ),
    "script only": (
        (
            "<html><body><div id='app'></div><noscript>You need to enable JavaScript to run this "
            "app.</noscript></body></html>"
        ),
        "implausible",
    ),
}


@pytest.mark.parametrize("name", SIGNS)
def test_a_page_that_is_no_article_is_named_for_what_it_is(name: str) -> None:
    page, reason = SIGNS[name]
    with pytest.raises(ExtractError, match=reason):
        extract(page)


def test_an_article_about_cookies_and_captchas_is_an_article() -> None:
    about = (
        "<p>The firm said that cookie consent had become a captcha of its own: people accept all cookies "
        "to be rid of it.</p>"
    )
    assert "captcha of its own" in extract(make_page(body=BODY + about + BODY.replace("minister", "clerk"))).text


def test_a_date_in_2099_is_refused() -> None:
    document = extract(make_page('<meta property="article:published_time" content="2099-01-01T00:00:00Z">'))
    assert document.published_at is None


def test_a_date_before_1990_is_refused() -> None:
    document = extract(make_page('<meta property="article:published_time" content="1970-01-01T00:00:00Z">'))
    assert document.published_at is None


def test_a_page_that_is_not_utf8_is_read_as_what_it_is() -> None:
    page = make_page(body=BODY + "<p>The café’s owner paid £40 and went home.</p>").replace(
        '<meta charset="utf-8">', ""
    )
    assert "The café’s owner paid £40" in extract(page.encode("cp1252")).text


@pytest.mark.parametrize("root", ["<html/>", "<html lang='en' />", "<HTML xmlns:fb='http://schema.example/fb'\n/>"])
def test_a_root_that_is_closed_as_it_opens_is_open_as_in_a_browser(root: str) -> None:
    page = make_page()
    closed = page.replace(page[page.index("<html") : page.index("<head")], root)
    assert root in closed
    assert extract(closed).text == extract(page).text


def test_unclosed_tags_cost_nothing() -> None:
    assert "fourth" in extract(make_page().replace("</p>", "").replace("</div>", "")).text


def test_a_page_of_one_megabyte_of_lists_ends() -> None:
    links = "".join(f"<li><a href='/{n}'>A link to story number {n}</a></li>" for n in range(10_000))
    assert "story number" not in extract(make_page(before=f"<ul>{links}</ul>")).text


def test_broken_json_ld_of_any_kind_costs_nothing_else() -> None:
    for script in (
        "{",
        "null",
        "[]",
        '"text"',
        '{"@type": 5}',
        '{"@graph": 7}',
        '{"@type": "NewsArticle", "author": 9}',
        "[[[[1]]]]",
    ):
        page = make_page(f'<script type="application/ld+json">{script}</script>')
        assert extract(page).title == "A debate"


def test_json_ld_of_odd_values_costs_nothing_else() -> None:
    odd = {
        "@type": ["NewsArticle", None],
        "headline": {"a": 1},
        "datePublished": [],
        "author": [None, {"name": None}, 4],
    }
    page = make_page(f'<script type="application/ld+json">{json.dumps(odd)}</script>')
    assert extract(page).authors == ()
