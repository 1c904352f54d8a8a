"""A new index from the ledger beside the live one, checked against the ledger before the switch."""

from collections.abc import Callable, Iterator

from clausewatch.errors import SearchStoreError
from clausewatch.index.protocol import Candidate, Refusal, Replacement
from clausewatch.ledger.database import Ledger
from clausewatch.ledger.inventory import (
    count_current_documents,
    count_current_statements,
    count_not_indexed,
    sample_statement_ids,
)
from clausewatch.ledger.queue import forgive, list_failed, set_aside
from clausewatch.ledger.statements import iterate_current
from clausewatch.steps.embedding import embed_replacements
from clausewatch.steps.index import describe_refusal, make_entries, read_clock
from clausewatch.steps.stores import Stores

SAMPLE = 100
"""Documents whose statements are compared one by one."""
MOST = 1_000_000
"""Refused documents that are looked at."""


class LedgerSource:
    """What the ledger holds, as a new index takes it in. `watch` is called once a document."""

    def __init__(self, ledger: Ledger, watch: Callable[[], object] | None = None, *, has_vectors: bool = False) -> None:
        self._ledger = ledger
        self._watch = watch
        self._has_vectors = has_vectors
        self._mended: dict[str, str] = {}
        """Reasons of documents that were refused before and are taken now."""

    def read(self, after: str | None) -> Iterator[Replacement]:
        """Every document by id, from the one that follows `after`."""
        documents = self._read(after)
        yield from embed_replacements(self._ledger, documents) if self._has_vectors else documents

    def _read(self, after: str | None) -> Iterator[Replacement]:
        revision = read_clock()
        with self._ledger.read() as session:
            refused = {failure.subject: failure.reason for failure in list_failed(session, MOST, step="index")}
            for document, statements in iterate_current(session, after):
                if document.id in refused:
                    self._mended[document.id] = refused[document.id]
                entries = tuple(make_entries(document, statements))
                yield Replacement(document=document.id, entries=entries, revision=revision)
                if self._watch is not None:
                    self._watch()

    def refuse(self, refusal: Refusal) -> None:
        """Set the document aside with the server's reason."""
        self._mended.pop(refusal.document, None)
        with self._ledger.begin() as session:
            set_aside(session, "index", refusal.document, describe_refusal(session, refusal))

    def check(self, candidate: Candidate) -> None:
        """Counts and a sample of documents; those that still wait to be indexed may differ."""
        with self._ledger.read() as session:
            open_documents, expected = count_not_indexed(session), count_current_statements(session)
            sample = sample_statement_ids(session, SAMPLE)
        found = candidate.count()
        if found != expected and not open_documents:
            raise SearchStoreError(f"index: the new index holds {found} statements, the ledger {expected}")
        different = [document for document, ids in sample.items() if candidate.list_ids(document) != ids]
        if len(different) > open_documents:
            raise SearchStoreError(f"index: the new index holds other statements of {different[0]} than the ledger")

    def forgive(self) -> None:
        """Once the new index is in use: what it took is no longer set aside."""
        with self._ledger.begin() as session:
            for document, reason in self._mended.items():
                forgive(session, "index", document, reason)


def count_documents(stores: Stores) -> int:
    """How many documents a rebuild reads."""
    with stores.ledger.read() as session:
        return count_current_documents(session)


def rebuild_index(stores: Stores, watch: Callable[[], object] | None = None) -> int:
    """A new index from the ledger in the place of the one in use; the number of statements in it.

    The steps and searches may go on meanwhile. `watch` is called once a document.
    """
    has_vectors = "vectors" in stores.index.prepare()
    source = LedgerSource(stores.ledger, watch, has_vectors=has_vectors)
    stores.index.rebuild(source)
    source.forgive()
    return stores.index.count()
