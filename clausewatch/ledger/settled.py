"""Which version of a page its next reading is held against: the last one that did not come by a passing change."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clausewatch.ledger.events import PASSING
from clausewatch.ledger.tables import EventRow, VersionRow
from clausewatch.models import Document


def read_settled(session: Session, current: Document) -> Document:
    """The version before the passing changes that led to the current one; where none did, that itself.

    So what an editor changes between two readings of which nothing was told is a change at the next one, too.
    """
    version, before = current.version, None
    while (passing := _find_passing(session, current.id, version, before)) is not None:
        version, before = passing.old_version, passing.at
    if version == current.version:
        return current
    return Document.model_validate_json(
        session.execute(select(VersionRow.body).where(VersionRow.id == version)).scalar_one()
    )


def _find_passing(session: Session, document: str, version: str, before: datetime | None) -> Any:
    """The change by which the page came to read so last, if it was a passing one."""
    columns = (EventRow.old_version, EventRow.at, EventRow.reason)
    led_here = (EventRow.kind == "revised", EventRow.document == document, EventRow.new_version == version)
    chosen = select(*columns).where(*led_here).order_by(EventRow.at.desc()).limit(1)
    last = session.execute(chosen if before is None else chosen.where(EventRow.at < before)).first()
    return last if last is not None and last.reason == PASSING else None
