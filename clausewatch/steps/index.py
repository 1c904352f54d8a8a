"""Statements to the index: the current version of each document, and nothing of older ones."""

from collections.abc import Iterable, Iterator
from time import time_ns

from sqlalchemy.orm import Session

from clausewatch.errors import SearchStoreError
from clausewatch.index.protocol import IndexEntry, Refusal, Replacement, read_facts
from clausewatch.ledger.documents import current_version, read_version
from clausewatch.ledger.queue import Failure, claim, fail, finish, give_back
from clausewatch.ledger.statements import read_statements
from clausewatch.models import Document, Statement
from clausewatch.steps.embedding import embed_replacements
from clausewatch.steps.origins import trace_origins
from clausewatch.steps.report import BATCH, StepReport
from clausewatch.steps.stores import Stores


def index_batch(stores: Stores, limit: int = BATCH) -> StepReport:
    """Claim documents whose statements changed, replace what the index holds of them, and find where what they quote
    was really said.

    A document that the index refuses fails with the index's reason and waits to be asked for again. Where the index
    cannot be written at all (`SearchStoreError`), all that was claimed waits as before.
    """
    with stores.ledger.begin() as session:
        now = read_clock()
        documents = claim(session, "index", limit)
        found = tuple(_read_replacement(session, document, now) for document in documents)
    try:
        refused = _put(stores, found)
    except SearchStoreError:
        with stores.ledger.begin() as session:
            give_back(session, "index", documents)
        raise
    trace_origins(stores.ledger, documents)
    with stores.ledger.begin() as session:
        failures = tuple(_note_refusal(session, refusal) for refusal in refused)
        finish(session, "index", documents)
    return StepReport(step="index", claimed=len(documents), done=len(documents) - len(failures), failures=failures)


def _put(stores: Stores, replacements: tuple[Replacement, ...]) -> tuple[Refusal, ...]:
    if replacements and "vectors" in stores.index.prepare():
        replacements = tuple(embed_replacements(stores.ledger, replacements))
    return stores.index.replace(replacements)


def _note_refusal(session: Session, refusal: Refusal) -> Failure:
    reason = describe_refusal(session, refusal)
    fail(session, "index", refusal.document, reason)
    return Failure(step="index", subject=refusal.document, reason=reason)


def describe_refusal(session: Session, refusal: Refusal) -> str:
    """Publisher and address of a document that the index did not take, and why."""
    version = current_version(session, refusal.document)
    if version is None:
        return f"the index refuses it: {refusal.reason}"
    document = read_version(session, version)
    return f"{document.publisher}: {document.url}: the index refuses it: {refusal.reason}"


def read_clock() -> int:
    """A revision: microseconds since 1970, taken before the ledger is read."""
    return time_ns() // 1000


def _read_replacement(session: Session, document_id: str, revision: int) -> Replacement:
    version = current_version(session, document_id)
    if version is None:
        return Replacement(document=document_id, revision=revision)
    entries = make_entries(read_version(session, version), read_statements(session, version))
    return Replacement(document=document_id, entries=tuple(entries), revision=revision)


def make_entries(document: Document, statements: Iterable[Statement]) -> Iterator[IndexEntry]:
    """The statements of a document as they are searched."""
    facts = read_facts(document)
    for statement in statements:
        yield IndexEntry(id=statement.id, statement=statement, document=facts)
