"""What happened to documents and publishers that somebody may want to be told of."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime
from sqlalchemy import select
from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError
from clausewatch.identifiers import make_id
from clausewatch.ledger.queue import enqueue
from clausewatch.ledger.tables import EventRow
from clausewatch.ledger.upsert import insert_new
from clausewatch.models import Model

EventKind = Literal["revised", "withdrawn", "unhealthy", "recovered"]


class Event(Model):
    """A change of a document ("revised", "withdrawn") or of a publisher's health ("unhealthy", "recovered")."""

    kind: EventKind
    at: AwareDatetime
    publisher: str
    document: str | None = None
    old_version: str | None = None
    new_version: str | None = None
    reason: str | None = None

    @property
    def id(self) -> str:
        """Id by what happened to what, and when."""
        named = (self.publisher, self.document, self.old_version, self.new_version)
        return make_id("event", self.kind, *(part or "" for part in named), str(self.at.timestamp()))


def record_event(session: Session, event: Event) -> bool:
    """Keep an event and enqueue "alert" for `event:<id>`; false when it was there already."""
    new = insert_new(session, EventRow, {"id": event.id, **event.model_dump()})
    if new:
        enqueue(session, "alert", f"event:{event.id}")
    return new


def read_event(session: Session, event_id: str) -> Event:
    """One event; `LedgerError` where there is none of that id."""
    columns = [getattr(EventRow, name) for name in Event.model_fields]
    row = session.execute(select(*columns).where(EventRow.id == event_id)).first()
    if row is None:
        raise LedgerError(f"the ledger has no event {event_id}")
    return Event.model_validate(row._asdict())


def list_events(session: Session, since: datetime | None = None, limit: int = 100) -> list[Event]:
    """Events, newest first."""
    columns = [getattr(EventRow, name) for name in Event.model_fields]
    chosen = select(*columns).order_by(EventRow.at.desc(), EventRow.id).limit(limit)
    rows = session.execute(chosen if since is None else chosen.where(EventRow.at >= since))
    return [Event.model_validate(row._asdict()) for row in rows]
