"""A publisher that falls ill or gets well is an event, once."""

from sqlalchemy.orm import Session

from clausewatch.ledger.events import list_events
from clausewatch.ledger.health import latest_crawls, record_crawl
from clausewatch.models import CrawlResult
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
