"""Alerts that fired: one for each rule and subject, ever, with what must be delivered."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clausewatch.identifiers import make_id
from clausewatch.ledger.deliveries import write_delivery
from clausewatch.ledger.tables import AlertRow
from clausewatch.ledger.upsert import insert_new
from clausewatch.models import Model


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
    """Keep an alert and a delivery for each channel; false, and nothing new, where this rule knew the subject."""
    alert = make_id("alert", rule, subject)
    row = {"id": alert, "rule": rule, "subject": subject, "kind": kind, "title": title, "payload": dict(payload)}
    if not insert_new(session, AlertRow, {**row, "at": at}):
        return False
    for channel in dict.fromkeys(channels):
        write_delivery(session, alert, channel, at)
    return True


def list_alerts(
    session: Session, *, since: datetime | None = None, rule: str | None = None, limit: int = 100
) -> list[SavedAlert]:
    """Alerts, newest first; those of one time and the same rule by subject."""
    chosen = select(*AlertRow.__table__.columns)
    chosen = chosen if since is None else chosen.where(AlertRow.at >= since)
    chosen = chosen if rule is None else chosen.where(AlertRow.rule == rule)
    rows = session.execute(chosen.order_by(AlertRow.at.desc(), AlertRow.rule, AlertRow.subject).limit(limit))
    return [SavedAlert.model_validate(row._asdict()) for row in rows]


def count_alerts(session: Session) -> dict[str, int]:
    """How often each rule has fired; rules that never did are left out."""
    rows = session.execute(select(AlertRow.rule, func.count().label("number")).group_by(AlertRow.rule))
    return {row.rule: row.number for row in rows}
