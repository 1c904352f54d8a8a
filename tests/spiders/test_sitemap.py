"""News sitemaps and sitemap indexes."""

from datetime import UTC, datetime

import pytest

from clausewatch.errors import CrawlError
from clausewatch.lists.xml import read_xml
from spiders.bases.sitemap import SitemapSpider, read_sitemap
from spiders.requests import purpose_of
from tests.spiders.making import answer, make_spider, tally_of, urls

NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://gazette.example/sport/1</loc><news:news><news:title>Ball</news:title>
<news:publication_date>2025-03-01T09:00:00Z</news:publication_date></news:news></url>
<url><loc> https://gazette.example/politics/2 </loc><lastmod>2025-03-05</lastmod>
<news:news><news:title>Vote</news:title>
<news:publication_date>2025-03-03T09:00:00Z</news:publication_date></news:news></url>
<url><loc>https://gazette.example/politics/3</loc><lastmod>2025-03-04T10:00:00Z</lastmod></url>
<url><loc>https://gazette.example/politics/4</loc></url><url><lastmod>2025-03-04</lastmod></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://gazette.example/2024.xml</loc><lastmod>2024-12-31</lastmod></sitemap>
<sitemap><loc>https://gazette.example/2025.xml</loc><lastmod>2025-03-04</lastmod></sitemap>
<sitemap><loc>https://gazette.example/other.xml</loc></sitemap></sitemapindex>"""


def test_the_news_data_is_not_dropped() -> None:
    first, second, third, fourth = read_sitemap(read_xml(NEWS.encode()))
    assert first.published == datetime(2025, 3, 1, 9, tzinfo=UTC)
    assert (second.url, second.at) == ("https://gazette.example/politics/2", datetime(2025, 3, 5, tzinfo=UTC))
    assert (third.published, third.modified) == (None, datetime(2025, 3, 4, 10, tzinfo=UTC))
    assert fourth.at is None


def test_pages_are_asked_newest_first() -> None:
    spider = make_spider(SitemapSpider)
    pages = urls(spider.parse_sitemap(answer(NEWS), depth=0))
    assert pages == [
        f"https://gazette.example/{path}" for path in ("politics/2", "politics/3", "sport/1", "politics/4")
    ]


def test_only_the_wanted_parts_of_the_site_are_asked() -> None:
    spider = make_spider(SitemapSpider)
    spider.__class__.pages_in = ("/politics/",)
    spider.__class__.most = 2
    pages = urls(spider.parse_sitemap(answer(NEWS), depth=0))
    assert pages == ["https://gazette.example/politics/2", "https://gazette.example/politics/3"]


def test_what_is_no_whole_address_is_seen_from_the_sitemap_and_what_is_none_is_counted() -> None:
    spider = make_spider(SitemapSpider)
    spider.__class__.pages_in = ("/politics/",)
    listed = "".join(f"<url><loc>{url}</loc></url>" for url in ("/politics/5", "6", "http://[", "mailto:a", "!"))
    assert urls(spider.parse_sitemap(answer(f"<urlset>{listed}</urlset>"), depth=0)) == [
        "https://gazette.example/politics/5"
    ]
    assert tally_of(spider).offsite == 2


def test_sitemaps_that_an_index_names_by_a_part_of_their_address_are_asked_for() -> None:
    spider = make_spider(SitemapSpider)
    named = (
        "<sitemapindex><sitemap><loc>/2025.xml</loc></sitemap><sitemap><loc>old/1.xml</loc></sitemap></sitemapindex>"
    )
    assert urls(spider.parse_sitemap(answer(named, "https://gazette.example/maps/all.xml"), depth=0)) == [
        "https://gazette.example/2025.xml",
        "https://gazette.example/maps/old/1.xml",
    ]


def test_since_leaves_out_older_pages_and_older_sitemaps() -> None:
    spider = make_spider(SitemapSpider, since="2025-03-02")
    assert urls(spider.parse_sitemap(answer(NEWS), depth=0)) == [
        "https://gazette.example/politics/2",
        "https://gazette.example/politics/3",
        "https://gazette.example/politics/4",
    ]
    followed = list(spider.parse_sitemap(answer(INDEX), depth=0))
    assert urls(followed) == ["https://gazette.example/2025.xml", "https://gazette.example/other.xml"]
    assert {purpose_of(request) for request in followed} == {"list"}


def test_an_index_that_points_at_itself_ends() -> None:
    spider = make_spider(SitemapSpider)
    assert len(list(spider.parse_sitemap(answer(INDEX), depth=1))) == 3
    assert list(spider.parse_sitemap(answer(INDEX), depth=2)) == []


def test_the_sitemaps_are_asked_as_lists() -> None:
    spider = make_spider(SitemapSpider)
    spider.__class__.sitemaps = ("https://gazette.example/news.xml",)
    assert [purpose_of(request) for request in spider.ask_lists()] == ["list"]


def test_an_empty_sitemap_and_a_broken_one_are_told() -> None:
    spider = make_spider(SitemapSpider)
    assert list(spider.parse_sitemap(answer("<urlset/>"), depth=0)) == []
    assert list(spider.parse_sitemap(answer("<html/>"), depth=0)) == []
    tally = tally_of(spider)
    assert (len(tally.empty_lists), len(tally.failed_lists)) == (1, 1)


def test_a_page_is_no_sitemap() -> None:
    with pytest.raises(CrawlError, match="no sitemap"):
        read_sitemap(read_xml(b"<html/>"))


def test_a_feed_is_no_sitemap() -> None:
    for body in (b"<rss><channel/></rss>", b"<feed xmlns='http://www.w3.org/2005/Atom'/>"):
        with pytest.raises(CrawlError, match="it is a feed and no sitemap"):
            read_sitemap(read_xml(body))
