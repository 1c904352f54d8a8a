"""The events that follow where a page was changed, closed, opened or withdrawn."""

from datetime import datetime

from sqlalchemy.orm import Session

from clausewatch.ledger.changes import is_announced, is_beginning, is_closed, is_opened, is_reworded
from clausewatch.ledger.events import CUT, DECLARED, UNANNOUNCED, Event, record_event
from clausewatch.ledger.queue import enqueue
from clausewatch.ledger.settled import read_settled
from clausewatch.models import Document


def record_changes(session: Session, old: Document, new: Document, at: datetime) -> None:
    """What is different in a page that was fetched anew; `old` is its current version before, both with `access`
    settled. Words are held against the last version that came by no passing change.
    """
    if is_closed(old, new):
        _record(session, "paywalled", old, new, at, CUT if new.access == "teaser" else DECLARED)
    opened = is_opened(old, new)
    if opened:
        _record(session, "reopened", old, new, at)
    if new.access == "teaser":
        return
    settled = read_settled(session, old)
    # What stood behind the paywall all along is no change of the page.
    if is_reworded(settled, new) and not (opened and old.title == new.title and is_beginning(old, new)):
        record_revision(session, settled, new, at)


def record_revision(session: Session, old: Document, new: Document, at: datetime) -> None:
    """Other words, with or without the publisher saying so."""
    _record(session, "revised", old, new, at, None if is_announced(old, new) else UNANNOUNCED)


def record_withdrawal(session: Session, document: str, publisher: str, at: datetime, reason: str | None) -> None:
    """A page that is gone or was taken back, and why that is known."""
    record_event(session, Event(kind="withdrawn", at=at, publisher=publisher, document=document, reason=reason))
    enqueue(session, "index", document)


def record_return(session: Session, document: Document, at: datetime) -> None:
    """A page that was withdrawn and is there again."""
    record_event(session, Event(kind="returned", at=at, publisher=document.publisher, document=document.id))


def _record(session: Session, kind: str, old: Document, new: Document, at: datetime, reason: str | None = None) -> None:
    named = {"publisher": new.publisher, "document": new.id, "old_version": old.version, "new_version": new.version}
    record_event(session, Event.model_validate({"kind": kind, "at": at, "reason": reason, **named}))
