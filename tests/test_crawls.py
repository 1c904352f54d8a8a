"""Results of crawls: healthy or not, and read again as they were kept."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from clausewatch.crawls import CrawlResult, ListGap, are_out, is_outage

NOON = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)


def test_a_crawl_is_healthy_until_a_reason_says_otherwise() -> None:
    result = CrawlResult(publisher="ledger", run="r", started_at=NOON, finished_at=NOON)
    assert result.healthy
    assert not result.model_copy(update={"reason": "no page"}).healthy


def test_a_result_is_read_as_it_was_kept_and_one_of_before_a_count_was_known_has_none_of_it() -> None:
    gap = ListGap(url="https://a.example/feed.xml", items=3, closed=True)
    result = CrawlResult(publisher="ledger", run="r", started_at=NOON, finished_at=NOON, disallowed=2, gaps=(gap,))
    assert CrawlResult.model_validate_json(result.model_dump_json()) == result
    before = CrawlResult.model_validate_json(result.model_dump_json(exclude={"robots_unreadable"}))
    assert (before.disallowed, before.robots_unreadable) == (2, 0)


def test_a_count_that_nobody_knows_is_refused() -> None:
    facts = {"publisher": "ledger", "run": "r", "started_at": NOON, "finished_at": NOON, "forbidden": 1}
    with pytest.raises(ValidationError, match="forbidden"):
        CrawlResult.model_validate(facts)


def make_crawls(away: int, reached: int) -> list[CrawlResult]:
    facts = {"run": "r", "started_at": NOON, "finished_at": NOON}
    names = [f"p{number}" for number in range(away + reached)]
    return [
        CrawlResult.model_validate(facts | {"publisher": name, "unreachable": number < away})
        for number, name in enumerate(names)
    ]


@pytest.mark.parametrize(("away", "reached", "expected"), [(5, 0, True), (4, 0, False), (9, 1, True), (8, 1, False)])
def test_nearly_all_of_five_or_more_are_an_outage(away: int, reached: int, expected: bool) -> None:
    assert is_outage(make_crawls(away, reached)) is expected


def test_of_few_it_can_only_be_said_that_they_are_out() -> None:
    assert are_out(make_crawls(1, 0))
    assert not are_out(make_crawls(1, 1))
    assert not is_outage([*make_crawls(1, 0)] * 9)
    assert not is_outage([])
