"""What a site names as its lists, and what an answer turns out to be."""

import httpx
import pytest

from clausewatch.errors import CrawlError
from spiders.checking.candidates import (
    FEED,
    INDEX,
    MOST_LINKS,
    NEWS,
    SITEMAP,
    choose_paths,
    find_links,
    find_name,
    judge,
)
from spiders.watching.answers import Answer
from tests.spiders.local_web import feed
from tests.steps.local_publishers import news_sitemap, sitemap_index

URL = "https://gazette.example/news/"
DOMAINS = ("gazette.example",)
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


def links_of(markup: str) -> list[str]:
    return find_links(answer(f"<html><body>{markup}</body></html>".encode(), "text/html"))


def test_a_feed_that_only_people_are_shown_is_named_too() -> None:
    shown = "<a href='/about'>About</a><a href='/media/newsroom-feed.xml'>RSS</a><a href='/out?format=rss'>RSS</a>"
    assert links_of(shown) == [
        "https://gazette.example/media/newsroom-feed.xml",
        "https://gazette.example/out?format=rss",
    ]


@pytest.mark.parametrize("path", ["/feedback", "/atomic-energy", "/a-rsso", "/newsfeeding"])
def test_a_word_that_begins_like_a_feed_is_none(path: str) -> None:
    assert links_of(f"<a href='{path}'>Read</a>") == []


def test_of_very_many_links_a_few_are_tried() -> None:
    assert len(links_of("".join(f"<a href='/{number}/feed/'>RSS</a>" for number in range(100)))) == MOST_LINKS


def test_the_base_of_a_page_counts_for_its_links() -> None:
    link = "<base href='/site/'><link rel='alternate' type='text/xml' href='feed.rss'><a href='rss'>RSS</a>"
    assert links_of(link) == ["https://gazette.example/site/feed.rss", "https://gazette.example/site/rss"]


def test_a_feed_in_another_language_is_named_only_where_there_is_no_other() -> None:
    link = "<link rel='alternate' type='application/rss+xml' hreflang='{}' href='/{}/rss'>"
    french, english = link.format("fr", "fr"), link.format("EN-gb", "en")
    assert links_of(french + english) == ["https://gazette.example/en/rss"]
    assert links_of(french) == ["https://gazette.example/fr/rss"]


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
    found = [judge(answer(body), DOMAINS) for body in bodies]
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
        judge(answer(body), DOMAINS)


def test_a_feed_may_hold_html_in_its_texts() -> None:
    held = (
        b"<rss><channel><description>&lt;html><![CDATA[<html>]]></description>"
        + feed(["/1"]).body.split(b"<channel>")[1]
    )
    assert judge(answer(held), DOMAINS).rank == FEED


def test_what_lists_pages_of_other_sites_only_is_of_no_use() -> None:
    with pytest.raises(CrawlError, match=r"nothing of the publisher's own: moor\.example is outside gazette\.example$"):
        judge(answer(feed(["https://moor.example/1"]).body), DOMAINS)
    both = feed(["https://moor.example/1", "/2"]).body
    assert judge(answer(both), DOMAINS).entries == 1
    assert judge(answer(both), (*DOMAINS, "moor.example")).entries == 2


def test_a_list_whose_newest_item_is_very_old_is_abandoned() -> None:
    entry = "<urlset><url><loc>/1</loc><lastmod>{}</lastmod></url></urlset>"
    found = [judge(answer(entry.format(day).encode()), DOMAINS) for day in ("2019-03-04", "2999-01-01", "soon")]
    assert [each.is_abandoned for each in found] == [True, False, False]


def test_only_what_would_be_better_is_guessed() -> None:
    assert list(choose_paths(NEWS)) == []
    assert list(choose_paths(FEED)) == ["/news-sitemap.xml", "/sitemap-news.xml"]
    assert "/feed" in choose_paths(INDEX)
    assert "/sitemap.xml" not in choose_paths(INDEX)
    assert "/sitemap.xml" in choose_paths(0)


def test_below_the_address_feeds_are_guessed_first() -> None:
    guessed = list(choose_paths(SITEMAP, "/blog/"))
    assert guessed.index("/blog/feed") < guessed.index("/feed")
    assert not any("/blog/" in path for path in choose_paths(FEED, "/blog/"))
