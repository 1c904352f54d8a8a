"""When lists and pages were last answered, and in which crawls."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from clausewatch.crawls import CrawlResult, ListGap
from clausewatch.ledger import Ledger
from clausewatch.ledger.fetches import record_fetch
from clausewatch.ledger.health import record_crawl
from clausewatch.ledger.visits import (
    answered_pages,
    bodies_of,
    count_pages,
    crawls_with_gaps,
    last_answers,
    last_body,
    last_visit,
)
from clausewatch.models import RecordAddress

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
FEED = "https://news.example/feed"


def body(number: int) -> RecordAddress:
    return RecordAddress(file="a.warc.gz", offset=number, length=1, sha256=f"{number:064}")


def record(session: Session, url: str, run: str, outcome: str, number: int, **facts: Any) -> None:
    """An answer some hours after noon; a fresh one has a body of that number."""
    given = {"page": False, "address": body(number) if outcome == "fresh" else None, **facts}
    at = NOON + timedelta(hours=number)
    status = {"fresh": 200, "unchanged": 304, "gone": 404}.get(outcome)
    named: dict[str, Any] = {"publisher": "news", "url": url, "status": status, "outcome": outcome, "run": run}
    record_fetch(session, fetched_at=at, **(named | given))


def test_the_last_visit_is_one_before_this_crawl_that_could_read_the_list(ledger: Ledger) -> None:
    with ledger.begin() as session:
        record(session, FEED, "r1", "fresh", 1)
        record(session, FEED, "r2", "unchanged", 2)
        record(session, FEED, "r3", "failed", 3)
        record(session, FEED, "r4", "fresh", 4)
        visit = last_visit(session, FEED, "r4")
        assert visit is not None
        assert (visit.run, visit.at) == ("r2", NOON + timedelta(hours=2))
        assert last_body(session, FEED, "r4") == body(1)
        assert last_body(session, FEED, "r5") == body(4)
        assert last_visit(session, "https://news.example/other", "r4") is None


def test_the_bodies_of_some_crawls_are_those_that_held_in_them(ledger: Ledger) -> None:
    with ledger.begin() as session:
        record(session, FEED, "r1", "fresh", 1)
        record(session, FEED, "r2", "unchanged", 2)
        record(session, FEED, "r3", "fresh", 3)
        record(session, FEED, "r4", "fresh", 4)
        record(session, FEED, "r5", "failed", 5)
        assert bodies_of(session, FEED, ["r2"], 9) == [body(1)]
        assert bodies_of(session, FEED, ["r2", "r4"], 9) == [body(4), body(1)]
        assert bodies_of(session, FEED, ["r3", "r4"], 1) == [body(4)]
        assert bodies_of(session, FEED, ["r5", "r6"], 9) == []


def test_pages_that_were_answered_in_some_crawls_are_told(ledger: Ledger) -> None:
    with ledger.begin() as session:
        for number, outcome in enumerate(("fresh", "unchanged", "gone", "failed")):
            record(session, f"https://news.example/{outcome}", "r1", outcome, number, page=True)
        record(session, FEED, "r1", "fresh", 5)
        record(session, "https://news.example/other", "r2", "fresh", 6, page=True)
        found = answered_pages(session, "news", ["r1"], NOON)
        assert found == {f"https://news.example/{outcome}" for outcome in ("fresh", "unchanged", "gone")}
        assert answered_pages(session, "news", ["r1"], NOON + timedelta(hours=2)) == {"https://news.example/gone"}
        assert answered_pages(session, "other", ["r1"], NOON) == set()


def test_of_each_page_the_last_answer_counts(ledger: Ledger) -> None:
    one, two = "https://news.example/1", "https://news.example/2"
    with ledger.begin() as session:
        record(session, one, "r1", "fresh", 1, page=True)
        record(session, one, "r2", "unchanged", 2, page=True)
        record(session, one, "r3", "failed", 3, page=True)
        record(session, two, "r3", "failed", 3, page=True)
        for status in (403, 429, 500):
            refused = f"https://news.example/{status}"
            record(session, refused, "r3", "failed", 3, page=True, status=status)
        lasting = "https://news.example/403"
        many = [
            one,
            two,
            lasting,
            "https://news.example/429",
            "https://news.example/500",
            FEED,
            *(f"https://news.example/x{number}" for number in range(2500)),
        ]
        assert last_answers(session, many) == {
            one: NOON + timedelta(hours=2),
            lasting: NOON + timedelta(hours=3),
        }
        assert last_answers(session, []) == {}


def test_crawls_that_saw_a_gap_are_found(ledger: Ledger) -> None:
    gap = ListGap(url=FEED, items=3)
    with ledger.begin() as session:
        for number, gaps in enumerate(((gap,), (), (gap, gap))):
            at = NOON + timedelta(days=number)
            record_crawl(
                session, CrawlResult(publisher="news", run=f"r{number}", started_at=at, finished_at=at, gaps=gaps)
            )
        assert [crawl.run for crawl in crawls_with_gaps(session, NOON)] == ["r2", "r0"]
        assert [crawl.run for crawl in crawls_with_gaps(session, NOON + timedelta(days=1))] == ["r2"]


def test_the_pages_of_one_crawl_are_counted_by_what_became_of_them(ledger: Ledger) -> None:
    with ledger.begin() as session:
        for number, outcome in enumerate(("fresh", "fresh", "unchanged", "gone", "failed")):
            record(session, f"https://news.example/{number}", "r1", outcome, number, page=True)
        record(session, FEED, "r1", "fresh", 5)
        record(session, "https://news.example/1", "r2", "fresh", 6, page=True)
        assert count_pages(session, "news", "r1", NOON) == {"fresh": 2, "unchanged": 1, "gone": 1, "failed": 1}
        assert count_pages(session, "news", "r2", NOON) == {"fresh": 1}
        assert count_pages(session, "news", "r3", NOON) == {}
