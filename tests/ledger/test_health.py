"""A publisher that falls ill or gets well is an event, once."""

from collections.abc import Sequence

import pytest
from sqlalchemy.orm import Session

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.events import list_events
from clausewatch.ledger.health import (
    Finding,
    FindingKind,
    forget_findings,
    latest_crawls,
    read_findings,
    record_crawl,
    record_findings,
)
from tests.ledger.examples import HOUR, NOON


def crawl(session: Session, run: int, reason: str | None = None, publisher: str = "harbour") -> CrawlResult:
    finished = NOON + run * HOUR
    result = CrawlResult(
        publisher=publisher, run=f"r{run}", started_at=finished, finished_at=finished, fresh=3, failed=1, reason=reason
    )
    record_crawl(session, result)
    return result


def happened(session: Session) -> list[tuple[str, str, str | None]]:
    return [(event.kind, event.publisher, event.reason) for event in reversed(list_events(session))]


def test_healthy_crawls_are_no_events(session: Session) -> None:
    crawl(session, 1)
    crawl(session, 2)
    assert happened(session) == []


def test_a_publisher_that_is_ill_from_the_start_is_an_event(session: Session) -> None:
    crawl(session, 1, "no pages")
    assert happened(session) == [("unhealthy", "harbour", "no pages")]


def test_falling_ill_and_getting_well_are_one_event_each(session: Session) -> None:
    for run, reason in enumerate((None, "no pages", "all failed", None, None)):
        crawl(session, run, reason)
    assert happened(session) == [("unhealthy", "harbour", "no pages"), ("recovered", "harbour", None)]


def test_a_result_that_is_recorded_twice_is_one_crawl_and_one_event(session: Session) -> None:
    crawl(session, 1)
    result = crawl(session, 2, "no pages")
    record_crawl(session, result)
    assert latest_crawls(session) == [result]
    assert len(happened(session)) == 1


def test_the_illness_of_one_publisher_is_not_that_of_another(session: Session) -> None:
    crawl(session, 1, "no pages")
    crawl(session, 2, publisher="courier")
    assert happened(session) == [("unhealthy", "harbour", "no pages")]


def test_the_last_crawl_of_each_publisher_is_listed_by_name(session: Session) -> None:
    crawl(session, 1)
    newest = crawl(session, 3, "no pages")
    crawl(session, 2)
    other = crawl(session, 1, publisher="courier")
    assert latest_crawls(session) == [other, newest]


def test_the_last_crawl_before_a_time_can_be_asked_for(session: Session) -> None:
    first = crawl(session, 1)
    crawl(session, 3, "no pages")
    assert latest_crawls(session, NOON + 2 * HOUR) == [first]
    assert latest_crawls(session, NOON) == []


def check(session: Session, hour: int, *kinds: FindingKind) -> bool:
    at = NOON + hour * HOUR
    return record_findings(
        session, "harbour", [Finding(kind=kind, reason=f"is {kind}", since=at) for kind in kinds], at
    )


def test_a_finding_is_an_event_when_it_begins_and_once_when_all_is_over(session: Session) -> None:
    found: Sequence[Sequence[FindingKind]] = [[], ["quiet"], ["quiet"], ["quiet", "fixed"], ["fixed"], [], []]
    for hour, kinds in enumerate(found):
        assert check(session, hour, *kinds)
    assert happened(session) == [
        ("unhealthy", "harbour", "is quiet"),
        ("unhealthy", "harbour", "is fixed"),
        ("recovered", "harbour", None),
    ]
    assert read_findings(session) == {}


def test_what_begins_at_once_is_one_event(session: Session) -> None:
    check(session, 1, "low-volume", "layout-changed")
    assert happened(session) == [("unhealthy", "harbour", "is low-volume; is layout-changed")]
    assert [finding.kind for finding in read_findings(session)["harbour"]] == ["low-volume", "layout-changed"]


def test_a_check_that_is_run_again_or_late_changes_nothing(session: Session) -> None:
    check(session, 5, "quiet")
    assert check(session, 5, "quiet")
    assert not check(session, 4)
    assert not check(session, 3, "fixed")
    assert happened(session) == [("unhealthy", "harbour", "is quiet")]
    assert [finding.kind for finding in read_findings(session)["harbour"]] == ["quiet"]
    check(session, 6)
    assert check(session, 6)
    assert [kind for kind, _, _ in happened(session)] == ["unhealthy", "recovered"]


def test_a_crawl_that_works_again_is_no_recovery_while_there_is_a_finding(session: Session) -> None:
    check(session, 1, "quiet")
    crawl(session, 2, "no pages")
    crawl(session, 3)
    assert [kind for kind, _, _ in happened(session)] == ["unhealthy", "unhealthy"]
    check(session, 4)
    crawl(session, 5)
    assert [kind for kind, _, _ in happened(session)] == ["unhealthy", "unhealthy", "recovered"]


def test_a_finding_that_is_over_is_no_recovery_while_crawls_fail(session: Session) -> None:
    check(session, 1, "quiet")
    crawl(session, 2, "no pages")
    check(session, 3)
    assert [kind for kind, _, _ in happened(session)] == ["unhealthy", "unhealthy"]
    crawl(session, 4)
    assert [kind for kind, _, _ in happened(session)] == ["unhealthy", "unhealthy", "recovered"]


@pytest.mark.parametrize("is_checked_first", [True, False])
def test_crawls_and_checks_that_take_turns_make_no_storm(session: Session, is_checked_first: bool) -> None:
    """A publisher that is quiet while its crawls go well for a week, each hour, with a check a day."""
    crawl(session, 0)
    for hour in range(1, 24 * 7):
        if is_checked_first and hour % 24 == 6:
            check(session, hour, "quiet")
        crawl(session, hour)
        if not is_checked_first and hour % 24 == 6:
            check(session, hour, "quiet")
    assert happened(session) == [("unhealthy", "harbour", "is quiet")]
    check(session, 24 * 7)
    crawl(session, 24 * 7 + 1)
    assert [kind for kind, _, _ in happened(session)] == ["unhealthy", "recovered"]


def test_what_nobody_checks_any_more_is_forgotten_without_an_event(session: Session) -> None:
    check(session, 1, "quiet")
    forget_findings(session, "harbour")
    assert read_findings(session) == {}
    assert [kind for kind, _, _ in happened(session)] == ["unhealthy"]
