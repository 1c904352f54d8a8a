"""A crawl is judged by what it counted."""

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from clausewatch.models import Publisher
from spiders.tally import LONGEST_NOTE, MOST_NOTES, Tally, count, count_failure, judge, note, read_tally, shorten


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
        (
            {"offsite": 2, "offsite_addresses": ["https://a.example/1: a.example is outside g.example"]},
            "no page was found: 2 addresses were refused, the first: https://a.example/1: a.example is outside g",
        ),
        ({"fresh": 2}, "2 pages, fewer than the 3 of a healthy crawl"),
        ({"fresh": 9, "finish_reason": "closespider_timeout"}, "closed early: closespider_timeout"),
        ({"fresh": 9, "finish_reason": "shutdown"}, "closed early: shutdown"),
        ({"failed": 4, "failures": ["https://g.example/1: HTTP 500"]}, "all 4 requests for pages failed"),
        ({"fresh": 3, "failed": 4, "failures": ["https://g.example/1: HTTP 500"]}, "4 of 7 requests failed"),
        ({"fresh": 9, "lists": 2, "failed_lists": ["https://g.example/f: HTTP 404"]}, "1 of 2 lists failed: https://g"),
        ({"unchanged": 9, "empty_lists": ["https://g.example/f"]}, "1 of 1 lists listed nothing"),
        ({"fresh": 9, "store_failures": ["archive a: the disk is full"]}, "could be kept: archive a: the disk is full"),
        ({"store_failures": ["archive a"], "finish_reason": "store_failure"}, "nothing more could be kept: archive a"),
        ({"failed": 9, "failures": ["a"], "site_faults": ["most pages lead away"]}, "most pages lead away"),
        ({"fresh": 9, "spider_errors": 2}, "its spider failed on 2 answers; `scrapy crawl gazette`"),
        ({"lists": 8, "missing_lists": 8}, "none of 8 archives by date is there: has their address changed?"),
        ({"disallowed": 5}, "robots.txt forbids all that was asked for (5 requests)"),
        (
            {"robots_unreadable": 5, "robots_failures": ["https://g.example/robots.txt cannot be read"]},
            "cannot be read",
        ),
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
    stats.inc_value("spider_exceptions/count")
    tally = read_tally(stats)
    assert (tally.lists, tally.spider_errors) == (1, 1)
    assert (tally.fresh, tally.failed, tally.finish_reason) == (2, 2, "finished")
    assert tally.failures == ["https://g.example/1: HTTP 500"]
    assert tally.failed_lists == ["https://g.example/f: HTTP 404"]


def test_a_thousand_failures_are_not_all_kept() -> None:
    stats = MemoryStatsCollector(get_crawler())
    for number in range(1000):
        note(stats, "failures", str(number))
    assert read_tally(stats).failures == [str(number) for number in range(MOST_NOTES)]


@pytest.mark.parametrize("minimum", [0, 3])
@pytest.mark.parametrize(
    "counts",
    [
        {"store_failures": ["archive a: the disk is full"]},
        {"spider_errors": 1},
        {"failed": 1, "failures": ["https://g.example/1: HTTP 500"]},
        {"failed_lists": ["https://g.example/f: HTTP 404"]},
        {"empty_lists": ["https://g.example/f"]},
        {"disallowed": 1},
        {"robots_unreadable": 1},
        {"finish_reason": "memusage_exceeded"},
    ],
    ids=lambda counts: next(iter(counts)),
)
def test_a_search_that_may_find_nothing_may_still_not_break(counts: dict[str, object], minimum: int) -> None:
    assert judge(make_publisher(minimum), make_tally(**counts)) is not None


def test_what_a_server_puts_into_a_reason_is_cut_to_what_a_person_reads() -> None:
    stats = MemoryStatsCollector(get_crawler())
    count_failure(stats, "https://g.example/" + "\u00e9" * 20_000, "HTTP 500", is_list=True)
    [line] = read_tally(stats).failed_lists
    assert (len(line), line[-1]) == (LONGEST_NOTE, "\u2026")
    assert shorten("as it is") == "as it is"
    assert shorten("x" * LONGEST_NOTE) == "x" * LONGEST_NOTE


@limits(max_examples=60)
@given(
    st.builds(Tally, fresh=st.integers(0, 9), unchanged=st.integers(0, 9), failed=st.just(0), lists=st.integers(1, 9))
)
def test_without_a_fault_only_the_number_of_pages_counts(tally: Tally) -> None:
    ended = tally.model_copy(update={"finish_reason": "finished"})
    assert (judge(make_publisher(5), ended) is None) == (ended.fresh + ended.unchanged >= 5)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"requests": 3}, True),
        ({"requests": 3, "answers": 1}, False),
        ({"requests": 0, "not_due": 1}, False),
        ({"requests": 3, "store_failures": ["the disk is full"]}, False),
    ],
)
def test_nobody_was_reached_where_requests_had_no_answer_at_all(counts: dict[str, object], expected: bool) -> None:
    assert make_tally(**counts).is_unreachable is expected
