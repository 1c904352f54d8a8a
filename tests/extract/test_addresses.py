"""The one address of a page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausewatch.extract.addresses import normalise_url
from tests.extract.answers import extract, make_page

PLAIN = {
    "https://news.example/a": "https://news.example/a",
    "http://news.example/a": "https://news.example/a",
    "https://News.Example:443/a": "https://news.example/a",
    "https://news.example": "https://news.example/",
    "https://news.example/a#comments": "https://news.example/a",
    "https://news.example/a?utm_source=x&utm_medium=y": "https://news.example/a",
    "https://news.example/a?id=7&fbclid=z": "https://news.example/a?id=7",
    "https://news.example/a?q=a%20b+c": "https://news.example/a?q=a%20b+c",
    "https://www.news.example/a?at_medium=RSS&at_campaign=K": "https://www.news.example/a",
    "https://news.example/a/amp": "https://news.example/a",
    "https://news.example/a/amp/": "https://news.example/a",
    "https://news.example/a.amp": "https://news.example/a",
    "https://news.example/a.amp.html": "https://news.example/a.html",
    "https://news.example/amp/a": "https://news.example/a",
    "https://news.example/a?amp=1": "https://news.example/a",
    "https://amp.news.example/a": "https://www.news.example/a",
    "https://m.news.example/a": "https://www.news.example/a",
    "https://m.example/a": "https://m.example/a",
    "https://news.example/a;jsessionid=1F0?PHPSESSID=3c&id=7": "https://news.example/a?id=7",
    "https://news.example/a;JSESSIONID=1F0/b?session=2": "https://news.example/a/b?session=2",
    "https://news.example/lamp": "https://news.example/lamp",
    "http://ledger.localhost:8000/a": "http://ledger.localhost:8000/a",
    "http://127.0.0.1:8000/a": "http://127.0.0.1:8000/a",
    "http://[::1]:8000/a": "http://[::1]:8000/a",
    "https://news.example:99999/a": "https://news.example:99999/a",
    "file:///pages/a.html": "file:///pages/a.html",
    "urn:x:y": "urn:x:y",
}


@pytest.mark.parametrize("url", PLAIN)
def test_an_address_is_made_plain(url: str) -> None:
    assert normalise_url(url) == PLAIN[url]


@given(st.sampled_from(sorted(PLAIN)))
def test_a_plain_address_stays_as_it_is(url: str) -> None:
    assert normalise_url(normalise_url(url)) == normalise_url(url)


PARTS = st.text(
    st.characters(codec="ascii", categories=("L", "N", "P", "S"), exclude_characters="[]\\?#"), min_size=1, max_size=12
)


@settings(max_examples=200)
@given(
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(["news.example", "m.news.example", "amp.news.example", "www.News.example", "127.0.0.1", "[::1]"]),
    st.sampled_from(["", ":80", ":443", ":8000"]),
    st.lists(PARTS, max_size=3),
    st.lists(st.sampled_from(["id=7", "utm_source=x", "amp=1", "q=a%20b", "x", "a=1&a=2", "fbclid="]), max_size=3),
)
def test_any_address_is_made_plain_once_and_for_all(
    scheme: str, host: str, port: str, path: list[str], query: list[str]
) -> None:
    plain = normalise_url(f"{scheme}://{host}{port}/{'/'.join(path)}?{'&'.join(query)}")
    assert normalise_url(plain, is_named=True) == plain
    assert "#" not in plain
    assert "utm_source" not in plain.partition("?")[2]


@given(st.text(max_size=60))
def test_any_text_as_an_address_is_given_back_or_made_plain(text: str) -> None:
    assert normalise_url(text) == text or normalise_url(text).startswith("http")


def test_the_host_of_an_address_that_the_page_names_is_left_as_it_is() -> None:
    assert normalise_url("https://m.news.example/a", is_named=True) == "https://m.news.example/a"
    head = "<link rel='canonical' href='https://m.news.example/story-7'>"
    assert extract(make_page(head), "https://www.news.example/story").url == "https://m.news.example/story-7"


@pytest.mark.parametrize(
    ("named", "url"),
    [
        ("https://news.example/?p=7", "https://news.example/?p=7"),
        ("https://news.example", "https://news.example/story"),
        ("//news.example/b", "https://news.example/b"),
        ("b?id=7#top", "https://news.example/b?id=7"),
        ("https://uk.news.example/b", "https://uk.news.example/b"),
        ("https://example/b", "https://news.example/story"),
        (" https://news.example/b ", "https://news.example/b"),
        ("DATA:text/html,x", "https://news.example/story"),
    ],
)
def test_a_page_may_be_named_in_many_ways(named: str, url: str) -> None:
    assert extract(make_page(f"<link rel='canonical' href='{named}'>")).url == url


def test_the_first_of_several_usable_names_counts() -> None:
    links = "".join(f"<link rel='{rel}' href='https://{host}/b'>" for rel, host in (
        ("alternate", "news.example"), ("canonical", "other.example"), ("shortlink canonical", "www.news.example"),
        ("canonical", "uk.news.example"),
    ))  # fmt: skip
    assert extract(make_page(links)).url == "https://www.news.example/b"


NAMED = {
    "<link rel='canonical' href='https://news.example/story-7'>": "https://news.example/story-7",
    "<link rel='canonical' href='/story-7?utm_source=feed'>": "https://news.example/story-7",
    "<link href='https://www.news.example/story-7' rel='canonical'>": "https://www.news.example/story-7",
    "<meta property='og:url' content='https://news.example/story-7'>": "https://news.example/story-7",
    "<link rel='canonical' href='https://elsewhere.example/story-7'>": "https://news.example/story",
    "<link rel='canonical' href='https://evilnews.example/story-7'>": "https://news.example/story",
    "<link rel='canonical' href='https://news.example/'>": "https://news.example/story",
    "<link rel='canonical' href='javascript:alert(1)'>": "https://news.example/story",
    "<link rel='canonical' href='https://[broken/'>": "https://news.example/story",
    "<link rel='canonical' href=''>": "https://news.example/story",
    "<link rel='canonical' href='ftp://news.example/a'>": "https://news.example/story",
    "<link rel='canonical' href='https://x.example/a'><meta property='og:url' "
    "content='https://news.example/b'>": "https://news.example/b",
}  # fmt: skip


@pytest.mark.parametrize("head", NAMED)
def test_the_page_may_name_its_address_on_its_own_site_only(head: str) -> None:
    assert extract(make_page(head)).url == NAMED[head]


def test_another_domain_of_the_publisher_is_its_own_site() -> None:
    head = "<link rel='canonical' href='https://example-news.example/story-7'>"
    domains = ("news.example", "example-news.example")
    assert extract(make_page(head), domains=domains).url == "https://example-news.example/story-7"


def test_a_local_file_takes_the_address_that_the_page_names() -> None:
    head = "<link rel='canonical' href='https://news.example/story-7'>"
    assert extract(make_page(head), "file:///pages/a.html").url == "https://news.example/story-7"
    assert extract(make_page(), "file:///pages/a.html").url == "file:///pages/a.html"


def test_all_forms_of_a_page_are_one_document() -> None:
    urls = ("http://news.example/a", "https://news.example/a/amp", "https://news.example/a?utm_source=x#top")
    assert len({extract(make_page(), url).id for url in urls}) == 1
