"""A new generation beside the live one, and the switch, while others search and write."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack

from clausewatch.index.batches import gather
from clausewatch.index.embedded.connections import Connections, hold_lock
from clausewatch.index.embedded.schema import create_generation, drop_generation, list_generations, read_state
from clausewatch.index.embedded.writing import replace_document
from clausewatch.index.protocol import RebuildSource, Replacement

BATCH = 500
"""Statements of one transaction; what a writer has to wait for at most."""
PAGES = 500
"""Pages of the full-text tables that are put in order in one transaction."""


class Generation:
    """A new generation before the switch, as whoever checks it sees it."""

    def __init__(self, connections: Connections, number: int) -> None:
        self._connections = connections
        self._number = number

    def count(self) -> int:
        """How many statements it holds."""
        with self._connections.read() as connection:
            counting = f"SELECT count(*) FROM entry_{self._number}"  # noqa: S608
            return int(connection.execute(counting).fetchone()[0])

    def list_ids(self, document: str) -> frozenset[str]:
        """The statements that it holds of a document."""
        with self._connections.read() as connection:
            chosen = f"SELECT id FROM entry_{self._number} WHERE document = ?"  # noqa: S608
            return frozenset(name for (name,) in connection.execute(chosen, (document,)))


def rebuild(connections: Connections, source: RebuildSource) -> None:
    """Fill a new generation and make it the live one; on an error, also of the source, the old one stays.

    Documents that are replaced meanwhile are in both: whichever revision is the newer stays.
    """
    with hold_lock(connections.path), ExitStack() as undo:
        generation = _start(connections)
        undo.callback(_discard, connections, generation)
        _fill(connections, generation, source.read(None))
        _put_in_order(connections, generation)
        source.check(Generation(connections, generation))
        _switch(connections, generation)
        undo.pop_all()
        _drop_others(connections)


def _start(connections: Connections) -> int:
    # What a killed process left goes first.
    _drop_others(connections)
    with connections.write() as connection:
        generation = read_state(connection).live + 1
        create_generation(connection, generation)
        connection.execute("UPDATE state SET building = ?", (generation,))
    return generation


def _fill(connections: Connections, generation: int, replacements: Iterator[Replacement]) -> None:
    # Read before the write lock is taken: whoever makes the entries may be slow.
    for batch in gather(replacements, BATCH):
        with connections.write() as connection:
            for replacement in batch:
                replace_document(connection, generation, replacement)


def _put_in_order(connections: Connections, generation: int) -> None:
    """Merge the full-text tables' segments bit by bit, so that writers need not wait for long."""
    for table in (f"words_{generation}", f"spelling_{generation}"):
        pages = -PAGES
        while True:
            with connections.write() as connection:
                if not _merge(connection, table, pages):
                    break
            pages = PAGES


def _merge(connection: sqlite3.Connection, table: str, pages: int) -> bool:
    """Whether there was something to merge; a negative number begins a merge of all segments."""
    before = connection.total_changes
    connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (pages,))  # noqa: S608
    # As SQLite's documentation has it: the command itself counts as one change.
    return connection.total_changes - before > 1


def _switch(connections: Connections, generation: int) -> None:
    with connections.write() as connection:
        connection.execute("UPDATE state SET live = ?, building = NULL", (generation,))


def _discard(connections: Connections, generation: int) -> None:
    with connections.write() as connection:
        connection.execute("UPDATE state SET building = NULL")
        drop_generation(connection, generation)


def _drop_others(connections: Connections) -> None:
    with connections.write() as connection:
        connection.execute("UPDATE state SET building = NULL")
        live = read_state(connection).live
        for generation in list_generations(connection):
            if generation != live:
                drop_generation(connection, generation)
