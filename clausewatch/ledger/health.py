"""How the crawls of each publisher went, what is odd in its history, and the events that tell of both.

A publisher is ill while its last crawl was, or while the check of its history has a finding. Each illness that begins
is an event "unhealthy"; "recovered" comes once, when the last of them is over.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, TypeAdapter
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.events import Event, record_event
from clausewatch.ledger.outages import find_outage, list_outages
from clausewatch.ledger.tables import CrawlRow, HealthRow
from clausewatch.ledger.upsert import insert_new, upsert
from clausewatch.models import Model

FindingKind = Literal["quiet", "zero-yield", "low-volume", "high-volume", "fixed", "layout-changed", "future-dates"]


class Finding(Model):
    """Something odd in a publisher's history, since the check that saw it first."""

    kind: FindingKind
    reason: str
    since: AwareDatetime


_FINDINGS = TypeAdapter(tuple[Finding, ...])


def record_crawl(session: Session, result: CrawlResult) -> None:
    """Keep a crawl's result; a publisher that fell ill or got well since the crawl before is an event.

    One that has a finding is not well yet: the check that sees its end tells of it.
    """
    findings = _lock_findings(session, result.publisher)
    before = session.scalar(
        select(CrawlRow.body)
        .where(CrawlRow.publisher == result.publisher, CrawlRow.run != result.run)
        .order_by(CrawlRow.finished_at.desc(), CrawlRow.run)
        .limit(1)
    )
    earlier = None if before is None else CrawlResult.model_validate_json(before)
    was_healthy = earlier is None or earlier.healthy
    row = {"publisher": result.publisher, "run": result.run, "finished_at": result.finished_at}
    upsert(session, CrawlRow, [{**row, "body": result.model_dump_json()}], ("publisher", "run"))
    if earlier is not None and earlier.unreachable and not result.unreachable and not result.healthy:
        # Of an outage one alert tells for all: that this one is ill by itself, too, nobody was told.
        known = list_outages(session, earlier.finished_at)
        was_healthy = find_outage(session, known, "recovered", result.publisher, result.finished_at) is not None
    if was_healthy == result.healthy or (result.healthy and findings):
        return
    record_event(
        session,
        Event(
            kind="recovered" if result.healthy else "unhealthy",
            at=result.finished_at,
            publisher=result.publisher,
            reason=result.reason,
        ),
    )


def record_findings(session: Session, publisher: str, findings: Sequence[Finding], at: datetime) -> bool:
    """Keep what the check at a time found, in the place of what the check before found; false, and nothing kept,
    where a later check is known.

    What is found anew is one event "unhealthy". Where nothing is found any more and the last crawl went well, too,
    it is "recovered".
    """
    insert_new(session, HealthRow, {"publisher": publisher, "checked_at": None, "body": "[]"})
    before = _lock_findings(session, publisher)
    mine = HealthRow.publisher == publisher
    checked_at = session.scalar(select(HealthRow.checked_at).where(mine))
    if checked_at is not None and checked_at > at:
        return False
    values = {"checked_at": at, "body": _FINDINGS.dump_json(tuple(findings)).decode()}
    session.execute(update(HealthRow).where(mine).values(**values))
    known = {finding.kind for finding in before}
    new = [finding.reason for finding in findings if finding.kind not in known]
    if new:
        record_event(session, Event(kind="unhealthy", at=at, publisher=publisher, reason="; ".join(new)))
    elif before and not findings and _is_crawled_well(session, publisher):
        record_event(session, Event(kind="recovered", at=at, publisher=publisher))
    return True


def _is_crawled_well(session: Session, publisher: str) -> bool:
    last = select(CrawlRow.body).where(CrawlRow.publisher == publisher)
    body = session.scalar(last.order_by(CrawlRow.finished_at.desc(), CrawlRow.run).limit(1))
    return body is None or CrawlResult.model_validate_json(body).healthy


def _lock_findings(session: Session, publisher: str) -> tuple[Finding, ...]:
    """What the last check found, held until the end: a crawl and a check do not both think the other tells it."""
    body = session.scalar(select(HealthRow.body).where(HealthRow.publisher == publisher).with_for_update())
    return () if body is None else _FINDINGS.validate_json(body)


def read_findings(session: Session) -> dict[str, tuple[Finding, ...]]:
    """What the last check of each publisher found; those without a finding are left out."""
    rows = session.execute(select(HealthRow.publisher, HealthRow.body).order_by(HealthRow.publisher))
    found = {row.publisher: _FINDINGS.validate_json(row.body) for row in rows}
    return {publisher: findings for publisher, findings in found.items() if findings}


def read_checks(session: Session) -> dict[str, datetime]:
    """When each publisher's history was checked last; those that never were are left out."""
    rows = session.execute(select(HealthRow.publisher, HealthRow.checked_at).where(HealthRow.checked_at.is_not(None)))
    return {row.publisher: row.checked_at for row in rows}


def forget_findings(session: Session, publisher: str) -> None:
    """Nobody checks the publisher any more: what was found is dropped without an event."""
    session.execute(delete(HealthRow).where(HealthRow.publisher == publisher))


def latest_crawls(session: Session, before: datetime | None = None) -> list[CrawlResult]:
    """The last crawl of each publisher, of those that ended before a time where one is given, by its name."""
    place = func.row_number().over(
        partition_by=CrawlRow.publisher, order_by=(CrawlRow.finished_at.desc(), CrawlRow.run)
    )
    chosen = select(CrawlRow.publisher, CrawlRow.body, place.label("place"))
    ranked = (chosen if before is None else chosen.where(CrawlRow.finished_at < before)).subquery()
    bodies = session.scalars(select(ranked.c.body).where(ranked.c.place == 1).order_by(ranked.c.publisher))
    return [CrawlResult.model_validate_json(body) for body in bodies]
