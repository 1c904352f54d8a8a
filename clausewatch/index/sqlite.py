"""The embedded index: one SQLite file with full-text tables, searched by many while one writes."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from clausewatch.errors import SearchStoreError
from clausewatch.index.protocol import Facet, FacetValue, IndexEntry, Query, SearchResult
from clausewatch.index.sqlite_conditions import select_entries
from clausewatch.index.sqlite_connections import Connections, hold_lock, use_wal
from clausewatch.index.sqlite_facets import count_values
from clausewatch.index.sqlite_failures import ANEW, explain
from clausewatch.index.sqlite_match import match_text
from clausewatch.index.sqlite_rebuild import rebuild
from clausewatch.index.sqlite_schema import APPLICATION, VERSION, create_tables, is_empty, read_marks, read_state
from clausewatch.index.sqlite_scratch import open_scratch
from clausewatch.index.sqlite_search import find_page
from clausewatch.index.sqlite_synonyms import Synonyms
from clausewatch.index.sqlite_writing import replace_entries

OPENING_TIMEOUT_S = 30


class SqliteIndex:
    """An open index file. Threads may share it; a forked process must open its own."""

    def __init__(self, connections: Connections, synonyms: Synonyms) -> None:
        self._connections = connections
        self._synonyms = synonyms

    def replace_document(self, document: str, entries: Sequence[IndexEntry]) -> None:
        """Make `entries` all that the index holds of a document, at once; none removes it."""
        foreign = next((entry for entry in entries if entry.document.id != document), None)
        if foreign is not None:
            raise ValueError(f"statement {foreign.id} is of document {foreign.document.id}, not of {document}")
        with self._connections.write() as connection:
            state = read_state(connection)
            replace_entries(connection, state.live, (document,), entries)
            if state.building is not None:
                replace_entries(connection, state.building, (document,), entries)
                connection.execute("INSERT OR IGNORE INTO touched VALUES (?)", (document,))

    def search(self, query: Query) -> SearchResult:
        """The statements that match, in order."""
        with open_scratch() as scratch:
            match = match_text(query.text, self._synonyms, scratch)
            with self._connections.read() as connection:
                return find_page(connection, read_state(connection).live, query, match, scratch)

    def count_facet(self, query: Query, facet: Facet) -> tuple[FacetValue, ...]:
        """The values among all statements that match, commonest first; months in order."""
        with open_scratch() as scratch:
            match = match_text(query.text, self._synonyms, scratch)
        with self._connections.read() as connection:
            generation = read_state(connection).live
            command, values = count_values(facet, query, select_entries(query, match, generation), generation)
            rows = connection.execute(command, values).fetchall()
        return tuple(FacetValue(value=value, count=number) for value, number in rows)

    def count(self) -> int:
        """How many statements the index holds."""
        with self._connections.read() as connection:
            counting = f"SELECT count(*) FROM entry_{read_state(connection).live}"  # noqa: S608
            return int(connection.execute(counting).fetchone()[0])

    def close(self) -> None:
        """Close the connections."""
        self._connections.close()

    def rebuild(self, entries: Iterable[IndexEntry]) -> None:
        """Fill new tables beside those in use and switch at once; an error leaves the old ones."""
        rebuild(self._connections, entries)


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
