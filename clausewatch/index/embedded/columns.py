"""Facts of all statements in columns of numbers, which conditions and counts go through in milliseconds.

A column is kept in chunks of the file, so every transaction reads it as it was at its beginning, and a write changes
only the pages of its own cells. What a search reads stays in memory until the next write, once for all threads: at most
44 bytes a statement.
"""

import sqlite3
import threading
from collections.abc import Mapping
from itertools import groupby
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from clausewatch.index.embedded.schema import read_state

Numbers = NDArray[np.int64]
Values = NDArray[np.int64] | NDArray[np.int32]
Column = Literal["published", "publisher", "kind", "month", "words", "tokens", "speaker", "stances"]

BYTES: dict[Column, int] = {
    "published": 8,
    "publisher": 4,
    "kind": 4,
    "month": 4,
    "words": 4,
    "tokens": 4,
    "speaker": 4,
    "stances": 4,
}
"""Of a cell: a signed number, the lowest byte first. 0: the statement has no such value, or is gone."""
UNDATED = -(2**63)
"""In `published`, which is in microseconds since 1970."""
CHUNK = 8192
"""Cells of a chunk at most."""
SMALLEST = 1024
"""Bytes of a new chunk; it is doubled when it is full, so that a small index is a small file."""
CHUNKS = 2**32
"""Numbers of chunks that each column has for itself."""


class Columns:
    """The columns of one generation as one transaction sees them; each is read once."""

    def __init__(self, connection: sqlite3.Connection, generation: int, known: dict[str, Values] | None = None) -> None:
        self.connection = connection
        self.generation = generation
        self._known = {} if known is None else known

    def read(self, name: Column) -> Values:
        """The cells by the number of the statement."""
        if name not in self._known:
            self._known[name] = self._join_chunks(name)
        return self._known[name]

    def list_all(self) -> Numbers:
        """The numbers of all statements, ascending: each has a kind."""
        if "number" not in self._known:
            self._known["number"] = np.flatnonzero(self.read("kind"))
        return self._known["number"].astype(np.int64, copy=False)

    def _join_chunks(self, name: Column) -> Values:
        first = _number_chunk(name, 0)
        command = (
            f"SELECT number, cells FROM cells_{self.generation} "  # noqa: S608
            "WHERE number BETWEEN ? AND ? ORDER BY number"
        )
        rows = self.connection.execute(command, (first, first + CHUNKS - 1)).fetchall()
        size = max(((number - first) * CHUNK + len(cells) // BYTES[name] for number, cells in rows), default=0)
        column = np.zeros(size, dtype=f"<i{BYTES[name]}")
        for number, cells in rows:
            begin = (number - first) * CHUNK
            column[begin : begin + len(cells) // BYTES[name]] = np.frombuffer(cells, dtype=column.dtype)
        return column


class KnownColumns:
    """What was read of the live generation since the last write. Threads may share it."""

    def __init__(self) -> None:
        self._version = (0, 0)
        self._known: dict[str, Values] = {}
        self._lock = threading.Lock()

    def look_up(self, connection: sqlite3.Connection) -> Columns:
        """The columns as the transaction of `connection` sees them."""
        state = read_state(connection)
        version = (state.live, state.revision)
        with self._lock:
            if version > self._version:
                self._version, self._known = version, {}
            # A transaction that began before the last write reads for itself.
            known = self._known if version == self._version else {}
        return Columns(connection, state.live, known)


def write_cells(connection: sqlite3.Connection, generation: int, name: Column, cells: Mapping[int, int]) -> None:
    """Values by the number of the statement."""
    size = BYTES[name]
    for chunk, numbers in groupby(sorted(cells), lambda number: number // CHUNK):
        places = {number % CHUNK: cells[number] for number in numbers}
        row = _make_room(connection, generation, _number_chunk(name, chunk), (max(places) + 1) * size)
        with connection.blobopen(f"cells_{generation}", "cells", row) as blob:
            for place, value in places.items():
                blob.seek(place * size)
                blob.write(value.to_bytes(size, "little", signed=True))


def _number_chunk(name: Column, chunk: int) -> int:
    return list(BYTES).index(name) * CHUNKS + chunk


def _make_room(connection: sqlite3.Connection, generation: int, row: int, needed: int) -> int:
    """The row, with as many bytes at least."""
    table = f"cells_{generation}"
    found = connection.execute(f"SELECT length(cells) FROM {table} WHERE number = ?", (row,)).fetchone()  # noqa: S608
    if found is None or found[0] < needed:
        (kept,) = connection.execute(f"SELECT cells FROM {table} WHERE number = ?", (row,)).fetchone() or (b"",)  # noqa: S608
        size = len(kept) or SMALLEST
        while size < needed:
            size *= 2
        connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", (row, kept.ljust(size, b"\0")))  # noqa: S608
    return row


def read_numbers(connection: sqlite3.Connection, command: str, values: tuple[int | str, ...]) -> Numbers:
    """What a command gives that joins whole numbers by comma (`group_concat`), in its order.

    One row of text, as each row costs a change of threads where several search at once.
    """
    (joined,) = connection.execute(command, values).fetchone()
    return np.fromstring(joined or "", dtype=np.int64, sep=",")
