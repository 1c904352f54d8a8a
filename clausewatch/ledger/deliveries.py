"""The outbox: alerts on their way to channels, until each has taken them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast

from pydantic import AwareDatetime
from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from clausewatch.identifiers import make_id
from clausewatch.ledger.tables import AlertRow, DeliveryRow
from clausewatch.ledger.upsert import in_lots, insert_new
from clausewatch.ledger.workers import find_dead, worker_id
from clausewatch.models import Model

DeliveryState = Literal["waiting", "delivered"]
LEASE = timedelta(minutes=10)
TO_DIGEST = "digest"
"""Channel of what is not sent by itself: it waits until a digest has told it."""


class Delivery(Model):
    """One alert for one channel."""

    id: str
    """The idempotency key: the same however often it is sent."""
    alert: str
    channel: str
    attempts: int
    """How often it was tried and failed."""
    error: str | None
    rule: str
    subject: str
    kind: str
    title: str
    payload: dict[str, Any]
    at: AwareDatetime
    """When the alert fired."""


def write_delivery(session: Session, alert: str, channel: str, due_at: datetime) -> None:
    """Put an alert into the outbox for a channel, unless it is or was there."""
    row = {"id": make_id("delivery", alert, channel), "alert": alert, "channel": channel}
    values = {"state": "waiting", "due_at": due_at, "attempts": 0}
    insert_new(session, DeliveryRow, {**row, **values})


def due_deliveries(session: Session, now: datetime, limit: int, worker: str | None = None) -> list[Delivery]:
    """Take what is due, oldest first, for this worker until it is marked, its process ends or ten minutes are over.

    The claim holds when the session is committed: commit, send, then mark in a transaction of its own.
    """
    me = worker or worker_id()
    holders = select(DeliveryRow.worker).where(DeliveryRow.state == "waiting").distinct()
    free = or_(
        DeliveryRow.worker.is_(None),
        DeliveryRow.worker == me,
        DeliveryRow.leased_until < datetime.now(UTC),
        DeliveryRow.worker.in_(find_dead(session.scalars(holders))),
    )
    chosen = (
        select(DeliveryRow.id)
        .where(DeliveryRow.state == "waiting", DeliveryRow.channel != TO_DIGEST, DeliveryRow.due_at <= now, free)
        .order_by(DeliveryRow.due_at, DeliveryRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    mine = DeliveryRow.id.in_(list(session.scalars(chosen)))
    session.execute(update(DeliveryRow).where(mine).values(worker=me, leased_until=datetime.now(UTC) + LEASE))
    columns = [getattr(DeliveryRow, name) for name in ("id", "alert", "channel", "attempts", "error")]
    facts = [getattr(AlertRow, name) for name in ("rule", "subject", "kind", "title", "payload", "at")]
    full = select(*columns, *facts).join(AlertRow, AlertRow.id == DeliveryRow.alert).where(mine)
    rows = session.execute(full.order_by(DeliveryRow.due_at, DeliveryRow.id))
    return [Delivery.model_validate(row._asdict()) for row in rows]


def mark_delivered(session: Session, delivery: str, at: datetime) -> None:
    """The channel took it."""
    values = {"state": "delivered", "delivered_at": at, "error": None, "worker": None, "leased_until": None}
    session.execute(update(DeliveryRow).where(DeliveryRow.id == delivery).values(**values))


def mark_told(session: Session, alerts: Iterable[str], at: datetime) -> None:
    """A digest has told these alerts, as far as they waited for one."""
    values = {"state": "delivered", "delivered_at": at}
    waiting = (DeliveryRow.channel == TO_DIGEST, DeliveryRow.state == "waiting")
    for lot in in_lots(alerts):
        session.execute(update(DeliveryRow).where(*waiting, DeliveryRow.alert.in_(lot)).values(**values))


def mark_failed(session: Session, delivery: str, *, retry_at: datetime, error: str) -> None:
    """The channel did not take it; it is due again at `retry_at`."""
    values = {"due_at": retry_at, "error": error, "worker": None, "leased_until": None}
    attempts = DeliveryRow.attempts + 1
    waiting = (DeliveryRow.id == delivery, DeliveryRow.state == "waiting")
    session.execute(update(DeliveryRow).where(*waiting).values(**values, attempts=attempts))


def count_deliveries(session: Session) -> dict[tuple[str, DeliveryState], int]:
    """How many deliveries there are by channel and state."""
    counted = select(DeliveryRow.channel, DeliveryRow.state, func.count())
    rows = session.execute(counted.group_by(DeliveryRow.channel, DeliveryRow.state))
    return {(channel, cast(DeliveryState, state)): number for channel, state, number in rows}
