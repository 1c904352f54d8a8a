"""The embedded index: one SQLite file with full-text tables, searched by many while one writes."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from clausewatch.errors import SearchStoreError
from clausewatch.index.embedded.columns import KnownColumns
from clausewatch.index.embedded.connections import Connections, hold_lock, use_wal
from clausewatch.index.embedded.facets import count_values
from clausewatch.index.embedded.failures import ANEW, explain
from clausewatch.index.embedded.matching import EmbeddedMatcher
from clausewatch.index.embedded.meaning import KnownMeanings
from clausewatch.index.embedded.rebuild import rebuild
from clausewatch.index.embedded.schema import (
    APPLICATION,
    VERSION,
    create_tables,
    is_empty,
    note_change,
    read_marks,
    read_state,
)
from clausewatch.index.embedded.search import find_near_page, find_numbers, find_page
from clausewatch.index.embedded.writing import replace_document
from clausewatch.index.facet_values import keep_most
from clausewatch.index.protocol import (
    Capability,
    Facet,
    FacetValue,
    IndexEntry,
    Query,
    RebuildSource,
    Refusal,
    Replacement,
    SearchResult,
)
from clausewatch.index.scratch import ScratchPool, open_scratch
from clausewatch.index.synonyms import Synonyms
from clausewatch.index.text_query import read_text_query

OPENING_TIMEOUT_S = 30


class SqliteIndex:
    """An open index file. Threads may share it; a forked process must open its own."""

    description = f"SQLite {sqlite3.sqlite_version}"
    capabilities: frozenset[Capability] = frozenset({"stemming", "folding", "vectors"})

    def __init__(self, connections: Connections, synonyms: Synonyms) -> None:
        self._connections = connections
        self._synonyms = synonyms
        self._columns = KnownColumns()
        self._meanings = KnownMeanings(connections.path)
        self._scratches = ScratchPool()

    def prepare(self) -> frozenset[Capability]:
        """What it can do; the file is made when it is opened."""
        return self.capabilities

    def replace(self, replacements: Sequence[Replacement]) -> tuple[Refusal, ...]:
        """Make these all that the index holds of their documents, each at once; SQLite refuses none."""
        for replacement in replacements:
            with self._connections.write() as connection:
                state = read_state(connection)
                note_change(connection)
                replace_document(connection, state.live, replacement)
                if state.building is not None:
                    replace_document(connection, state.building, replacement)
        return ()

    def search(self, query: Query) -> SearchResult:
        """The statements that match, in order."""
        with self._scratches.borrow() as scratch:
            asked = read_text_query(query.text, self._synonyms, scratch)
            with self._connections.read() as connection:
                columns = self._columns.look_up(connection)
                if query.like is None:
                    return find_page(columns, query, asked, scratch)
                return find_near_page(columns, self._meanings, query, query.like, asked, scratch)

    def count_facet(self, query: Query, facet: Facet, most: int | None = None) -> tuple[FacetValue, ...]:
        """The values among all statements that match, commonest first; months in order; all, or so many of them."""
        with self._scratches.borrow() as scratch:
            asked = read_text_query(query.text, self._synonyms, scratch)
            with self._connections.read() as connection:
                columns = self._columns.look_up(connection)
                numbers = find_numbers(columns, self._meanings, query, asked, scratch)
                values = count_values(columns, facet, query, numbers)
        return keep_most(values, facet, most)

    def match(self, queries: Sequence[Query], entries: Sequence[IndexEntry]) -> tuple[frozenset[str], ...]:
        """The ids of the statements that each query finds; the index itself is not asked."""
        return EmbeddedMatcher(self._synonyms).match(queries, entries)

    def count(self) -> int:
        """How many statements the index holds."""
        with self._connections.read() as connection:
            counting = f"SELECT count(*) FROM entry_{read_state(connection).live}"  # noqa: S608
            return int(connection.execute(counting).fetchone()[0])

    def close(self) -> None:
        """Close the connections."""
        self._connections.close()
        self._scratches.close()

    def rebuild(self, source: RebuildSource) -> None:
        """Fill new tables beside those in use and switch at once; an error leaves the old ones."""
        rebuild(self._connections, source)


def open_sqlite_index(path: Path, synonyms: Sequence[Sequence[str]]) -> SqliteIndex:
    """The index in a file, made where it is missing; `SearchStoreError` says why it cannot be used."""
    with open_scratch() as scratch:
        known = Synonyms(synonyms, scratch)
    connections = Connections(path)
    try:
        _prepare(connections)
    except SearchStoreError:
        connections.close()
        raise
    return SqliteIndex(connections, known)


def _prepare(connections: Connections) -> None:
    path = connections.path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SearchStoreError(explain(path, f"its folder cannot be made: {error.strerror}")) from error
    # Looking first, so that an index that may only be read can be opened and searched.
    if not _has_tables(connections):
        with hold_lock(path, OPENING_TIMEOUT_S):
            use_wal(path)
            if not _has_tables(connections):
                with connections.write() as connection:
                    create_tables(connection)


def _has_tables(connections: Connections) -> bool:
    """Whether the file is an index of this version; no: it is empty."""
    with connections.read() as connection:
        marks = read_marks(connection)
        if marks != (APPLICATION, VERSION) and not is_empty(connection):
            whose = "another version of Clausewatch" if marks[0] == APPLICATION else "another program"
            raise SearchStoreError(explain(connections.path, f"it was made by {whose}: {ANEW}"))
    return marks == (APPLICATION, VERSION)
