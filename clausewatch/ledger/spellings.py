"""Addresses at which one document was asked for: two of them are two spellings of one page."""

from collections.abc import Iterable

from sqlalchemy import or_, select, union
from sqlalchemy.orm import Session

from clausewatch.identifiers import document_id, url_id
from clausewatch.ledger.fetches import latest_fetch
from clausewatch.ledger.tables import DocumentRow, FetchRow, VersionRow


def find_other_spellings(session: Session, url: str, guesses: Iterable[str]) -> list[str]:
    """The other addresses that brought the document that this one brought, too, the last one first; without those
    that are gone. `guesses`: how the document's own address may be written.
    """
    ids = {document_id(guess) for guess in guesses}
    named = or_(DocumentRow.source_id == url_id(url), DocumentRow.id.in_(ids))
    for document in session.scalars(select(DocumentRow.id).where(named)).all():
        brought = _list_addresses(session, document)
        if url in brought:
            return [other for other in brought if other != url and _is_there(session, other)]
    return []


def _list_addresses(session: Session, document: str) -> list[str]:
    fetches = union(
        select(DocumentRow.fetch).where(DocumentRow.id == document),
        select(VersionRow.fetch).where(VersionRow.document == document),
    )
    chosen = select(FetchRow.url).where(FetchRow.id.in_(fetches)).order_by(FetchRow.id.desc())
    return list(dict.fromkeys(session.scalars(chosen)))


def _is_there(session: Session, url: str) -> bool:
    latest = latest_fetch(session, url)
    return latest is not None and latest.outcome != "gone"
