"""A new generation beside the live one, and the switch, while others search and write."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import islice

from clausewatch.index.protocol import IndexEntry
from clausewatch.index.sqlite_connections import Connections, hold_lock
from clausewatch.index.sqlite_schema import create_generation, drop_generation, list_generations, read_state
from clausewatch.index.sqlite_writing import replace_entries

BATCH = 500
"""Statements of one transaction; what a writer has to wait for at most."""
PAGES = 500
"""Pages of the full-text tables that are put in order in one transaction."""


def rebuild(connections: Connections, entries: Iterable[IndexEntry]) -> None:
    """Fill a new generation and make it the live one; on an error, also while `entries` are read, the old one stays.

    Documents that are replaced meanwhile are newer than `entries`, which may have been read before: they win.
    """
    with hold_lock(connections.path), ExitStack() as undo:
        generation = _start(connections)
        undo.callback(_discard, connections, generation)
        _fill(connections, generation, entries)
        _put_in_order(connections, generation)
        _switch(connections, generation)
        undo.pop_all()
        _drop_others(connections)


def _start(connections: Connections) -> int:
    # What a killed process left goes first.
    _drop_others(connections)
    with connections.write() as connection:
        generation = read_state(connection).live + 1
        create_generation(connection, generation)
        connection.execute("DELETE FROM touched")
        connection.execute("UPDATE state SET building = ?", (generation,))
    return generation


def _fill(connections: Connections, generation: int, entries: Iterable[IndexEntry]) -> None:
    waiting = iter(entries)
    # Read before the write lock is taken: whoever makes the entries may be slow.
    while batch := list(islice(waiting, BATCH)):
        with connections.write() as connection:
            documents = json.dumps([entry.document.id for entry in batch])
            chosen = "SELECT document FROM touched WHERE document IN (SELECT value FROM json_each(?))"
            newer = {document for (document,) in connection.execute(chosen, (documents,))}
            replace_entries(connection, generation, (), [e for e in batch if e.document.id not in newer])


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
        connection.execute("DELETE FROM touched")


def _discard(connections: Connections, generation: int) -> None:
    with connections.write() as connection:
        connection.execute("UPDATE state SET building = NULL")
        connection.execute("DELETE FROM touched")
        drop_generation(connection, generation)


def _drop_others(connections: Connections) -> None:
    with connections.write() as connection:
        connection.execute("UPDATE state SET building = NULL")
        live = read_state(connection).live
        for generation in list_generations(connection):
            if generation != live:
                drop_generation(connection, generation)
