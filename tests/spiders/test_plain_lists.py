"""Lists that are no XML: JSON Feed, and sitemaps of lines of text."""

import gzip
import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from clausewatch.errors import CrawlError
from clausewatch.lists.feeds import read_feed
from clausewatch.lists.plain import MOST_VALUES
from clausewatch.lists.sitemaps import read_sitemap
from clausewatch.lists.xml import MOST_ENTRIES, read_xml
from spiders.bases.feed import FeedSpider
from spiders.bases.sitemap import SitemapSpider
from spiders.checking.candidates import FEED, SITEMAP, find_links, judge
from spiders.checking.lists import make_lister, read_list
from spiders.watching.answers import Answer
from spiders.watching.entries import digest_entries
from tests.spiders.making import answer, make_spider, urls

BASE = "https://gazette.example/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"
ONE = {"id": "1", "url": "https://gazette.example/1", "title": "One", "date_published": "2025-03-04T10:00:00+01:00"}
LINES = b"\xef\xbb\xbfhttps://gazette.example/1\r\n\r\n  https://gazette.example/2?a=b&c=d\r\n"


def write(*items: Any, **facts: Any) -> bytes:
    return json.dumps({"version": VERSION, "title": "Gazette", "items": items} | facts).encode()


def look(body: bytes, url: str = BASE) -> Answer:
    return Answer(url, 200, httpx.Headers({}), body)


def test_the_entries_of_a_json_feed_are_read_in_their_order() -> None:
    other = {"id": 2, "url": "2", "date_published": "2025-03-03T09:00:00Z", "date_modified": "2025-03-05T09:00:00Z"}
    linked = {"id": "3", "external_url": "https://gazette.example/3"}
    entries = read_feed(write(ONE, other, linked, {"id": "4", "title": "No page"}, "nothing"), BASE)
    assert [entry.url for entry in entries] == [f"https://gazette.example/{number}" for number in (1, 2, 3)]
    assert [entry.published for entry in entries] == [
        datetime(2025, 3, 4, 9, tzinfo=UTC),
        datetime(2025, 3, 3, 9, tzinfo=UTC),
        None,
    ]


def test_the_first_version_a_mark_before_it_and_gzip_are_read_too() -> None:
    body = b"\xef\xbb\xbf\n " + write(ONE, version="https://jsonfeed.org/version/1")
    assert [entry.url for entry in read_feed(gzip.compress(body), BASE)] == [ONE["url"]]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "it is JSON and no JSON Feed"),
        (b'{"items": []}', "it is JSON and no JSON Feed"),
        (b'["https://gazette.example/1"]', "it is JSON and no JSON Feed"),
        (b'{"version": "https://jsonfeed.org', "its JSON is broken"),
        (b"{" * 100_000, "its JSON is broken"),
        (b'{"a": "\xff"}', "its JSON is broken"),
        (b'{"items": [' + b"0," * MOST_VALUES + b"0]}", "it is JSON of over 500,000 values"),
    ],
)
def test_other_json_is_told_as_what_it_is(body: bytes, reason: str) -> None:
    with pytest.raises(CrawlError, match=f"^{reason}"):
        read_feed(body, BASE)


def test_values_of_another_kind_and_what_is_no_text_are_left_out() -> None:
    odd = {"id": {}, "url": ["x"], "title": True, "date_published": 7, "authors": "Ada", "author": [1]}
    marked = {"url": "https://gazette.example/\u0000a\ud800", "title": "\u0001"}
    assert [entry.url for entry in read_feed(write(odd, marked), BASE)] == ["https://gazette.example/a"]


def test_a_json_feed_names_more_pages_than_a_list_may_and_is_refused() -> None:
    items = ({"url": "a"} for _ in range(MOST_ENTRIES + 1))
    with pytest.raises(CrawlError, match="over 50,000 pages"):
        read_feed(write(*items), BASE)


def test_a_spider_asks_for_the_pages_of_a_json_feed() -> None:
    spider = make_spider(FeedSpider)
    assert urls(spider.parse_feed(answer(write(ONE), BASE))) == [ONE["url"]]


def test_a_sitemap_of_lines_is_read() -> None:
    entries = read_sitemap(read_xml(LINES))
    assert [entry.url for entry in entries] == ["https://gazette.example/1", "https://gazette.example/2?a=b&c=d"]
    assert {entry.at for entry in entries} == {None}
    spider = make_spider(SitemapSpider)
    assert len(urls(spider.parse_sitemap(answer(LINES, BASE), depth=0))) == 2


@pytest.mark.parametrize(
    "line", ["https://gazette.example/a b", "Not an address", "ftp://gazette.example/1", "https://"]
)
def test_a_text_of_which_one_line_is_no_address_is_no_sitemap(line: str) -> None:
    with pytest.raises(CrawlError, match="it is not XML"):
        read_xml(LINES + line.encode())


def test_a_sitemap_of_too_many_lines_is_refused() -> None:
    lines = b"https://gazette.example/1\n" * (MOST_ENTRIES + 1)
    with pytest.raises(CrawlError, match="over 50,000 pages"):
        read_sitemap(read_xml(lines))


def test_both_are_found_on_a_site_and_judged() -> None:
    feed, lines = judge(look(write(ONE)), ("gazette.example",)), judge(look(LINES), ("gazette.example",))
    assert (feed.rank, feed.entries, feed.title) == (FEED, 1, "Gazette")
    assert (lines.rank, lines.entries) == (SITEMAP, 2)
    html = b'<html><link rel="alternate" type="application/feed+json" href="/feed.json"></html>'
    page = look(html, "https://gazette.example/")
    assert find_links(page) == [BASE]


def test_a_check_finds_nothing_broken_in_them() -> None:
    spider = type(make_spider(FeedSpider))
    spider.feeds = (BASE,)
    lister = make_lister(spider)
    [request] = lister.ask_lists()
    listed = read_list(lister, request, look(write(ONE)))
    assert (listed.problem, [entry.url for entry in listed.entries]) == (None, [ONE["url"]])


def test_a_watch_sees_what_is_new_and_what_was_changed_in_a_json_feed() -> None:
    spider = type(make_spider(FeedSpider))
    edited = ONE | {"date_modified": "2025-03-05T09:00:00Z"}
    bodies = [write(ONE), write(ONE, title="Other"), write(edited), write(ONE, ONE | {"url": "2"})]
    digests = [digest_entries(spider, look(body)) for body in bodies]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3
