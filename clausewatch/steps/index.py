"""Statements to the index: the current version of each document, and nothing of older ones."""

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy.orm import Session

from clausewatch.index.protocol import DocumentFacts, IndexEntry
from clausewatch.ledger.documents import current_version, read_version
from clausewatch.ledger.queue import claim, finish
from clausewatch.ledger.statements import iterate_current, read_statements
from clausewatch.models import Document, Statement
from clausewatch.steps.report import BATCH, StepReport
from clausewatch.steps.stores import Stores


def index_batch(stores: Stores, limit: int = BATCH) -> StepReport:
    """Claim documents whose statements changed and replace what the index holds of them."""
    with stores.ledger.begin() as session:
        documents = claim(session, "index", limit)
        entries = {document: tuple(_read_entries(session, document)) for document in documents}
    for document, found in entries.items():
        stores.index.replace_document(document, found)
    with stores.ledger.begin() as session:
        finish(session, "index", documents)
    return StepReport(step="index", claimed=len(documents), done=len(documents))


def rebuild_index(stores: Stores, watch: Callable[[], object] | None = None) -> int:
    """A new index from the ledger in the place of the one in use; the number of statements in it.

    The steps and searches may go on meanwhile. `watch` is called once a document.
    """
    with stores.ledger.read() as session:
        stores.index.rebuild(_read_all(session, watch))
    return stores.index.count()


def _read_all(session: Session, watch: Callable[[], object] | None) -> Iterator[IndexEntry]:
    for document, statements in iterate_current(session):
        yield from make_entries(document, statements)
        if watch is not None:
            watch()


def _read_entries(session: Session, document_id: str) -> Iterable[IndexEntry]:
    version = current_version(session, document_id)
    if version is None:
        return ()
    return make_entries(read_version(session, version), read_statements(session, version))


def make_entries(document: Document, statements: Iterable[Statement]) -> Iterator[IndexEntry]:
    """The statements of a document as they are searched."""
    facts = DocumentFacts(
        id=document.id,
        url=document.url,
        title=document.title,
        publisher=document.publisher,
        kind=document.kind,
        published_at=document.published_at,
    )
    for statement in statements:
        yield IndexEntry(id=statement.id, statement=statement, document=facts)
