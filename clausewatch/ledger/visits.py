"""When lists and pages were last answered, and in which crawls: what the next crawl need not ask."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import cast

from pydantic import AwareDatetime
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from clausewatch.crawls import CrawlResult
from clausewatch.identifiers import url_id
from clausewatch.ledger.fetches import Outcome
from clausewatch.ledger.tables import CrawlRow, FetchRow
from clausewatch.ledger.upsert import in_lots
from clausewatch.models import Model, RecordAddress

READ = ("fresh", "unchanged")
ANSWERED = (*READ, "gone")
PASSING = (408, 425, 429)
"""Of the refusals (4xx) those that may be over the next time."""


class Visit(Model):
    """A time at which a list could be read."""

    at: AwareDatetime
    run: str


def last_visit(session: Session, url: str, run: str) -> Visit | None:
    """When a list was last read before this crawl; none: never."""
    chosen = select(FetchRow.fetched_at, FetchRow.run).where(*_is_read(url), FetchRow.run != run)
    row = session.execute(chosen.order_by(FetchRow.id.desc()).limit(1)).first()
    return None if row is None else Visit(at=row.fetched_at, run=row.run)


def last_body(session: Session, url: str, run: str) -> RecordAddress | None:
    """Where the archive keeps what a list held before this crawl."""
    return next(iter(_read_bodies(session, _is_read(url), FetchRow.run != run, most=1)), None)


def bodies_of(session: Session, url: str, runs: Collection[str], most: int) -> list[RecordAddress]:
    """Where the archive keeps what a list held in these crawls, newest first; each once, also where it was not sent
    again as it had not changed.
    """
    in_runs = FetchRow.run.in_(runs)
    first = session.scalar(select(func.min(FetchRow.id)).where(*_is_read(url), in_runs))
    if first is None:
        return []
    before = select(func.max(FetchRow.id)).where(*_is_read(url), FetchRow.file.is_not(None), FetchRow.id <= first)
    start = session.scalar(before) or first
    wanted = in_runs | (FetchRow.id == start)
    return _read_bodies(session, _is_read(url), FetchRow.id >= start, wanted, most=most)


def _is_read(url: str) -> tuple[ColumnElement[bool], ...]:
    return FetchRow.url_id == url_id(url), FetchRow.outcome.in_(READ)


def _read_bodies(
    session: Session, named: Iterable[ColumnElement[bool]], *further: ColumnElement[bool], most: int
) -> list[RecordAddress]:
    columns = (FetchRow.file, FetchRow.offset, FetchRow.length, FetchRow.sha256)
    chosen = select(*columns).where(*named, *further, FetchRow.file.is_not(None))
    rows = session.execute(chosen.order_by(FetchRow.id.desc()).limit(most))
    found = (RecordAddress.model_validate(row._asdict()) for row in rows)
    return list({address.sha256: address for address in found}.values())


def answered_pages(session: Session, publisher: str, runs: Collection[str], since: datetime) -> set[str]:
    """Addresses of the publisher's pages that were answered in these crawls, at that time or later."""
    chosen = select(FetchRow.url).where(
        FetchRow.publisher == publisher,
        FetchRow.page.is_(True),
        FetchRow.fetched_at >= since,
        FetchRow.run.in_(runs),
        FetchRow.outcome.in_(ANSWERED),
    )
    return set(session.scalars(chosen))


def count_pages(session: Session, publisher: str, run: str, since: datetime) -> dict[Outcome, int]:
    """How many of the publisher's pages had each outcome in a crawl that began at that time."""
    # The time is for the sake of the index.
    mine = (FetchRow.publisher == publisher, FetchRow.page.is_(True), FetchRow.fetched_at >= since, FetchRow.run == run)
    chosen = select(FetchRow.outcome, func.count()).where(*mine).group_by(FetchRow.outcome)
    return {cast(Outcome, outcome): number for outcome, number in session.execute(chosen)}


def last_answers(session: Session, urls: Iterable[str]) -> dict[str, datetime]:
    """When each page was last answered, be it by a refusal that will last; those that never were are left out."""
    lasts = and_(FetchRow.status < 500, FetchRow.status.not_in(PASSING))
    by_id = {url_id(url): url for url in urls}
    found: dict[str, datetime] = {}
    for lot in in_lots(by_id):
        chosen = select(FetchRow.url_id, func.max(FetchRow.fetched_at).label("at")).where(
            FetchRow.url_id.in_(lot), FetchRow.page.is_(True), or_(FetchRow.outcome.in_(ANSWERED), lasts)
        )
        found |= {by_id[row.url_id]: row.at for row in session.execute(chosen.group_by(FetchRow.url_id))}
    return found


def crawls_with_gaps(session: Session, since: datetime) -> list[CrawlResult]:
    """The crawls that ended since a time and saw that a list had missed something, newest first."""
    has_gaps = CrawlRow.body.like('%"gaps":[{%')
    chosen = select(CrawlRow.body).where(CrawlRow.finished_at >= since, has_gaps)
    bodies = session.scalars(chosen.order_by(CrawlRow.finished_at.desc(), CrawlRow.publisher))
    return [CrawlResult.model_validate_json(body) for body in bodies]
