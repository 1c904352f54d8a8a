"""What a site names as its lists, and what an answer turns out to be."""

import httpx
import pytest

from clausewatch.errors import CrawlError
from spiders.checking.candidates import FEED, INDEX, NEWS, SITEMAP, choose_paths, find_links, find_name, judge
from spiders.watching.answers import Answer
from tests.spiders.local_web import feed
from tests.steps.local_publishers import news_sitemap, sitemap_index

URL = "https://gazette.example/news/"
HEAD = """<html><head><meta property="og:site_name" content=" The Gazette ">
<link rel="ALTERNATE home" type="Application/RSS+XML " href="/feed">
<link rel="alternate" type="application/atom+xml" href="atom.xml">
<link rel="alternate" type="application/atom+xml" href="atom.xml">
<link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" type="application/rss+xml" href="/no">
</head><body>News</body></html>"""


def answer(body: bytes, kind: str = "") -> Answer:
    return Answer(URL, 200, httpx.Headers({"Content-Type": kind} if kind else {}), body)


def test_a_page_names_its_feeds_once_each_and_itself() -> None:
    page = answer(HEAD.encode(), "text/html")
    assert find_links(page) == ["https://gazette.example/feed", "https://gazette.example/news/atom.xml"]
    assert find_name(page) == "The Gazette"


@pytest.mark.parametrize("body", [b"", b"\x89PNG\r\n\x1a\n\x00\x00", b"<html>", b"\x00" * 50])
def test_what_is_no_page_names_nothing(body: bytes) -> None:
    assert (find_links(answer(body)), find_name(answer(body))) == ([], "")


def test_json_names_nothing() -> None:
    found = answer(b'{"name": "An API"}', "application/json")
    assert (find_links(found), find_name(found)) == ([], "")


def test_lists_are_ranked_by_what_they_tell() -> None:
    base = "https://gazette.example"
    plain = f"<urlset><url><loc>{base}/1</loc></url></urlset>".encode()
    bodies = [news_sitemap(base, "/1", "/2").body, feed(["/1"]).body, plain, sitemap_index(f"{base}/s.xml").body]
    found = [judge(answer(body)) for body in bodies]
    assert [each.rank for each in found] == [NEWS, FEED, SITEMAP, INDEX]
    assert [each.entries for each in found] == [2, 1, 1, 1]
    assert (found[1].title, found[3].named) == ("Feed", (f"{base}/s.xml",))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (HEAD.encode(), "it is a page of HTML"),
        (b"<!DOCTYPE HTML><p>Hello", "it is a page of HTML"),
        (b"", "it is empty"),
        (b"<rss><channel/></rss>", "it is a feed that lists nothing"),
        (b"<urlset/>", "it is a sitemap that lists nothing"),
        (b"<opml/>", "it is no feed: its root is <opml>"),
    ],
)
def test_what_is_of_no_use_is_told(body: bytes, reason: str) -> None:
    with pytest.raises(CrawlError, match=f"^{reason}$"):
        judge(answer(body))


def test_only_what_would_be_better_is_guessed() -> None:
    assert list(choose_paths(NEWS)) == []
    assert list(choose_paths(FEED)) == ["/news-sitemap.xml", "/sitemap-news.xml"]
    assert "/feed" in choose_paths(INDEX)
    assert "/sitemap.xml" not in choose_paths(INDEX)
    assert "/sitemap.xml" in choose_paths(0)
