"""Where else a statement or a page stands in nearly the same words: for the command line and the web."""

from collections.abc import Collection, Mapping
from math import inf
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from clausewatch.index.protocol import DocumentFacts, SearchResult, read_facts
from clausewatch.ledger import Ledger
from clausewatch.ledger.copies import list_current, list_members, read_leaders, read_repeated
from clausewatch.ledger.documents import read_version
from clausewatch.models import Document, Statement


class Repeated(NamedTuple):
    """A copy of a statement and the page that it stands in."""

    statement: Statement
    page: DocumentFacts


def find_repeated(session: Session, statements: Collection[Statement]) -> dict[str, tuple[Repeated, ...]]:
    """The copies of each statement in other pages as they are now, by its id: one a page, those of the oldest first."""
    subjects = {statement.subject for statement in statements}
    known = read_leaders(session, subjects)
    leaders = {subject: known.get(subject, subject) for subject in subjects}
    members = list_members(session, set(leaders.values()))
    same = read_repeated(session, {member for group in members.values() for member in group})
    pages: dict[str, DocumentFacts] = {}
    found = {}
    for statement in statements:
        group = members[leaders[statement.subject]]
        others = [one for member in group for one in same.get(member, ()) if one.document != statement.document]
        here = {one.document: one for one in reversed(others) if one.subject in group}
        for one in here.values():
            if one.version not in pages:
                pages[one.version] = read_facts(read_version(session, one.version))
        repeated = (Repeated(one, pages[one.version]) for one in here.values())
        found[statement.id] = tuple(sorted(repeated, key=lambda one: _age(one.page)))
    return found


def find_copies(session: Session, document: Document) -> tuple[DocumentFacts, ...]:
    """The other pages whose text is now nearly that of a version, the oldest first."""
    leader = read_leaders(session, [document.version]).get(document.version)
    if leader is None:
        return ()
    versions = list_current(session, list_members(session, [leader])[leader])
    pages = (read_facts(read_version(session, version)) for version in versions)
    return tuple(sorted((page for page in pages if page.id != document.id), key=_age))


def add_copies(ledger: Ledger, result: SearchResult) -> SearchResult:
    """The same with the pages that have nearly the same words as each hit."""
    with ledger.read() as session:
        found = find_repeated(session, [hit.entry.statement for hit in result.hits])
    hits = [
        hit.model_copy(update={"also_at": tuple(one.page for one in found[hit.entry.statement.id])})
        for hit in result.hits
    ]
    return result.model_copy(update={"hits": tuple(hits)})


def repeated_to_json(repeated: Collection[Repeated]) -> list[Mapping[str, Any]]:
    """Copies as scripts read them."""
    return [
        {"id": one.statement.id, "text": one.statement.text, "document": one.page.model_dump(mode="json")}
        for one in repeated
    ]


def _age(page: DocumentFacts) -> tuple[float, str]:
    """Pages without a date come last."""
    return page.published_at.timestamp() if page.published_at else inf, page.url
