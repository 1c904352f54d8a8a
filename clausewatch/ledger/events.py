"""What happened to documents and publishers that somebody may want to be told of."""

from datetime import datetime
from typing import Literal, cast, get_args

from pydantic import AwareDatetime
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError
from clausewatch.identifiers import make_id
from clausewatch.ledger.queue import enqueue
from clausewatch.ledger.tables import EventRow
from clausewatch.ledger.upsert import insert_new
from clausewatch.models import Model

PageEventKind = Literal["revised", "withdrawn", "returned", "paywalled", "reopened"]
EventKind = Literal[PageEventKind, "unhealthy", "recovered"]
UNANNOUNCED = "unannounced"
"""Reason of "revised" where neither a date of the page nor its text tells of the change: a stealth edit."""
PASSING = "passing"
"""Reason of "revised" where a second reading a little later shows nothing of the change: what a page shows anew at each
visit. It is kept, and nobody is told.
"""
NOTICE = "notice"
"""Reason of "withdrawn" where the publisher says so on the page; else it is the answer, such as `HTTP 410`."""
DECLARED, CUT = "declared", "cut"
"""Reasons of "paywalled": the page declares that it is not free; only the beginning of its text is left."""


class Event(Model):
    """A change of a document, or of a publisher's health ("unhealthy", "recovered").

    "revised": other words; "withdrawn": gone, or taken back by a notice; "returned": no more; "paywalled" and
    "reopened": who can read it.
    """

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


def list_page_events(session: Session, document: str) -> list[Event]:
    """What happened to a document, oldest first."""
    columns = [getattr(EventRow, name) for name in Event.model_fields]
    chosen = select(*columns).where(EventRow.document == document).order_by(EventRow.at, EventRow.id)
    return [Event.model_validate(row._asdict()) for row in session.execute(chosen)]


def count_page_events(session: Session, since: datetime) -> dict[tuple[PageEventKind, str | None], int]:
    """How often each thing happened to pages from a time on, by kind and reason."""
    number = func.count()
    chosen = (
        select(EventRow.kind, EventRow.reason, number)
        .where(EventRow.kind.in_(get_args(PageEventKind)), EventRow.at >= since)
        .group_by(EventRow.kind, EventRow.reason)
        .order_by(EventRow.kind, EventRow.reason)
    )
    return {(cast(PageEventKind, kind), reason): count for kind, reason, count in session.execute(chosen)}


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
