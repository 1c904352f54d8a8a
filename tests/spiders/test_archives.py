"""Addresses of archives by date."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from clausewatch.settings import Settings
from spiders.archives import DatedArchive
from spiders.bases.feed import FeedSpider
from spiders.bases.lists import ListSpider
from spiders.bases.sitemap import SitemapSpider
from spiders.requests import purpose_of
from spiders.run import list_spiders
from tests.spiders.making import answer, make_spider, tally_of, urls

BASE = "https://gazette.example"
FIRST, LAST = date(2024, 12, 30), date(2025, 1, 2)
BY_DAY = DatedArchive(address=f"{BASE}/{{year}}/{{month}}/{{day}}.xml")


class Gazette(FeedSpider):
    """A feed and an archive by day."""

    feeds = (f"{BASE}/feed",)
    archives = (BY_DAY,)


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("{year}/{month}/{day}", ["2025/01/02", "2025/01/01", "2024/12/31", "2024/12/30"]),
        ("{year}-{month}.xml", ["2025-01.xml", "2024-12.xml"]),
        ("{year}/{mon}/", ["2025/jan/", "2024/dec/"]),
        ("{year}/{month_name}", ["2025/january", "2024/december"]),
        ("all?y={year}", ["all?y=2025", "all?y=2024"]),
    ],
)
def test_each_address_of_the_days_is_given_once_newest_first(pattern: str, paths: list[str]) -> None:
    archive = DatedArchive(address=f"{BASE}/{pattern}")
    assert list(archive.addresses(FIRST, LAST)) == [f"{BASE}/{path}" for path in paths]


def test_days_in_the_wrong_order_have_no_address() -> None:
    assert list(BY_DAY.addresses(LAST, FIRST)) == []


@pytest.mark.parametrize("pattern", ["/sitemap.xml", "/{month}", "/{year}/{hour}", "/{year}/{0}"])
def test_a_pattern_that_is_no_archive_by_date_is_refused(pattern: str) -> None:
    with pytest.raises(ValidationError, match=r"give \{year\}"):
        DatedArchive(address=f"{BASE}{pattern}")


def test_an_address_without_a_site_is_refused() -> None:
    with pytest.raises(ValidationError, match="address"):
        DatedArchive(address="/{year}")


def test_archives_are_asked_only_where_days_are_asked_for() -> None:
    assert list(make_spider(Gazette).ask_archives()) == []
    asked = list(make_spider(Gazette, since="2024-12-30", until="2025-01-02").ask_archives())
    assert urls(asked) == list(BY_DAY.addresses(FIRST, LAST))
    assert {purpose_of(request) for request in asked} == {"list"}


async def first_requests(spider: ListSpider) -> list[str]:
    return [request.url async for request in spider.start()]


def test_of_the_past_a_feed_tells_nothing_so_that_only_the_archives_are_asked() -> None:
    days = {"since": "2025-01-01", "until": "2025-01-02"}
    assert asyncio.run(first_requests(make_spider(Gazette, **days))) == list(BY_DAY.addresses(date(2025, 1, 1), LAST))
    assert asyncio.run(first_requests(make_spider(Gazette))) == list(Gazette.feeds)
    sitemaps = type("Sitemaps", (SitemapSpider,), {"sitemaps": (f"{BASE}/news.xml",)})
    assert asyncio.run(first_requests(make_spider(sitemaps, **days))) == [f"{BASE}/news.xml"]


def test_the_future_has_no_archive() -> None:
    today = datetime.now(UTC).date().isoformat()
    assert len(list(make_spider(Gazette, since=today).ask_archives())) == 1
    assert len(list(make_spider(Gazette, since=today, until="9999-12-31").ask_archives())) == 1


def parse(archive: DatedArchive, body: str | bytes, **days: str) -> tuple[list[str], ListSpider]:
    spider = make_spider(Gazette, **days)
    return urls(spider.parse_archive(answer(body), archive=archive, depth=0)), spider


def test_a_feed_may_be_an_archive() -> None:
    feed = "<rss><channel><item><link>/1</link></item><item><link>/2</link></item></channel></rss>"
    found, _ = parse(DatedArchive(address=f"{BASE}/{{year}}", holds="feed"), feed)
    assert found == [f"{BASE}/1", f"{BASE}/2"]


def test_a_day_on_which_nothing_was_published_is_no_fault() -> None:
    found, spider = parse(BY_DAY, "<urlset/>")
    assert (found, tally_of(spider).empty_lists, tally_of(spider).failed_lists) == ([], [], [])


@pytest.mark.parametrize(
    ("holds", "reason"),
    [("sitemap", "it is no sitemap: its root is <html>"), ("feed", "it is no feed: its root is <html>")],
)
def test_an_archive_of_another_kind_is_told(holds: str, reason: str) -> None:
    found, spider = parse(DatedArchive.model_validate({"address": BY_DAY.address, "holds": holds}), "<html/>")
    assert found == []
    assert tally_of(spider).failed_lists == [f"https://gazette.example/list: {reason}"]


def test_pages_of_other_sites_are_left_out() -> None:
    sitemap = f"<urlset><url><loc>{BASE}/1</loc></url><url><loc>https://other.example/2</loc></url></urlset>"
    assert parse(BY_DAY, sitemap)[0] == [f"{BASE}/1"]


def test_a_page_that_changed_later_may_have_been_published_on_the_day() -> None:
    sitemap = f"<urlset><url><loc>{BASE}/1</loc><lastmod>2025-03-09</lastmod></url></urlset>"
    assert parse(BY_DAY, sitemap, since="2025-01-01", until="2025-01-02")[0] == [f"{BASE}/1"]


def test_no_archive_of_a_real_publisher_counts_as_verified_without_a_look_at_it() -> None:
    spiders = [spider for spider in list_spiders(Settings()) if issubclass(spider, ListSpider)]
    assert spiders
    assert [spider.publisher.name for spider in spiders for archive in spider.archives if archive.verified] == []
