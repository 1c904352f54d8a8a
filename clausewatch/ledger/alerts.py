"""Alerts that fired: one for each rule and subject, ever, with what must be delivered."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from clausewatch.identifiers import make_id
from clausewatch.ledger.deliveries import TO_DIGEST, write_delivery
from clausewatch.ledger.tables import AlertRow, DeliveryRow
from clausewatch.ledger.upsert import insert_new
from clausewatch.models import Model

IS_TOLD = select(DeliveryRow.id).where(DeliveryRow.alert == AlertRow.id).exists()

DIGEST = "digest"
"""Kind of an alert that tells what other alerts of its rule told."""


class SavedAlert(Model):
    """An alert as it is kept."""

    id: str
    rule: str
    subject: str
    kind: str
    title: str
    payload: dict[str, Any]
    at: AwareDatetime


def record_alert(
    session: Session,
    *,
    rule: str,
    subject: str,
    kind: str,
    title: str,
    payload: Mapping[str, Any],
    at: datetime,
    channels: Sequence[str],
) -> bool:
    """Keep an alert and a delivery for each channel; false, and nothing new, where this rule knew the subject.

    Without channels the subject is only noted: nobody is told, now or later.
    """
    alert = make_id("alert", rule, subject)
    row = {"id": alert, "rule": rule, "subject": subject, "kind": kind, "title": title, "payload": dict(payload)}
    if not insert_new(session, AlertRow, {**row, "at": at}):
        return False
    for channel in dict.fromkeys(channels):
        write_delivery(session, alert, channel, at)
    return True


def add_pages(session: Session, rule: str, subject: str, pages: Sequence[Mapping[str, Any]]) -> bool:
    """Add to an alert the pages that it does not name yet, by their `id`; whether any was added.

    Not while a channel is still to take it, as what is sent twice under one id must be the same twice.
    """
    known = (AlertRow.rule == rule, AlertRow.subject == subject)
    is_open = select(DeliveryRow.id).where(
        DeliveryRow.alert == AlertRow.id, DeliveryRow.state != "delivered", DeliveryRow.channel != TO_DIGEST
    )
    payload = session.scalar(select(AlertRow.payload).where(*known, ~is_open.exists()).with_for_update())
    if payload is None:
        return False
    named = list(payload.get("pages", ()))
    ids = {page["id"] for page in named}
    more = [dict(page) for page in pages if page["id"] not in ids]
    if more:
        session.execute(update(AlertRow).where(*known).values(payload=payload | {"pages": [*named, *more]}))
    return bool(more)


def list_alerts(
    session: Session, *, since: datetime | None = None, rule: str | None = None, limit: int = 100
) -> list[SavedAlert]:
    """Alerts, newest first; those of one time and the same rule by subject. What was only noted is no alert."""
    chosen = select(*AlertRow.__table__.columns).where(IS_TOLD)
    chosen = chosen if since is None else chosen.where(AlertRow.at >= since)
    chosen = chosen if rule is None else chosen.where(AlertRow.rule == rule)
    rows = session.execute(chosen.order_by(AlertRow.at.desc(), AlertRow.rule, AlertRow.subject).limit(limit))
    return [SavedAlert.model_validate(row._asdict()) for row in rows]


def list_fired(
    session: Session, since: datetime, until: datetime, *, rules: Collection[str] | None = None
) -> list[SavedAlert]:
    """What a digest of [`since`, `until`) tells, of all rules or those named, by rule and oldest first: what fired in
    that time, and what still waited for a digest before it. No digests.
    """
    waits = select(DeliveryRow.id).where(
        DeliveryRow.alert == AlertRow.id, DeliveryRow.channel == TO_DIGEST, DeliveryRow.state == "waiting"
    )
    chosen = select(*AlertRow.__table__.columns).where(IS_TOLD, AlertRow.kind != DIGEST, AlertRow.at < until)
    chosen = chosen.where(or_(AlertRow.at >= since, waits.exists()))
    chosen = chosen if rules is None else chosen.where(AlertRow.rule.in_(rules))
    rows = session.execute(chosen.order_by(AlertRow.rule, AlertRow.at, AlertRow.subject))
    return [SavedAlert.model_validate(row._asdict()) for row in rows]


def count_alerts(session: Session) -> dict[str, int]:
    """How often each rule has fired; rules that never did are left out, as are digests and what was only noted."""
    counted = select(AlertRow.rule, func.count().label("number")).where(IS_TOLD, AlertRow.kind != DIGEST)
    return {row.rule: row.number for row in session.execute(counted.group_by(AlertRow.rule))}


def count_noted(session: Session) -> int:
    """How many subjects were noted, by all rules together, without anybody being told."""
    return session.scalar(select(func.count()).select_from(AlertRow).where(~IS_TOLD)) or 0
