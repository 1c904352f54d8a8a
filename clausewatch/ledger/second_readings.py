"""Changes of pages that nobody was told of yet: which are to be read a second time, and which were found passing."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from clausewatch.ledger.changes import is_reworded
from clausewatch.ledger.documents import find_sources, read_version
from clausewatch.ledger.events import PASSING, Event
from clausewatch.ledger.revising import record_revision
from clausewatch.ledger.settled import read_settled
from clausewatch.ledger.tables import CrawlRow, DocumentRow, EventRow, FetchRow, WorkRow
from clausewatch.ledger.upsert import in_lots

SUBJECT = "event:"
WAITING = (WorkRow.step == "alert", WorkRow.state == "waiting")
COLUMNS = [getattr(EventRow, name) for name in Event.model_fields]


def list_pending(session: Session, publishers: Collection[str]) -> list[Event]:
    """Revisions of pages of some publishers that wait to be held against the rules, oldest first; without those that
    were found passing.
    """
    subjects = session.scalars(select(WorkRow.subject).where(*WAITING, WorkRow.subject.startswith(SUBJECT))).all()
    is_news = or_(EventRow.reason.is_(None), EventRow.reason != PASSING)
    wanted = (EventRow.kind == "revised", EventRow.publisher.in_(publishers), is_news)
    found: list[Event] = []
    for lot in in_lots(subject.removeprefix(SUBJECT) for subject in subjects):
        rows = session.execute(select(*COLUMNS).where(EventRow.id.in_(lot), *wanted))
        found += [Event.model_validate(row._asdict()) for row in rows]
    return sorted(found, key=lambda event: (event.at, event.id))


def find_addresses(session: Session, events: Sequence[Event]) -> dict[str, str]:
    """By the id of each event the address that its page came from; only where a crawl brought it, and nobody has asked
    for it since, be it in vain.
    """
    sources = find_sources(session, [event.new_version for event in events if event.new_version])
    later = aliased(FetchRow)
    was_asked = exists().where(later.url_id == FetchRow.url_id, later.id > FetchRow.id)
    was_crawled = exists().where(CrawlRow.publisher == FetchRow.publisher, CrawlRow.run == FetchRow.run)
    addresses: dict[int, str] = {}
    for lot in in_lots(set(sources.values())):
        chosen = select(FetchRow.id, FetchRow.url).where(FetchRow.id.in_(lot), FetchRow.page, was_crawled, ~was_asked)
        addresses |= {row.id: row.url for row in session.execute(chosen)}
    numbers = {event.id: sources.get(event.new_version or "") for event in events}
    return {event: addresses[number] for event, number in numbers.items() if number in addresses}


def count_passing(session: Session, documents: Iterable[str]) -> dict[str, int]:
    """How many passing changes each document has had; those without any are left out."""
    counts: dict[str, int] = {}
    for lot in in_lots(documents):
        passing = (EventRow.kind == "revised", EventRow.reason == PASSING, EventRow.document.in_(lot))
        rows = session.execute(select(EventRow.document, func.count()).where(*passing).group_by(EventRow.document))
        counts |= {str(document): number for document, number in rows}
    return counts


def mark_passing(session: Session, event: Event) -> bool:
    """Nobody is to be told of a revision; false where somebody has it in hand, or was told already."""
    work = select(WorkRow.id).where(*WAITING, WorkRow.subject == f"{SUBJECT}{event.id}")
    # Held until the end, so that the alert step reads the event after this or does not wait for it.
    if session.scalar(work.with_for_update()) is None:
        return False
    session.execute(update(EventRow).where(EventRow.id == event.id).values(reason=PASSING))
    return True


def record_standing(session: Session, publishers: Collection[str]) -> int:
    """Tell of what a passing change left behind and a page still shows at a later visit, as nothing changed since: an
    edit between two readings, which the second was the first to have. How many pages that are.
    """
    seen_again = (FetchRow.url_id == DocumentRow.source_id, FetchRow.id > DocumentRow.fetch)
    seen_at = (
        select(func.max(FetchRow.fetched_at)).where(*seen_again, FetchRow.outcome == "unchanged").scalar_subquery()
    )
    chosen = (
        select(DocumentRow.version, seen_at.label("at"))
        .join(EventRow, (EventRow.document == DocumentRow.id) & (EventRow.new_version == DocumentRow.version))
        .where(EventRow.kind == "revised", EventRow.reason == PASSING, EventRow.publisher.in_(publishers))
        .where(seen_at.is_not(None), DocumentRow.withdrawn_at.is_(None))
        .distinct()
    )
    told = 0
    for row in session.execute(chosen).all():
        page = read_version(session, row.version)
        settled = read_settled(session, page)
        if is_reworded(settled, page):
            record_revision(session, settled, page, row.at)
            told += 1
    return told
