"""What the ledger says of the work of the alert step: new versions and events."""

from collections.abc import Iterable, Iterator, Sequence
from math import inf

from sqlalchemy.orm import Session

from clausewatch.alerts.news import NewEvent, News, NewShift, NewStatement
from clausewatch.alerts.revisions import compare_quotations, is_reworded
from clausewatch.alerts.shifts import find_shifts, is_followed
from clausewatch.index.protocol import DocumentFacts, IndexEntry, read_facts
from clausewatch.ledger.documents import current_version, read_version
from clausewatch.ledger.events import Event, read_event
from clausewatch.ledger.statements import Position, find_copies, list_positions, read_statements, speaker_key
from clausewatch.models import Document

KINDS = ("version", "reread", "event")


class _Pages:
    """The pages of versions, each read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, DocumentFacts] = {}

    def of_version(self, version: str) -> DocumentFacts:
        if version not in self._known:
            self._known[version] = read_facts(read_version(self._session, version))
        return self._known[version]

    def entry(self, position: Position) -> IndexEntry:
        statement = position.statement
        return IndexEntry(id=statement.id, statement=statement, document=self.of_version(statement.version))


def read_news(session: Session, subjects: Sequence[str]) -> News:
    """What `version:<id>`, `reread:<id>` and `event:<id>` stand for, in their order; other subjects are passed over.

    A version that another has overtaken is no news: what it said is in the revision.
    """
    pages = _Pages(session)
    versions, events = [], []
    for subject in subjects:
        kind, _, number = subject.partition(":")
        if kind in ("version", "reread"):
            versions.append(number)
        elif kind == "event":
            events.append(_read_event(session, number))
    entries = tuple(entry for version in versions for entry in _read_entries(session, version, pages))
    return News(
        tuple(_with_pages(session, entries, pages)), tuple(_read_shifts(session, entries, pages)), tuple(events)
    )


def _age(page: DocumentFacts) -> tuple[float, str]:
    """Pages without a date come last."""
    return page.published_at.timestamp() if page.published_at else inf, page.url


def _read_entries(session: Session, version: str, pages: _Pages) -> Iterator[IndexEntry]:
    page = pages.of_version(version)
    if current_version(session, page.id) != version:
        return
    for statement in read_statements(session, version):
        yield IndexEntry(id=statement.id, statement=statement, document=page)


def _with_pages(session: Session, entries: Sequence[IndexEntry], pages: _Pages) -> Iterator[NewStatement]:
    subjects = {entry.id: entry.statement.subject for entry in entries}
    copies = find_copies(session, set(subjects.values()))
    for entry in entries:
        subject = subjects[entry.id]
        versions = dict.fromkeys((entry.statement.version, *copies.get(subject, ())))
        found = sorted((pages.of_version(version) for version in versions), key=_age)
        yield NewStatement(entry, subject, tuple(found))


def _read_shifts(session: Session, entries: Iterable[IndexEntry], pages: _Pages) -> Iterator[NewShift]:
    """The shifts of everybody who said something for or against a target."""
    spoke = dict.fromkeys(
        (key, stance.target)
        for entry in entries
        for stance in entry.statement.stances
        if stance.label != "NONE" and is_followed(entry.statement)
        if (key := speaker_key(entry.statement)) is not None
    )
    for key, target in spoke:
        positions = list_positions(session, target, speaker=key)
        announced = _find_announced(session, positions, key)
        for shift in find_shifts(positions, key, target, announced):
            before, after = (tuple(map(pages.entry, side)) for side in (shift.evidence_before, shift.evidence_after))
            yield NewShift(shift, before, after)


def _find_announced(session: Session, positions: Sequence[Position], key: str) -> set[str]:
    """Versions in which the speaker announces a change: often in a sentence of its own that names no target."""
    return {
        version
        for version in {position.statement.version for position in positions}
        for statement in read_statements(session, version)
        if statement.claims_change == "announces" and speaker_key(statement) == key
    }


def _read_event(session: Session, event_id: str) -> NewEvent:
    event = read_event(session, event_id)
    version = event.new_version or (event.document and current_version(session, event.document))
    if version is None:
        return NewEvent(event_id, event, None)
    document = read_version(session, version)
    if event.kind != "revised" or event.old_version is None:
        return NewEvent(event_id, event, read_facts(document))
    return _read_revision(session, event_id, event, document)


def _read_revision(session: Session, event_id: str, event: Event, new: Document) -> NewEvent:
    old = read_version(session, str(event.old_version))
    changes = compare_quotations(old, read_statements(session, old.version), new, read_statements(session, new.version))
    return NewEvent(event_id, event, read_facts(new), is_reworded(old, new), changes)
