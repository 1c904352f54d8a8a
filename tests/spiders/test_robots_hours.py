"""Rates and hours in robots.txt: what a site asks for beside what it forbids."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest

from spiders.robots import LONGEST_DELAY, OFF_HOURS, read_robots
from spiders.run import crawl_publishers
from spiders.settings import CLOSESPIDER_TIMEOUT
from spiders.watching.watcher import Watcher
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page
from tests.spiders.watching.watching import look, make_feed

HOUR = timedelta(hours=1)


def read(line: str) -> bytes:
    return f"User-agent: *\n{line}\nDisallow: /shut\n".encode()


def hours(begin: timedelta, end: timedelta) -> str:
    """Hours of the day, counted from now."""
    now = datetime.now(UTC)
    return f"Visit-time: {now + begin:%H%M}-{now + end:%H%M}"


@pytest.mark.parametrize(
    ("lines", "delay"),
    [
        ("Request-rate: 1/10s", 10.0),
        ("Request-rate: 1/10", 10.0),
        ("Request-rate: 4/1m", 15.0),
        ("Request-rate: 10/1s", 0.1),
        ("Request-rate: 1/10s 0900-1700", 10.0),
        ("Request-rate: 1/90h", LONGEST_DELAY),
        ("Request-rate: often", None),
        ("Request-rate: 0/5s", None),
        ("Crawl-delay: 3\nRequest-rate: 1/10s", 10.0),
        ("Request-rate: 1/2s\nCrawl-delay: 3", 3.0),
        ("Crawl-delay: 0\nRequest-rate: 1/2s", 2.0),
    ],
)
def test_a_rate_is_a_delay_and_the_longer_of_both_counts(lines: str, delay: float | None) -> None:
    assert read_robots(200, read(lines)).crawl_delay == delay


def test_a_rate_for_somebody_else_is_not_ours() -> None:
    theirs = b"User-agent: other\nRequest-rate: 1/60s\n\nUser-agent: *\nRequest-rate: 1/5s\n"
    assert read_robots(200, theirs).crawl_delay == 5.0


@pytest.mark.parametrize(
    ("line", "at", "seconds"),
    [
        ("0200-0630", "02:00", 0),
        ("0200-0630", "06:30", 0),
        ("0200-0630", "06:31", 19 * 3600 + 29 * 60),
        ("0200-0630", "01:00", 3600),
        ("2300-0500", "23:30", 0),
        ("2300-0500", "04:59", 0),
        ("2300-0500", "12:00", 11 * 3600),
        ("0000-0000", "12:00", 0),
        ("0200-2560", "12:00", 0),
        ("at night", "12:00", 0),
    ],
)
def test_hours_are_kept_also_past_midnight(line: str, at: str, seconds: float) -> None:
    robots = read_robots(200, read(f"Visit-time: {line}"))
    assert robots.closed_for(datetime.fromisoformat(f"2025-07-04T{at}:00+00:00")) == seconds


def test_hours_are_those_of_utc() -> None:
    robots = read_robots(200, read("Visit-time: 0200-0630"))
    summer = timezone(timedelta(hours=1))
    assert robots.closed_for(datetime(2025, 7, 4, 7, 15, tzinfo=summer)) == 0
    assert robots.closed_for(datetime(2025, 7, 4, 2, 15, tzinfo=summer)) == 45 * 60


@pytest.mark.parametrize("status", [404, 500])
def test_without_rules_there_are_no_hours(status: int) -> None:
    assert read_robots(status).closed_for(datetime(2025, 7, 4, tzinfo=UTC)) == 0


@pytest.fixture
def site() -> dict[str, Route]:
    pages: dict[str, Route] = {f"/{number}": page(f"Page {number}.") for number in range(3)}
    return {"/feed.xml": feed([*pages]), **pages}


@pytest.fixture
def web(site: dict[str, Route]) -> Iterator[LocalWeb]:
    with LocalWeb({"later": site}) as served, environment("CLAUSEWATCH_TEST_PORT", served.port):
        yield served


def test_a_crawl_keeps_the_rate(web: LocalWeb, site: dict[str, Route], tmp_path: Path) -> None:
    site["/robots.txt"] = Reply(read("Request-rate: 5/2s"))
    [result] = crawl_publishers(["later"], make_settings(tmp_path))
    times = [request.at for request in web.asked]
    assert (result.fresh, len(times)) == (3, 5)
    # On a busy machine one request may take longer to arrive than the next.
    assert times[-1] - times[0] >= 0.4 * (len(times) - 1) - 0.1
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(times))


def test_a_delay_longer_than_a_crawl_lasts_is_told_and_not_waited_for(
    web: LocalWeb, site: dict[str, Route], tmp_path: Path
) -> None:
    site["/robots.txt"] = Reply(read(f"Crawl-delay: {CLOSESPIDER_TIMEOUT + 1}"))
    [result] = crawl_publishers(["later"], make_settings(tmp_path))
    assert web.asked_of("later") == ["/robots.txt"]
    reason = f"robots.txt asks for {CLOSESPIDER_TIMEOUT + 1} s between two requests, longer than a crawl lasts"
    assert result.reason == f"1 of 1 lists failed: http://later.localhost:{web.port}/feed.xml: {reason}"
    assert (result.failed, result.disallowed, result.requests) == (1, 0, 1)


def test_a_crawl_outside_the_hours_asks_nothing_and_is_no_illness(
    web: LocalWeb, site: dict[str, Route], tmp_path: Path
) -> None:
    site["/robots.txt"] = Reply(read(hours(2 * HOUR, 4 * HOUR)))
    [result] = crawl_publishers(["later"], make_settings(tmp_path))
    assert web.asked_of("later") == ["/robots.txt"]
    assert (result.off_hours, result.disallowed, result.reason) == (1, 0, None)
    site["/robots.txt"] = Reply(read(hours(-2 * HOUR, 2 * HOUR)))
    [within] = crawl_publishers(["later"], make_settings(tmp_path))
    assert (within.fresh, within.off_hours) == (3, 0)


def test_the_watch_leaves_a_list_alone_outside_the_hours(
    web: LocalWeb, site: dict[str, Route], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site["/robots.txt"] = Reply(read(hours(2 * HOUR, 4 * HOUR)))

    async def run() -> tuple[tuple[str, ...], tuple[str, ...]]:
        async with Watcher([make_feed(web, "later")], make_settings(tmp_path)) as watcher:
            return await look(watcher), watcher.troubled

    assert asyncio.run(run()) == ((), ("later",))
    assert web.asked_of("later") == ["/robots.txt"]
    assert f"/feed.xml: {OFF_HOURS}" in caplog.text
