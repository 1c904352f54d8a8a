"""Documents and their versions: a changed page is a new version, never an overwrite."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Select, and_, case, or_, select, update
from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError
from clausewatch.identifiers import document_id, url_id
from clausewatch.ledger.changes import is_reworded, settle_access
from clausewatch.ledger.events import NOTICE
from clausewatch.ledger.queue import enqueue
from clausewatch.ledger.revising import record_changes, record_return, record_revision, record_withdrawal
from clausewatch.ledger.tables import DocumentRow, FetchRow, VersionRow
from clausewatch.ledger.upsert import in_lots, insert_new
from clausewatch.models import Document

ROWS_AT_ONCE = 200
AnnotateStep = Literal["annotate", "reannotate"]


class Current(NamedTuple):
    """What the ledger holds of a document now."""

    version: str | None
    fetch: int | None
    seen_at: datetime
    withdrawn_at: datetime | None


class Gone(NamedTuple):
    """When a page was found gone, and by which answer."""

    at: datetime
    reason: str


def _lock_current(session: Session, document: str) -> Current:
    """The document's row, held until the end of the transaction, so that two workers do not both replace a version."""
    columns = (DocumentRow.version, DocumentRow.fetch, DocumentRow.seen_at, DocumentRow.withdrawn_at)
    return Current(*session.execute(select(*columns).where(DocumentRow.id == document).with_for_update()).one())


def _gone_after(session: Session, fetch: int | None) -> Gone | None:
    """When the page of a fetch was found gone, if that was its last answer: a crawl may know before `extract` ran."""
    if fetch is None:
        return None
    source = select(FetchRow.url_id).where(FetchRow.id == fetch).scalar_subquery()
    later = (
        select(FetchRow.outcome, FetchRow.fetched_at, FetchRow.status)
        .where(FetchRow.url_id == source, FetchRow.id > fetch, FetchRow.outcome != "failed")
        .order_by(FetchRow.id.desc())
        .limit(1)
    )
    row = session.execute(later).first()
    return Gone(row.fetched_at, f"HTTP {row.status}") if row and row.outcome == "gone" else None


def _source_id(session: Session, document: Document, fetch: int | None) -> str:
    if fetch is None:
        return url_id(document.url)
    # Held until the end, so that a crawl that finds the page gone meanwhile withdraws what is being saved.
    found = session.scalar(select(FetchRow.url_id).where(FetchRow.id == fetch).with_for_update())
    if found is None:
        raise LedgerError(f"the ledger has no fetch {fetch}")
    return found


def save_version(
    session: Session, document: Document, *, fetch: int | None, seen_at: datetime, then: AnnotateStep = "annotate"
) -> bool:
    """Keep the content of a page as seen at a time; true when this content is new.

    New content, or content that came back, becomes the current version unless a later one is known, is enqueued for
    the step `then` and, if the document had another version, the page was fetched anew and a word is different, is the
    event "revised". No more than the beginning of what was there, behind a paywall, is kept and becomes the current
    version of nothing: what was read before stays, and the event is "paywalled". Other facts of the same content
    (dates, authors) are overwritten; a newly set `withdrawn_at` is the event "withdrawn", and none any more "returned".
    """
    source = _source_id(session, document, fetch)
    gone = _gone_after(session, fetch)
    document = document.model_copy(update={"withdrawn_at": gone.at}) if gone else document
    row = {"id": document.id, "url": document.url, "source_id": source, "publisher": document.publisher}
    insert_new(session, DocumentRow, {**row, "first_seen_at": seen_at, "seen_at": seen_at})
    current = _lock_current(session, document.id)
    if current.version is not None and seen_at < current.seen_at:
        is_new = _insert_version(session, document, fetch, seen_at)
        if is_new:
            enqueue(session, then, document.version)
        return is_new
    old = None if current.version is None else _read_kept(session, current.version)
    # The same fetch read anew by a better extractor is no revision of the page.
    is_refetched = fetch is None or fetch != current.fetch
    access = settle_access(old, document, is_refetched=is_refetched)
    document = document.model_copy(update={"access": access})
    is_new = _insert_version(session, document, fetch, seen_at)
    if old is not None and is_refetched and access == "teaser":
        _keep_teaser(session, document, old, seen_at, is_new=is_new)
        values: dict[str, Any] = {"withdrawn_at": document.withdrawn_at}
    else:
        is_changed = is_new or _update_version(session, document)
        values = {**row, "version": document.version, "fetch": fetch, "seen_at": seen_at}
        values["withdrawn_at"] = document.withdrawn_at
        if is_changed or current.version != document.version:
            enqueue(session, then, document.version)
    session.execute(update(DocumentRow).where(DocumentRow.id == document.id).values(**values))
    if old is not None and is_refetched:
        record_changes(session, old, document, seen_at)
        if current.withdrawn_at is not None and document.withdrawn_at is None:
            record_return(session, document, seen_at)
    _record_presence(session, document, current, gone.reason if gone else NOTICE)
    return is_new


def _version_values(document: Document) -> dict[str, Any]:
    # Withdrawal is a fact of the document, not of one version.
    body = document.model_copy(update={"withdrawn_at": None}).model_dump_json()
    return {"published_at": document.published_at, "body": body}


def _insert_version(session: Session, document: Document, fetch: int | None, seen_at: datetime) -> bool:
    row = {"id": document.version, "document": document.id, "fetch": fetch, "first_seen_at": seen_at}
    return insert_new(session, VersionRow, {**row, **_version_values(document)})


def _read_kept(session: Session, version: str) -> Document:
    body = session.execute(select(VersionRow.body).where(VersionRow.id == version)).scalar_one()
    return Document.model_validate_json(body)


def _update_version(session: Session, document: Document) -> bool:
    """Whether what is kept of the version's facts changed, but for those that no step asks: when the page says that it
    was changed last, which many do at each visit, and who can read it.
    """
    kept, values = _read_kept(session, document.version), _version_values(document)
    changing = update(VersionRow).where(VersionRow.id == document.version, VersionRow.body != values["body"])
    session.execute(changing.values(**values))
    passing = {"modified_at": None, "access": None, "withdrawn_at": None}
    return kept.model_copy(update=passing) != document.model_copy(update=passing)


def _keep_teaser(session: Session, teaser: Document, whole: Document, seen_at: datetime, *, is_new: bool) -> None:
    """Note on the current version that no more than a teaser of it can be read; a teaser with other words than the one
    before is a revision of that.
    """
    if whole.access != "teaser":
        _update_version(session, whole.model_copy(update={"access": "teaser"}))
        return
    before = _find_teaser(session, teaser) if is_new else None
    if before is not None and is_reworded(before, teaser):
        record_revision(session, before, teaser, seen_at)


def _find_teaser(session: Session, teaser: Document) -> Document | None:
    """The last teaser of a document before this one."""
    others = select(VersionRow.body).where(VersionRow.document == teaser.id, VersionRow.id != teaser.version)
    kept = map(Document.model_validate_json, session.scalars(others.order_by(VersionRow.first_seen_at.desc())))
    current = current_version(session, teaser.id)
    return next((one for one in kept if one.access == "teaser" and one.version != current), None)


def _record_presence(session: Session, document: Document, before: Current, reason: str) -> None:
    if document.withdrawn_at != before.withdrawn_at:
        enqueue(session, "index", document.id)
    if document.withdrawn_at is not None and before.withdrawn_at is None:
        record_withdrawal(session, document.id, document.publisher, document.withdrawn_at, reason)


def withdraw(session: Session, url: str, at: datetime, reason: str | None = None) -> str | None:
    """Mark the document of an address withdrawn, with one event that names the reason, such as `HTTP 410`; its id, or
    none when nothing was to do.
    """
    document = find_by_url(session, url)
    unmarked = (DocumentRow.id == document, DocumentRow.withdrawn_at.is_(None))
    marking = update(DocumentRow).where(*unmarked).values(withdrawn_at=at).returning(DocumentRow.publisher)
    publisher = None if document is None else session.scalar(marking)
    if document is None or publisher is None:
        return None
    record_withdrawal(session, document, publisher, at, reason)
    return document


def find_by_url(session: Session, url: str) -> str | None:
    """Id of the document whose canonical address, or whose current version's address, this is."""
    # The id stands for other spellings of the address, too, of which this one may well be gone while another is not.
    is_own = and_(DocumentRow.id == document_id(url), DocumentRow.url == url)
    known = or_(is_own, DocumentRow.source_id == url_id(url))
    # The canonical address first.
    chosen = select(DocumentRow.id).where(known).order_by((DocumentRow.id != document_id(url)), DocumentRow.id)
    return session.scalar(chosen.limit(1))


def _with_withdrawal() -> Select[str, str, datetime | None, str | None]:
    """Versions with what their document's row says; only a current version is withdrawn."""
    columns = (VersionRow.id, VersionRow.body, DocumentRow.withdrawn_at, DocumentRow.version)
    return select(*columns).join(DocumentRow, DocumentRow.id == VersionRow.document)


def _document(body: str, withdrawn_at: datetime | None, is_current: bool) -> Document:
    document = Document.model_validate_json(body)
    return document.model_copy(update={"withdrawn_at": withdrawn_at}) if is_current and withdrawn_at else document


def read_version(session: Session, version: str) -> Document:
    """The document with the content of a version; `LedgerError` where there is none of that id."""
    row = session.execute(_with_withdrawal().where(VersionRow.id == version)).first()
    if row is None:
        raise LedgerError(f"the ledger has no version {version}")
    return _document(row.body, row.withdrawn_at, row.version == version)


def current_version(session: Session, document_id: str) -> str | None:
    """Id of the version that a document has now; none where there is no such document."""
    return session.scalar(select(DocumentRow.version).where(DocumentRow.id == document_id))


def list_versions(session: Session, document_id: str) -> list[tuple[str, datetime]]:
    """The versions of a document and when each was first seen, oldest first."""
    chosen = select(VersionRow.id, VersionRow.first_seen_at).where(VersionRow.document == document_id)
    return [(row.id, row.first_seen_at) for row in session.execute(chosen.order_by(VersionRow.first_seen_at))]


def find_sources(session: Session, versions: Iterable[str]) -> dict[str, int]:
    """The last fetch that brought each version; those that were not fetched are left out."""
    fetch = case((DocumentRow.version == VersionRow.id, DocumentRow.fetch), else_=VersionRow.fetch)
    chosen = select(VersionRow.id, fetch.label("fetch")).join(DocumentRow, DocumentRow.id == VersionRow.document)
    found: dict[str, int] = {}
    for lot in in_lots(versions):
        rows = session.execute(chosen.where(VersionRow.id.in_(lot), fetch.is_not(None)))
        found.update((row.id, row.fetch) for row in rows)
    return found


def iterate_documents(session: Session, after: str | None = None) -> Iterator[Document]:
    """Every document with its current content, by id, from the one that follows `after`; read from the database bit
    by bit.
    """
    chosen = _with_withdrawal().where(DocumentRow.version == VersionRow.id).order_by(DocumentRow.id)
    if after is not None:
        chosen = chosen.where(DocumentRow.id > after)
    for row in session.execute(chosen.execution_options(yield_per=ROWS_AT_ONCE)):
        yield _document(row.body, row.withdrawn_at, is_current=True)
