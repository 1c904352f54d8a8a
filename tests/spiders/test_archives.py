"""Addresses of archives by date."""

import asyncio
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest
from pydantic import ValidationError
from scrapy.utils.test import get_crawler

from clausewatch.settings import Settings
from spiders.addresses import explain_refusal
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


def test_what_changed_last_before_the_days_was_not_published_on_them() -> None:
    changes = {"1": "2024-12-29", "2": "2024-12-31T23:30:00Z", "3": "2025-03-09", "4": ""}
    entries = "".join(f"<url><loc>{BASE}/{name}</loc><lastmod>{at}</lastmod></url>" for name, at in changes.items())
    found, _ = parse(BY_DAY, f"<urlset>{entries}</urlset>", since="2025-01-01", until="2025-01-02")
    # An hour is allowed for wrong clocks.
    assert found == [f"{BASE}/2", f"{BASE}/3", f"{BASE}/4"]
    names = entries.replace("url>", "sitemap>")
    found, _ = parse(BY_DAY, f"<sitemapindex>{names}</sitemapindex>", since="2025-01-01", until="2025-01-02")
    assert found == [f"{BASE}/2", f"{BASE}/3", f"{BASE}/4"]


class ByDay(FeedSpider):
    """A list page a day."""

    archives = (
        DatedArchive(
            address=f"{BASE}/{{year}}/{{mon}}/{{day}}/all", holds="list", pages=r"/\w{3,9}/{year}/{mon}/{day}/.+"
        ),
    )


def test_of_a_list_by_day_the_pages_of_that_day_are_taken() -> None:
    spider = make_spider(ByDay, since="2025-03-04", until="2025-03-05")
    links = "".join(f"<a href='/law/2025/{day}/a-{number}'>x</a>" for number, day in enumerate(("mar/04", "mar/05")))
    asked = {request.url: request for request in spider.ask_archives()}
    found = [urls(spider.parse_archive(answer(links), **request.cb_kwargs)) for request in asked.values()]
    assert list(asked) == [f"{BASE}/2025/mar/05/all", f"{BASE}/2025/mar/04/all"]
    assert found == [[f"{BASE}/law/2025/mar/05/a-1"], [f"{BASE}/law/2025/mar/04/a-0"]]


def test_pages_of_a_day_are_refused_where_the_list_is_of_a_month() -> None:
    with pytest.raises(ValidationError, match="day: not in"):
        DatedArchive(address=f"{BASE}/{{year}}/{{month}}", holds="list", pages="/{year}/{month}/{day}/.+")


REAL = [
    ("guardian", "/technology/2023/sep/06/all", "/uk-news/live/2023/sep/06/a-statement", True),
    ("guardian", "/politics/2023/sep/06/all", "/politics/2023/sep/06/all", False),
    ("guardian", "/uk-news/2023/sep/06/all", "/uk-news/2023/sep/05/a-statement", False),
    ("independent", "/archive/2023-09-06", "/news/uk/politics/a-statement-b2406193.html", True),
    ("independent", "/archive/2023-09-06", "/sport/football/a-match-b2406194.html", False),
    ("evening-standard", "/archive/2023-09-06", "/news/politics/a-statement-b1105080.html", True),
    ("evening-standard", "/archive/2023-09-06", "/news/politics", False),
    ("euronews", "/2023/09/06", "/next/2023/09/06/a-statement", True),
    ("euronews", "/2023/09/06", "/2023/09/05/a-statement", False),
    ("the-register", "/Archive/2023/09/06/", "/2023/09/06/a_statement/", True),
    ("the-register", "/Archive/2023/09/06/", "/2023/09/07/a_statement/", False),
]


@pytest.mark.parametrize(("name", "list_path", "path", "wanted"), REAL)
def test_of_the_archives_of_real_publishers_the_pages_of_the_day_are_taken(
    name: str, list_path: str, path: str, wanted: bool
) -> None:
    [kind] = [each for each in list_spiders(Settings()) if each.publisher.name == name]
    assert issubclass(kind, ListSpider)
    spider = kind.from_crawler(get_crawler(kind), since="2023-09-06", until="2023-09-06")
    [request] = [each for each in spider.ask_archives() if urlsplit(each.url).path == list_path]
    found = urls(spider.parse_archive(answer(f"<a href='{path}'>x</a>", request.url), **request.cb_kwargs))
    assert [urlsplit(url).path for url in found] == ([path] if wanted else [])


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("i-paper", "https://inews.co.uk/sitemap.xml?yyyy=2023&mm=09&dd=06"),
        ("wired", "https://www.wired.com/sitemap-2023-09.xml"),
    ],
)
def test_the_sitemap_of_a_day_or_month_is_asked_of_real_publishers(name: str, asked: str) -> None:
    [kind] = [each for each in list_spiders(Settings()) if each.publisher.name == name]
    assert issubclass(kind, ListSpider)
    spider = kind.from_crawler(get_crawler(kind), since="2023-09-06", until="2023-09-06")
    assert urls(spider.ask_archives()) == [asked]


def test_a_crawl_may_ask_the_archives_and_the_sitemaps_for_gaps_of_real_publishers() -> None:
    kinds = [kind for kind in list_spiders(Settings()) if issubclass(kind, ListSpider)]
    asked = {
        kind.publisher: [*kind.gap_sitemaps, *(next(archive.addresses(FIRST, FIRST)) for archive in kind.archives)]
        for kind in kinds
    }
    refused = [explain_refusal(url, publisher.domains) for publisher, found in asked.items() for url in found]
    assert len(refused) >= 9
    assert set(refused) == {None}


def test_no_archive_of_a_real_publisher_counts_as_verified_without_a_look_at_it() -> None:
    spiders = [spider for spider in list_spiders(Settings()) if issubclass(spider, ListSpider)]
    assert spiders
    assert [spider.publisher.name for spider in spiders for archive in spider.archives if archive.verified] == []
