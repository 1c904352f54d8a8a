"""What the crawls of one publisher brought over the last weeks, as the ledger knows it."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime
from sqlalchemy import ColumnElement, Select, String, and_, case, cast, exists, or_, select
from sqlalchemy.orm import Session, aliased

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.health import Finding
from clausewatch.ledger.tables import CrawlRow, DocumentRow, FetchRow, VersionRow, WorkRow
from clausewatch.ledger.taken_away import is_taken_away
from clausewatch.models import Category, DateConfidence, Document, Model

WINDOW = timedelta(days=28)
MARGIN = timedelta(days=7)
"""What is judged lies in the last days, and is held against the window before them."""
LONG_WINDOW = timedelta(days=182)
"""In which the rhythm shows of a publisher that is seldom heard: holidays of its own, and months with a single page."""
YEAR_WINDOW = timedelta(days=420)
"""In which it shows of one that is heard about once a month: each holiday of the year once, and a month to spare."""
SELDOM, SELDOMEST = 17, 40
"""Days with new pages in five weeks, and in half a year, below which one is; a batch of many pages is one day. With as
many in five weeks, ten lie in any four of them.
"""
ROWS_AT_ONCE = 200


class PageFetch(Model):
    """A page whose body came in a crawl."""

    at: AwareDatetime
    is_new: bool
    """Whether no crawl had seen the address before."""
    outcome: Literal["done", "failed"] | None
    """Whether extraction made documents of it; none: not known yet, or it made none as the page was withdrawn."""
    reason: str | None = None
    """Why it made none."""


class VersionFacts(Model):
    """What extraction found on a page."""

    at: AwareDatetime
    """When the version was first seen."""
    published_at: AwareDatetime | None
    published_confidence: DateConfidence | None
    has_author: bool
    length: int
    """Characters of the text."""


class History(Model):
    """One publisher: all lists oldest first, nothing later than the time for which it was read."""

    publisher: str
    category: Category = "other"
    crawls: tuple[CrawlResult, ...] = ()
    pages: tuple[PageFetch, ...] = ()
    versions: tuple[VersionFacts, ...] = ()
    known: tuple[Finding, ...] = ()
    """What the check before found."""


def read_history(
    session: Session, publisher: str, at: datetime, *, category: Category = "other", known: Sequence[Finding] = ()
) -> History:
    """The five weeks before `at`, before the last new page, or before the oldest finding known: whichever is first.
    Of a publisher that is seldom heard, half a year; of one that is heard about once a month, fourteen months.
    """
    new = select(FetchRow.fetched_at).where(*_is_new_page(publisher), FetchRow.fetched_at < at)
    newest = new.order_by(FetchRow.fetched_at.desc())
    last = session.scalar(newest.limit(1))
    begin = find_begin(
        min((at, *([last] if last else []), *(finding.since for finding in known))),
        lambda since, most: _count_days(session, newest.where(FetchRow.fetched_at >= since), most),
    )
    return History(
        publisher=publisher,
        category=category,
        crawls=_read_crawls(session, publisher, begin, at),
        pages=_read_pages(session, publisher, begin, at),
        versions=_read_versions(session, publisher, begin, at),
        known=tuple(known),
    )


def find_begin(edge: datetime, count_days: Callable[[datetime, int], int]) -> datetime:
    """When a history begins of which the time before `edge` is what was usual.

    `count_days` says on how many days since a time new pages came, or the number that it is given where it is more.
    """
    begin = edge - WINDOW - MARGIN
    for most, window, longer in ((SELDOM, WINDOW, LONG_WINDOW), (SELDOMEST, LONG_WINDOW, YEAR_WINDOW)):
        if count_days(begin, most) >= most:
            break
        begin -= longer - window
    return begin


def _count_days(session: Session, times: Select[datetime], most: int) -> int:
    days: set[date] = set()
    with closing(session.scalars(times.execution_options(yield_per=ROWS_AT_ONCE))) as found:
        for at in found:
            days.add(at.date())
            if len(days) >= most:
                break
    return len(days)


def _is_fresh_page(publisher: str) -> tuple[ColumnElement[bool], ...]:
    """What a crawl brought, not what somebody handed in."""
    crawled = exists().where(CrawlRow.publisher == FetchRow.publisher, CrawlRow.run == FetchRow.run)
    return FetchRow.publisher == publisher, FetchRow.page.is_(True), FetchRow.outcome == "fresh", crawled


def _is_new_page(publisher: str) -> tuple[ColumnElement[bool], ...]:
    return (*_is_fresh_page(publisher), ~_was_seen())


def _was_seen() -> ColumnElement[bool]:
    older = aliased(FetchRow)
    return exists().where(older.url_id == FetchRow.url_id, older.id < FetchRow.id, older.file.is_not(None))


def _is_withdrawn() -> ColumnElement[bool]:
    """Whether what a page brought is that it was withdrawn, then or before, so that no document comes of it."""
    return exists().where(DocumentRow.source_id == FetchRow.url_id, DocumentRow.withdrawn_at <= FetchRow.fetched_at)


def _read_crawls(session: Session, publisher: str, begin: datetime, at: datetime) -> tuple[CrawlResult, ...]:
    chosen = select(CrawlRow.body).where(
        CrawlRow.publisher == publisher, CrawlRow.finished_at >= begin, CrawlRow.finished_at < at
    )
    bodies = session.scalars(chosen.order_by(CrawlRow.finished_at, CrawlRow.run))
    return tuple(CrawlResult.model_validate_json(body) for body in bodies)


def _read_pages(session: Session, publisher: str, begin: datetime, at: datetime) -> tuple[PageFetch, ...]:
    work = and_(WorkRow.step == "extract", WorkRow.subject == cast(FetchRow.id, String))
    # The second is how earlier versions kept it.
    says_gone = or_(is_taken_away(), and_(WorkRow.state == "failed", _is_withdrawn()))
    chosen = (
        select(
            FetchRow.fetched_at,
            (~_was_seen()).label("is_new"),
            case((~says_gone, WorkRow.state)).label("state"),
            WorkRow.reason,
        )
        .outerjoin(WorkRow, work)
        .where(*_is_fresh_page(publisher), FetchRow.fetched_at >= begin, FetchRow.fetched_at < at)
        .order_by(FetchRow.fetched_at, FetchRow.id)
    )
    return tuple(
        PageFetch(
            at=row.fetched_at,
            is_new=bool(row.is_new),
            outcome=row.state if row.state in ("done", "failed") else None,
            reason=row.reason,
        )
        for row in session.execute(chosen)
    )


def has_failed_since(session: Session, publisher: str, since: datetime) -> bool:
    """Whether extraction made nothing of a page that came after a time and was not withdrawn."""
    work = and_(WorkRow.step == "extract", WorkRow.subject == cast(FetchRow.id, String), WorkRow.state == "failed")
    chosen = select(FetchRow.id).join(WorkRow, work).where(FetchRow.publisher == publisher, FetchRow.page.is_(True))
    return session.scalar(chosen.where(FetchRow.fetched_at > since, ~_is_withdrawn()).limit(1)) is not None


def _read_versions(session: Session, publisher: str, begin: datetime, at: datetime) -> tuple[VersionFacts, ...]:
    chosen = (
        select(VersionRow.first_seen_at, VersionRow.body)
        .join(DocumentRow, DocumentRow.id == VersionRow.document)
        .join(FetchRow, FetchRow.id == VersionRow.fetch)
        .where(DocumentRow.publisher == publisher, *_is_fresh_page(publisher))
        .where(VersionRow.first_seen_at >= begin, VersionRow.first_seen_at < at)
        .order_by(VersionRow.first_seen_at, VersionRow.id)
    )
    rows = session.execute(chosen.execution_options(yield_per=ROWS_AT_ONCE))
    return tuple(_read_facts(row.first_seen_at, Document.model_validate_json(row.body)) for row in rows)


def _read_facts(at: datetime, document: Document) -> VersionFacts:
    return VersionFacts(
        at=at,
        published_at=document.published_at,
        published_confidence=document.published_confidence,
        has_author=bool(document.authors),
        length=len(document.text),
    )
