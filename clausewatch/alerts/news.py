"""What is new since the alerts were last made: what rules are held against."""

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from clausewatch.alerts.revisions import QuotationChange
from clausewatch.alerts.shifts import Shift
from clausewatch.index.protocol import DocumentFacts, IndexEntry
from clausewatch.ledger.events import Event
from clausewatch.ledger.outages import Outage


class NewStatement(NamedTuple):
    """A statement, and every other that is the same, or nearly the same, in a page as it is now."""

    entry: IndexEntry
    subject: str
    """That of its group, by which it is told once."""
    copies: tuple[IndexEntry, ...] = ()

    @property
    def told(self) -> tuple[IndexEntry, ...]:
        """It and its copies, those of the oldest page first, so that a copy is one more link and no second alert."""
        return tuple(sorted((self.entry, *self.copies), key=lambda entry: _age(entry.document)))

    @property
    def pages(self) -> tuple[DocumentFacts, ...]:
        """Where it stands, oldest first."""
        return tuple({entry.document.id: entry.document for entry in self.told}.values())


def _age(page: DocumentFacts) -> tuple[float, str]:
    """Pages without a date come last."""
    return page.published_at.timestamp() if page.published_at else inf, page.url


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
    """Of a revision: whether any word is different, as a change of marks alone is none."""
    changes: tuple[QuotationChange, ...] = ()
    """Of a revision: the quotations that changed."""
    outage: Outage | None = None
    """Of a publisher that fell ill, or got well: that of our own network by which it did so."""


class News(NamedTuple):
    """One batch."""

    statements: tuple[NewStatement, ...] = ()
    shifts: tuple[NewShift, ...] = ()
    events: tuple[NewEvent, ...] = ()

    @property
    def entries(self) -> tuple[IndexEntry, ...]:
        """Every statement that a saved search may be asked about, once."""
        return tuple({entry.id: entry for entry in self._iterate_entries()}.values())

    def _iterate_entries(self) -> Iterator[IndexEntry]:
        for statement in self.statements:
            yield from (statement.entry, *statement.copies)
        for shift in self.shifts:
            yield from shift.after
