"""A host that asked for more time than a crawl has is not asked by the crawls that follow, until the time has come."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from clausewatch.crawls import CrawlResult
from clausewatch.ledger import open_ledger
from clausewatch.ledger.database import BUSY_TIMEOUT_S
from clausewatch.ledger.fetches import record_fetch
from clausewatch.settings import Settings
from spiders.bases.feed import FeedSpider
from spiders.middlewares.retry_after import RetryAfterMiddleware
from spiders.rests import LONGEST, explain_rest, read_rests, show_rest
from spiders.run import crawl_publishers
from spiders.tally import read_tally
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page
from tests.spiders.making import make_spider

NOW = datetime(2025, 3, 4, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
URL = "https://gazette.example/1"
BUSY = Reply(b"", 429, {"Retry-After": "3600"})


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path)


@contextmanager
def serve(host: str, **routes: Route) -> Iterator[LocalWeb]:
    lists: dict[str, Route] = {path: feed(["/1", "/2"]) for path in ("/feed.xml", "/one.xml", "/two.xml")}
    pages: dict[str, Route] = {path: page(f"Page {path}.") for path in ("/1", "/2")}
    site = lists | pages | {f"/{name.replace('_', '.')}": route for name, route in routes.items()}
    with LocalWeb({host: site}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        yield web


def crawl(name: str, settings: Settings) -> CrawlResult:
    [result] = crawl_publishers([name], settings)
    return result


def refuse(settings: Settings, at: datetime, wait: float, publisher: str = "gazette", url: str = URL) -> None:
    """As a crawl keeps what a server said."""
    facts = {"status": 429, "outcome": "failed", "run": "r", "reason": explain_rest(wait, 429)}
    with closing(open_ledger(settings.database_url)) as ledger, ledger.begin() as session:
        record_fetch(session, publisher=publisher, url=url, fetched_at=at, **facts)  # type: ignore[arg-type]


def rests(settings: Settings, *publishers: str, at: datetime = NOW) -> dict[str, datetime]:
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        return read_rests(session, publishers or ("gazette",), at)


@pytest.mark.parametrize("path", ["feed_xml", "robots_txt", "1"])
def test_the_next_crawl_asks_nothing_of_a_host_that_asked_for_an_hour(settings: Settings, path: str) -> None:
    with serve("later", **{path: BUSY}) as web:
        crawl("later", settings)
        before = len(web.asked)
        again = crawl("later", settings)
        assert len(web.asked) == before > 0
    assert again.requests == 0
    assert "the server asked to be left alone until " in (again.reason or "")


def test_it_holds_for_every_publisher_of_the_site(settings: Settings) -> None:
    with serve("pair", one_xml=BUSY) as web:
        crawl("pair-one", settings)
        assert not crawl("pair-two", settings).healthy
    assert web.asked_of("pair") == ["/robots.txt", "/one.xml"]


def test_when_the_time_has_come_it_is_asked_again(settings: Settings) -> None:
    with serve("later") as web:
        url = f"http://later.localhost:{web.port}/1"
        refuse(settings, datetime.now(UTC) - 2 * HOUR, 3600, "later", url)
        assert crawl("later", settings).fresh == 2


def test_a_host_rests_from_when_it_said_so_and_for_as_long_as_it_said_last(settings: Settings) -> None:
    assert rests(settings) == {}
    refuse(settings, NOW - 2 * HOUR, 3 * 3600)
    refuse(settings, NOW - HOUR, 600)
    refuse(settings, NOW - HOUR, 5 * 3600, url="https://news.gazette.example/2")
    assert rests(settings) == {"gazette.example": NOW + HOUR, "news.gazette.example": NOW + 4 * HOUR}
    assert rests(settings, at=NOW + 2 * HOUR) == {"news.gazette.example": NOW + 4 * HOUR}


def test_other_failures_and_other_publishers_are_no_rest(settings: Settings) -> None:
    refuse(settings, NOW - HOUR, 3 * 3600, "courier")
    facts = {"status": 429, "outcome": "failed", "run": "r", "reason": "HTTP 429"}
    with closing(open_ledger(settings.database_url)) as ledger, ledger.begin() as session:
        record_fetch(session, publisher="gazette", url=URL, fetched_at=NOW, **facts)  # type: ignore[arg-type]
    assert rests(settings) == {}
    assert rests(settings, "gazette", "courier") == {"gazette.example": NOW + 2 * HOUR}


@pytest.mark.parametrize("wait", [1e7, 1e300, float("inf")])
def test_nobody_is_left_alone_for_more_than_a_week(settings: Settings, wait: float) -> None:
    refuse(settings, NOW - HOUR, wait)
    assert rests(settings) == {"gazette.example": NOW - HOUR + LONGEST}
    assert rests(settings, at=NOW + LONGEST) == {}


def test_a_ledger_that_is_held_up_holds_up_no_request(settings: Settings) -> None:
    options = {"CLAUSEWATCH": settings, "RETRY_AFTER_LOOK_EVERY": 0}
    crawler = get_crawler(FeedSpider, settings_dict=options)
    middleware, asked = RetryAfterMiddleware.from_crawler(crawler), Request(URL)

    async def run() -> tuple[float, bool]:
        await middleware.open(make_spider(FeedSpider))
        with closing(sqlite3.connect(settings.data / "ledger.db")) as holder:
            holder.execute("PRAGMA locking_mode = EXCLUSIVE")
            holder.execute("BEGIN EXCLUSIVE")
            begin = monotonic()
            middleware.note_response(Response(URL), asked)
            ended = asyncio.ensure_future(middleware.close())
            await asyncio.sleep(0.5)
            held = monotonic() - begin, not ended.done()
        await ended
        return held

    seconds, is_looking = asyncio.run(run())
    assert is_looking
    assert seconds < BUSY_TIMEOUT_S / 2
    assert read_tally(crawler.stats).store_failures == []


def test_it_is_said_until_when() -> None:
    assert show_rest(NOW) == "the server asked to be left alone until 2025-03-04 09:00Z"
    assert explain_rest(90.4, 503) == "the server asked to be left alone for 90 s (HTTP 503)"
