"""RSS and Atom feeds."""

from datetime import UTC, datetime

import pytest

from clausewatch.errors import CrawlError
from spiders.bases.feed import FeedSpider, read_feed
from spiders.bases.headlines import HeadlineSpider
from spiders.requests import purpose_of
from tests.spiders.making import answer, make_spider, tally_of, urls

BASE = "https://gazette.example/feed"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title><link>https://gazette.example/</link>
<item><title>One</title><link>https://gazette.example/1?utm_source=rss</link>
<guid isPermaLink="false">g1</guid><pubDate>Tue, 04 Mar 2025 09:00:00 GMT</pubDate></item>
<item><title>Two</title><guid>https://gazette.example/2</guid><pubDate>Mon, 03 Mar 2025 09:00:00 GMT</pubDate></item>
<item><title>Three</title><guid isPermaLink="false">g3</guid></item>
<item><title>Four</title><link>/4</link></item>
<item><title>Elsewhere</title><link>https://shop.example/offer</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><link href="https://gazette.example/"/>
<entry><title>One</title><link rel="enclosure" href="https://gazette.example/1.mp3"/>
<link rel="alternate" href="https://gazette.example/1"/><updated>2025-03-04T09:00:00Z</updated>
<published>2025-03-01T09:00:00Z</published></entry>
<entry><title>Two</title><link href="2"/><updated>2025-03-02T09:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/><item><title>Old</title><link>https://gazette.example/old</link>
<dc:date>2025-03-04T09:00:00Z</dc:date></item></rdf:RDF>"""


def test_the_entries_of_rss_are_read_in_order() -> None:
    entries = read_feed(RSS.encode(), BASE)
    assert [entry.url[-2:] for entry in entries] == ["ss", "/2", "/4", "er"]
    assert entries[0].published == datetime(2025, 3, 4, 9, tzinfo=UTC)
    assert entries[1].url == "https://gazette.example/2"
    assert entries[2].url == "https://gazette.example/4"


def test_atom_gives_the_alternate_link_and_the_first_publication() -> None:
    entries = read_feed(ATOM.encode(), BASE)
    assert [entry.url for entry in entries] == ["https://gazette.example/1", "https://gazette.example/2"]
    assert [entry.published for entry in entries] == [
        datetime(2025, 3, 1, 9, tzinfo=UTC),
        datetime(2025, 3, 2, 9, tzinfo=UTC),
    ]


def test_links_are_seen_from_their_xml_base_and_from_the_feed_where_that_is_not_whole() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/news/">'
        '<entry><link href="1"/></entry><entry xml:base="old/"><link href="2"/></entry>'
        '<entry><link xml:base="/more/" href="3"/></entry>'
        '<entry><link href="/4"/></entry><entry><link href="https://gazette.example/5"/></entry></feed>'
    )
    paths = ["news/1", "news/old/2", "more/3", "4", "5"]
    assert [entry.url for entry in read_feed(feed.encode(), BASE)] == [f"https://gazette.example/{p}" for p in paths]
    rss = '<rss xml:base="/news/"><channel><item><link>1</link></item></channel></rss>'
    assert [entry.url for entry in read_feed(rss.encode(), BASE)] == ["https://gazette.example/news/1"]


def test_rss_of_the_first_kind_is_read() -> None:
    assert read_feed(RDF.encode(), BASE)[0].published == datetime(2025, 3, 4, 9, tzinfo=UTC)


def test_a_page_is_no_feed() -> None:
    with pytest.raises(CrawlError, match="no feed"):
        read_feed(b"<html><body>Suspended</body></html>", BASE)


def test_the_feeds_are_asked_as_lists_and_their_pages_as_pages() -> None:
    spider = make_spider(FeedSpider)
    spider.__class__.feeds = (BASE,)
    [request] = spider.ask_lists()
    assert (request.url, purpose_of(request)) == (BASE, "list")
    pages = list(spider.parse_feed(answer(RSS, BASE)))
    assert {purpose_of(page) for page in pages} == {"page"}
    assert urls(pages) == [f"https://gazette.example/{number}" for number in (1, 2, 4)]


def test_another_sites_pages_are_counted_and_not_asked() -> None:
    spider = make_spider(FeedSpider)
    list(spider.parse_feed(answer(RSS, BASE)))
    tally = tally_of(spider)
    assert tally.offsite == 1
    [told] = tally.offsite_addresses
    assert told.endswith(" is outside gazette.example")


def test_since_leaves_out_what_the_feed_dates_earlier() -> None:
    spider = make_spider(FeedSpider, since="2025-03-04")
    assert urls(spider.parse_feed(answer(RSS, BASE))) == ["https://gazette.example/1", "https://gazette.example/4"]


@pytest.mark.parametrize("kind", [FeedSpider, HeadlineSpider])
def test_an_empty_feed_and_a_broken_one_are_told(kind: type[FeedSpider] | type[HeadlineSpider]) -> None:
    spider = make_spider(kind)
    for body in ("<rss><channel/></rss>", "<html/>"):
        found = spider.parse_feed if isinstance(spider, FeedSpider) else spider.check_feed
        list(found(answer(body, BASE)) or ())
    tally = tally_of(spider)
    assert tally.empty_lists == [BASE]
    assert tally.failed_lists == [f"{BASE}: it is no feed: its root is <html>"]


def test_headlines_are_kept_without_asking_for_a_page() -> None:
    spider = make_spider(HeadlineSpider)
    spider.__class__.feeds = (BASE,)
    assert [purpose_of(request) for request in spider.ask_lists()] == ["list"]
    spider.check_feed(answer(RSS, BASE))
    assert tally_of(spider).failed_lists == []


def test_the_link_that_a_service_put_its_own_before_counts() -> None:
    item = "<item><link>https://proxy.example/~r/1</link><f:origLink>https://gazette.example/1</f:origLink></item>"
    body = f"<rss xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'><channel>{item}</channel></rss>"
    assert [entry.url for entry in read_feed(body.encode(), "https://gazette.example/")] == [
        "https://gazette.example/1"
    ]
