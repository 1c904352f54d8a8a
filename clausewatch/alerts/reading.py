"""What the ledger says of the work of the alert step: new versions and events."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from clausewatch.alerts.news import NewEvent, News, NewShift, NewStatement
from clausewatch.alerts.revisions import compare_quotations
from clausewatch.alerts.shifts import find_shifts, is_followed
from clausewatch.index.protocol import DocumentFacts, IndexEntry, read_facts
from clausewatch.ledger.changes import is_reworded
from clausewatch.ledger.copies import list_members, read_leaders, read_repeated
from clausewatch.ledger.documents import current_version, read_version
from clausewatch.ledger.events import Event, read_event
from clausewatch.ledger.outages import find_outage, list_outages
from clausewatch.ledger.statements import Position, list_positions, read_statements, speaker_key
from clausewatch.models import Document, Statement

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

    def entry(self, statement: Statement) -> IndexEntry:
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
    events = _with_outages(session, events)
    entries = tuple(entry for version in versions for entry in _read_entries(session, version, pages))
    return News(
        tuple(_with_copies(session, entries, pages)), tuple(_read_shifts(session, entries, pages)), tuple(events)
    )


def _read_entries(session: Session, version: str, pages: _Pages) -> Iterator[IndexEntry]:
    page = pages.of_version(version)
    if current_version(session, page.id) != version:
        return
    for statement in read_statements(session, version):
        yield IndexEntry(id=statement.id, statement=statement, document=page)


def _with_copies(session: Session, entries: Sequence[IndexEntry], pages: _Pages) -> Iterator[NewStatement]:
    subjects = {entry.id: entry.statement.subject for entry in entries}
    leaders = _find_leaders(session, subjects.values())
    members = list_members(session, set(leaders.values()))
    repeated = read_repeated(session, {member for group in members.values() for member in group})
    for entry in entries:
        leader = leaders[subjects[entry.id]]
        group = dict.fromkeys(members[leader])
        same = (statement for member in group for statement in repeated.get(member, ()) if statement.id != entry.id)
        # What a person put right may be another's now.
        copies = tuple(pages.entry(statement) for statement in same if statement.subject in group)
        yield NewStatement(entry, leader, copies)


def _find_leaders(session: Session, subjects: Iterable[str]) -> dict[str, str]:
    """What each subject is told under: its own name where nobody has looked for its group."""
    named = dict.fromkeys(subjects)
    found = read_leaders(session, named)
    return {subject: found.get(subject, subject) for subject in named}


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
        positions, announced = read_said(session, target, [key])
        for shift in find_shifts(positions, key, target, announced):
            before, after = (
                tuple(pages.entry(position.statement) for position in side)
                for side in (shift.evidence_before, shift.evidence_after)
            )
            yield NewShift(shift, before, after)


def read_said(session: Session, target: str, keys: Collection[str]) -> tuple[list[Position], set[str]]:
    """What speakers (`speaker_key`) said on a target, oldest first, what was said again in nearly the same words once;
    and the versions in which they announce a change.
    """
    positions = _leave_out_copies(session, list_positions(session, target, speakers=keys))
    return positions, _find_announced(session, positions, keys)


def _leave_out_copies(session: Session, positions: Sequence[Position]) -> list[Position]:
    """What was said again in nearly the same words counts once, when it was first said."""
    leaders = _find_leaders(session, (position.statement.subject for position in positions))
    first: dict[str, Position] = {}
    for position in positions:
        first.setdefault(leaders[position.statement.subject], position)
    return list(first.values())


def _find_announced(session: Session, positions: Sequence[Position], keys: Collection[str]) -> set[str]:
    """Versions in which a speaker announces a change: often in a sentence of its own that names no target."""
    return {
        version
        for version in {position.statement.version for position in positions}
        for statement in read_statements(session, version)
        if statement.claims_change == "announces" and speaker_key(statement) in keys
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


def _with_outages(session: Session, events: Sequence[NewEvent]) -> list[NewEvent]:
    ill = [new.event.at for new in events if new.event.kind in ("unhealthy", "recovered")]
    known = list_outages(session, min(ill)) if ill else {}
    if not known:
        return [*events]
    told = ((new, new.event) for new in events)
    return [new._replace(outage=find_outage(session, known, e.kind, e.publisher, e.at)) for new, e in told]


def _read_revision(session: Session, event_id: str, event: Event, new: Document) -> NewEvent:
    old = read_version(session, str(event.old_version))
    changes = compare_quotations(old, read_statements(session, old.version), new, read_statements(session, new.version))
    return NewEvent(event_id, event, read_facts(new), is_reworded(old, new), changes)
