"""A crawl is judged by what it counted."""

import pytest
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from clausewatch.models import Publisher
from spiders.tally import MOST_NOTES, Tally, count, count_failure, judge, note, read_tally


def make_publisher(minimum: int = 3) -> Publisher:
    return Publisher(
        name="gazette", title="Gazette", kind="coverage", category="news", domains=("g.example",), minimum=minimum
    )


def make_tally(**counts: object) -> Tally:
    return Tally.model_validate({"lists": 1, "finish_reason": "finished"} | counts)


@pytest.mark.parametrize(
    "counts", [{"fresh": 3}, {"unchanged": 3}, {"fresh": 1, "unchanged": 2, "gone": 4}, {"fresh": 3, "failed": 3}]
)
def test_enough_pages_are_healthy(counts: dict[str, int]) -> None:
    assert judge(make_publisher(), make_tally(**counts)) is None


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ({}, "no page was found"),
        ({"fresh": 2}, "2 pages, fewer than the 3 of a healthy crawl"),
        ({"fresh": 9, "finish_reason": "closespider_timeout"}, "closed early: closespider_timeout"),
        ({"fresh": 9, "finish_reason": "shutdown"}, "closed early: shutdown"),
        ({"failed": 4, "failures": ["https://g.example/1: HTTP 500"]}, "all 4 requests for pages failed"),
        ({"fresh": 3, "failed": 4, "failures": ["https://g.example/1: HTTP 500"]}, "4 of 7 requests failed"),
        ({"fresh": 9, "lists": 2, "failed_lists": ["https://g.example/f: HTTP 404"]}, "1 of 2 lists failed: https://g"),
        ({"unchanged": 9, "empty_lists": ["https://g.example/f"]}, "1 of 1 lists listed nothing"),
        ({"disallowed": 5}, "robots.txt forbids all that was asked for (5 requests)"),
        ({"disallowed": 5, "robots_failures": ["https://g.example/robots.txt cannot be read"]}, "cannot be read"),
    ],
)
def test_anything_else_is_unhealthy_with_a_reason(counts: dict[str, object], reason: str) -> None:
    assert reason in (judge(make_publisher(), make_tally(**counts)) or "")


def test_a_crawl_that_never_ended_is_unhealthy() -> None:
    assert judge(make_publisher(), Tally(fresh=9)) == "closed early: the crawl process ended early"


def test_a_search_may_find_nothing_where_the_minimum_is_none() -> None:
    assert judge(make_publisher(minimum=0), make_tally()) is None


def test_the_counts_come_from_scrapys_stats() -> None:
    stats = MemoryStatsCollector(get_crawler())
    count(stats, "fresh")
    count(stats, "fresh")
    count_failure(stats, "https://g.example/1", "HTTP 500", is_list=False)
    count_failure(stats, "https://g.example/f", "HTTP 404", is_list=True)
    stats.set_value("finish_reason", "finished")
    stats.set_value("downloader/request_count", 9)
    tally = read_tally(stats)
    assert (tally.fresh, tally.failed, tally.finish_reason) == (2, 2, "finished")
    assert tally.failures == ["https://g.example/1: HTTP 500"]
    assert tally.failed_lists == ["https://g.example/f: HTTP 404"]


def test_a_thousand_failures_are_not_all_kept() -> None:
    stats = MemoryStatsCollector(get_crawler())
    for number in range(1000):
        note(stats, "failures", str(number))
    assert read_tally(stats).failures == [str(number) for number in range(MOST_NOTES)]
