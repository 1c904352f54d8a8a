"""Sites seen twice whose lists missed something in between, and archives by date."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest

from clausewatch.crawls import CrawlResult
from spiders.run import crawl_publishers
from tests.spiders.conftest import environment, make_settings
from tests.spiders.lists import dated_feed, day, index, news_sitemap, sitemap
from tests.spiders.local_web import LocalWeb, Reply, Route, page

GAPPY, NAMED, APART, POOR, INDEXED, DATED, UNDATED, SAME_DAY = NAMES = (
    *("gappy", "named", "apart", "poor", "indexed", "dated"),
    *("undated", "sameday"),
)
FEEDS = f"feeds.{APART}"
BEFORE, BETWEEN, NOW = range(1, 6), range(6, 16), range(16, 21)
"""Numbers of the pages in a feed at the first visit, of those that it missed, and at the second visit."""
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
OLD = range(100, 110)
PAGES: dict[str, Route] = {f"/{number}": page(f"Page {number}.") for number in range(1, 21)}


class Visits(NamedTuple):
    """Two crawls of each site."""

    results: tuple[dict[str, CrawlResult], dict[str, CrawlResult]]
    asked: tuple[list[tuple[str, str]], list[tuple[str, str]]]
    """Host and path."""

    def paths(self, visit: int, site: str) -> list[str]:
        return [path for host, path in self.asked[visit] if host == site]


def make_sites(port: int) -> dict[str, dict[str, Route]]:
    bases = {name: f"http://{name}.localhost:{port}" for name in NAMES}
    robots = f"User-agent: *\nSitemap: {bases[NAMED]}/index.xml\nSitemap: http://other.localhost/index.xml\n"
    changed = {f"/{number}": day(number) for number in range(1, 21)}
    return {
        GAPPY: {"/feed.xml": dated_feed(BEFORE), "/news.xml": news_sitemap(bases[GAPPY], range(3, 21)), **PAGES},
        NAMED: {
            "/robots.txt": Reply(robots.encode()),
            "/feed.xml": dated_feed(BEFORE),
            "/index.xml": index(bases[NAMED], {"/old.xml": day(1) - timedelta(days=9), "/new.xml": day(20)}),
            "/new.xml": sitemap(bases[NAMED], changed),
            "/old.xml": sitemap(bases[NAMED], {"/0": day(0)}),
            **PAGES,
        },
        FEEDS: {"/robots.txt": Reply(b"User-agent: *\n"), "/feed.xml": dated_feed(BEFORE, bases[APART])},
        APART: {
            "/robots.txt": Reply(f"Sitemap: {bases[APART]}/news.xml\n".encode()),
            "/news.xml": news_sitemap(bases[APART], range(3, 21)),
            **PAGES,
        },
        UNDATED: {
            "/robots.txt": Reply(b"Sitemap: /all.xml\n"),
            "/feed.xml": dated_feed(BEFORE),
            "/all.xml": sitemap(bases[UNDATED], {f"/{number}": None for number in range(1, 21)}),
            **PAGES,
        },
        SAME_DAY: {
            "/robots.txt": Reply(f"Sitemap: {bases[SAME_DAY]}/all.xml\n".encode()),
            "/feed.xml": dated_feed(BEFORE),
            # Made anew each day, newest first, with pages that are older than what the feed ever held.
            "/all.xml": sitemap(bases[SAME_DAY], {f"/{number}": YESTERDAY for number in (*range(20, 0, -1), *OLD)}),
            **PAGES,
        },
        POOR: {"/feed.xml": dated_feed(BEFORE), **PAGES},
        INDEXED: {
            "/index.xml": index(bases[INDEXED], {"/a.xml": YESTERDAY, "/b.xml": YESTERDAY, "/c.xml": None}),
            "/a.xml": sitemap(bases[INDEXED], {"/1": YESTERDAY, "/2": None}),
            "/b.xml": sitemap(bases[INDEXED], {"/3": YESTERDAY}),
            "/c.xml": sitemap(bases[INDEXED], {"/4": YESTERDAY, "/5": None}),
            **PAGES,
        },
        DATED: {
            "/feed.xml": dated_feed([19, 20]),
            "/2025-03-05.xml": sitemap(bases[DATED], {"/5": None}),
            "/2025-03-04.xml": index(bases[DATED], {"/2025-03-04-1.xml": None}),
            "/2025-03-04-1.xml": sitemap(bases[DATED], {"/4": None, "/20": None}),
            "/2025-03-03.xml": news_sitemap(bases[DATED], [3, 2, 6]),
            "/2025/mar/": page("<a href='/page/9'>No</a><main><a href='/page/7'>7</a><a href='/about'>No</a></main>"),
            "/page/7": page("Seven."),
            **PAGES,
        },
    }


def change(web: LocalWeb) -> None:
    """What is different at the second visit."""
    base = f"http://{INDEXED}.localhost:{web.port}"
    for name in (GAPPY, NAMED, POOR, UNDATED, SAME_DAY):
        web.sites[name]["/feed.xml"] = dated_feed(NOW)
    web.sites[FEEDS]["/feed.xml"] = dated_feed(NOW, f"http://{APART}.localhost:{web.port}")
    soon = datetime.now(UTC) + timedelta(minutes=1)
    web.sites[INDEXED]["/index.xml"] = index(base, {"/a.xml": YESTERDAY, "/b.xml": soon, "/c.xml": None})
    web.sites[INDEXED]["/b.xml"] = sitemap(base, {"/3": YESTERDAY, "/6": soon})


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    settings = make_settings(tmp_path_factory.mktemp("visited")).model_copy(update={"revisit_days": 0})
    with LocalWeb({}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        web.sites |= make_sites(web.port)
        first = {result.publisher: result for result in crawl_publishers(NAMES, settings)}
        number = len(web.asked)
        change(web)
        others = [name for name in NAMES if name != DATED]
        second = {result.publisher: result for result in crawl_publishers(others, settings)}
        days = (date(2025, 3, 3), date(2025, 3, 5))
        second |= {result.publisher: result for result in crawl_publishers([DATED], settings, *days)}
        asked = [(request.host, request.path) for request in web.asked]
        yield Visits((first, second), (asked[:number], asked[number:]))


def test_the_first_visit_sees_no_gap(visits: Visits) -> None:
    assert [result.gaps for result in visits.results[0].values()] == [()] * len(NAMES)
    assert [result.reason for result in visits.results[0].values()] == [None] * len(NAMES)


def test_a_gap_is_closed_from_the_sitemap_that_the_publisher_declares(visits: Visits) -> None:
    result = visits.results[1][GAPPY]
    [gap] = result.gaps
    assert (gap.items, gap.found, gap.closed) == (10, 10, True)
    assert (gap.after, gap.before) == (day(5), day(16))
    assert result.healthy
    asked = visits.paths(1, GAPPY)
    assert {f"/{number}" for number in (*BETWEEN, *NOW)} <= set(asked)
    assert not {f"/{number}" for number in BEFORE} & set(asked)


def test_the_sitemap_is_not_asked_where_there_is_no_gap(visits: Visits) -> None:
    assert "/news.xml" not in visits.paths(0, GAPPY)
    assert "/index.xml" not in visits.paths(0, NAMED)


def test_a_gap_is_closed_from_the_sitemaps_that_robots_txt_names(visits: Visits) -> None:
    [gap] = visits.results[1][NAMED].gaps
    assert (gap.items, gap.found, gap.closed) == (10, 10, True)
    asked = visits.paths(1, NAMED)
    assert {f"/{number}" for number in BETWEEN} <= set(asked)
    # It did not change since the last visit.
    assert "/old.xml" not in asked


def test_a_gap_of_a_feed_with_a_host_of_its_own_is_closed_by_the_robots_txt_of_its_pages(visits: Visits) -> None:
    result = visits.results[1][APART]
    [gap] = result.gaps
    assert (gap.items, gap.found, gap.closed) == (10, 10, True)
    assert {f"/{number}" for number in BETWEEN} <= set(visits.paths(1, APART))
    assert result.healthy


@pytest.mark.parametrize("site", [UNDATED, SAME_DAY])
def test_a_gap_is_closed_by_the_order_of_a_sitemap_whose_times_say_nothing(visits: Visits, site: str) -> None:
    [gap] = visits.results[1][site].gaps
    assert (gap.items, gap.found, gap.closed) == (10, 10, True)
    asked = set(visits.paths(1, site))
    assert {f"/{number}" for number in (*BETWEEN, *NOW)} <= asked
    assert not {f"/{number}" for number in (*BEFORE, *OLD)} & asked
    assert visits.results[1][site].healthy


def test_a_gap_that_no_sitemap_closes_is_told(visits: Visits) -> None:
    result = visits.results[1][POOR]
    [gap] = result.gaps
    assert (gap.items, gap.found, gap.closed) == (10, None, False)
    assert (result.reason or "").startswith("gap of about 10 items in http://poor.localhost")
    assert (result.reason or "").endswith(
        "/feed.xml, after 2025-03-05 09:00Z, before 2025-03-16 09:00Z: no sitemap tells of them"
    )


def test_a_sitemap_that_did_not_change_since_the_last_visit_is_not_asked(visits: Visits) -> None:
    assert {"/a.xml", "/b.xml", "/c.xml"} <= set(visits.paths(0, INDEXED))
    asked = visits.paths(1, INDEXED)
    assert "/a.xml" not in asked
    # Of this one nothing is known.
    assert {"/b.xml", "/c.xml"} <= set(asked)
    assert visits.results[1][INDEXED].healthy


def test_of_a_sitemap_only_what_may_have_changed_is_asked(visits: Visits) -> None:
    pages = [path for path in visits.paths(1, INDEXED) if not path.endswith((".xml", ".txt", ".json"))]
    # 3 and 4 did not change since they were asked for; of 5 nothing is known.
    assert sorted(pages) == ["/5", "/6"]
    assert visits.results[1][INDEXED].known == 2


def test_archives_are_asked_by_day_and_by_month_within_the_days_asked_for(visits: Visits) -> None:
    lists = [path for path in visits.paths(1, DATED) if path.startswith("/2025")]
    assert lists == ["/2025-03-05.xml", "/2025-03-04.xml", "/2025-03-03.xml", "/2025/mar/", "/2025-03-04-1.xml"]
    assert not [path for path in visits.paths(0, DATED) if path.startswith("/2025")]


def test_of_archives_the_unknown_pages_of_those_days_are_asked(visits: Visits) -> None:
    pages = {path for path in visits.paths(1, DATED) if path.removeprefix("/page").strip("/").isdecimal()}
    # 20 is known, 19 and 6 are later, 2 is earlier.
    assert pages == {"/3", "/4", "/5", "/page/7"}
    assert visits.results[1][DATED].reason is None
