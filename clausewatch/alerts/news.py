"""What is new since the alerts were last made: what rules are held against."""

from typing import NamedTuple

from clausewatch.alerts.revisions import QuotationChange
from clausewatch.alerts.shifts import Shift
from clausewatch.index.protocol import DocumentFacts, IndexEntry
from clausewatch.ledger.events import Event


class NewStatement(NamedTuple):
    """A statement, and every page that has it in the same words."""

    entry: IndexEntry
    subject: str
    """The statement's, worked out once."""
    pages: tuple[DocumentFacts, ...]
    """Oldest first, so that a syndicated copy is one more link and no second alert."""


class NewShift(NamedTuple):
    """A shift with the pages of its evidence."""

    shift: Shift
    before: tuple[IndexEntry, ...]
    after: tuple[IndexEntry, ...]


class NewEvent(NamedTuple):
    """What happened to a document or publisher."""

    id: str
    event: Event
    page: DocumentFacts | None
    """Of an event that is about a document."""
    is_reworded: bool = False
    """Of a revision: whether any word is different."""
    changes: tuple[QuotationChange, ...] = ()
    """Of a revision: the quotations that changed."""


class News(NamedTuple):
    """One batch."""

    statements: tuple[NewStatement, ...] = ()
    shifts: tuple[NewShift, ...] = ()
    events: tuple[NewEvent, ...] = ()

    @property
    def entries(self) -> tuple[IndexEntry, ...]:
        """Every statement that a saved search may be asked about, once."""
        shifted = [entry for shift in self.shifts for entry in shift.after]
        entries = [statement.entry for statement in self.statements]
        return tuple({entry.id: entry for entry in (*entries, *shifted)}.values())
