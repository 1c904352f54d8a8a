"""Synthetic histories of a publisher: what its crawls brought, day by day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from clausewatch.crawls import CrawlResult
from clausewatch.index.times import LONDON
from clausewatch.ledger.health import Finding
from clausewatch.ledger.history import History, PageFetch, VersionFacts
from clausewatch.models import Category

DAY = timedelta(days=1)
MONDAY = date(2025, 2, 3)
"""First day of a stretch without holidays."""
Counts = Callable[[date], int]
FAILED = "harbour: https://harbour.example/a: implausible body: it is a captcha page"


def morning(day: date) -> datetime:
    """When the check of a day is made."""
    return datetime.combine(day, time(6, 30), LONDON).astimezone(UTC)


def at_hour(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), LONDON).astimezone(UTC)


def days_from(first: date, number: int) -> list[date]:
    return [first + place * DAY for place in range(number)]


def on_weekdays(*counts: int) -> Counts:
    """Counts for Monday to Sunday."""
    return lambda day: counts[day.weekday()]


BUSY = on_weekdays(22, 25, 19, 24, 21, 6, 5)
"""A busy site of news."""


def make_history(
    days: Sequence[date],
    counts: Counts,
    *,
    is_crawled: Callable[[date], bool] = lambda _: True,
    reason: Callable[[date], str | None] = lambda _: None,
    seen: Counts | None = None,
    outcome: Callable[[date], str] = lambda _: "done",
    category: Category = "news",
    known: Sequence[Finding] = (),
) -> History:
    """One crawl a day at 20:00 in London; each new page came an instant before its end. `seen`: pages in the list."""
    crawled = [day for day in days if is_crawled(day)]
    pages = [page for day in crawled if not reason(day) for page in _make_pages(day, counts(day), outcome(day))]
    return History(
        publisher="harbour",
        category=category,
        crawls=tuple(_make_crawl(day, counts(day), (seen or _vary)(day), reason(day)) for day in crawled),
        pages=tuple(pages),
        versions=tuple(make_version(page.at) for page in pages if page.outcome == "done"),
        known=tuple(known),
    )


def _vary(day: date) -> int:
    return 30 + day.toordinal() * 7 % 11


def _make_crawl(day: date, fresh: int, seen: int, reason: str | None) -> CrawlResult:
    at = at_hour(day, 20)
    counts = {} if reason else {"fresh": fresh, "unchanged": max(0, seen - fresh)}
    return CrawlResult(publisher="harbour", run=f"r{day}", started_at=at, finished_at=at, reason=reason, **counts)


def _make_pages(day: date, number: int, outcome: str) -> Iterator[PageFetch]:
    for place in range(number):
        at = at_hour(day, 19) + timedelta(seconds=place)
        facts = {"at": at, "is_new": True, "outcome": outcome, "reason": FAILED if outcome == "failed" else None}
        yield PageFetch.model_validate(facts)


def make_version(at: datetime, **changes: object) -> VersionFacts:
    """A dated article with an author."""
    facts = {"at": at, "published_at": at, "published_confidence": "high", "has_author": True, "length": 3000}
    return VersionFacts.model_validate(facts | changes)


def until(day: date, counts: Counts, then: Counts | int = 0) -> Counts:
    """Counts that change on a day."""
    return lambda one: counts(one) if one < day else then(one) if callable(then) else then


Change = Callable[[VersionFacts], VersionFacts]


def with_versions(history: History, since: date, change: Change) -> History:
    """The history with its documents changed from a day on."""
    versions = [change(one) if one.at >= morning(since) else one for one in history.versions]
    return history.model_copy(update={"versions": tuple(versions)})
