"""What statements mean, as unit vectors kept in the file in half precision, and how near each is to another vector.

Every statement is compared, so what is found is exact. What a search reads stays in memory until the next write, once
for all threads: four bytes a number, 300 MB for 200,000 statements by an encoder of width 384.
"""

import threading
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausewatch.errors import SearchStoreError
from clausewatch.index.embedded.columns import Columns, Numbers
from clausewatch.index.embedded.failures import explain
from clausewatch.index.embedded.schema import read_state
from clausewatch.index.protocol import Vector

MOST = 200_000
"""Statements of an index that is searched by meaning; more want a search server, which has a graph for it."""
KEPT_AS, HALF = "<f2", 2
"""Type of a number in the file, and its bytes."""
AT_ONCE = 2048
"""Vectors that are read from the file at once."""
DECIMALS = 6
"""Of a nearness: the same vectors are as near, wherever they stand."""

Matrix = NDArray[np.float32]
Nearness = NDArray[np.float64]


def pack_vector(vector: Vector) -> bytes:
    """As it is kept in the file."""
    return np.array(vector, dtype=KEPT_AS).tobytes()


class Meanings:
    """The vectors of one generation, as one transaction sees them: a row a statement, by its number."""

    def __init__(self, matrix: Matrix, has_vector: NDArray[np.bool_]) -> None:
        self._matrix = matrix
        self._has_vector = has_vector

    @property
    def width(self) -> int | None:
        """Of each vector; none where no statement has one."""
        return self._matrix.shape[1] if self._matrix.size else None

    def keep_known(self, numbers: Numbers) -> Numbers:
        """Those of the statements that have a vector."""
        inside = numbers[numbers < len(self._has_vector)]
        return inside[self._has_vector[inside]]

    def compare(self, numbers: Numbers, vector: Vector) -> Nearness:
        """Of each of these statements, from 0 (the opposite) to 1 (the same): (1 + cosine) / 2, as on servers."""
        asked = np.array(vector, dtype=np.float32)
        # All rows in a line are quicker than a fifth of them picked one by one.
        is_many = 5 * len(numbers) > len(self._matrix)
        cosines = (self._matrix @ asked)[numbers] if is_many else self._matrix[numbers] @ asked
        nearness: Nearness = np.round((1 + cosines.astype(np.float64)) / 2, DECIMALS)
        return nearness


class KnownMeanings:
    """What was read of the live generation since the last write. Threads may share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._version = (0, 0)
        self._known: Meanings | None = None
        self._lock = threading.Lock()

    def look_up(self, columns: Columns, width: int) -> Meanings:
        """The vectors as the transaction of `columns` sees them; `SearchStoreError` where they are too many, or not of
        that width.
        """
        count = len(columns.list_all())
        if count > MOST:
            raise SearchStoreError(explain(self._path, _say_too_many(count)))
        meanings = self._look_up(columns)
        if meanings.width not in (width, None):
            raise SearchStoreError(explain(self._path, OUTDATED))
        return meanings

    def _look_up(self, columns: Columns) -> Meanings:
        state = read_state(columns.connection)
        version = (state.live, state.revision)
        # Whoever comes meanwhile waits, as they would have to read the same, and it may take much memory.
        with self._lock:
            if version > self._version:
                self._version, self._known = (0, 0), None
                self._known = self._read(columns)
                self._version = version
            if self._known is not None and version == self._version:
                return self._known
        # A transaction that began before the last write reads for itself.
        return self._read(columns)

    def _read(self, columns: Columns) -> Meanings:
        table = f"meaning_{columns.generation}"
        (last,) = columns.connection.execute(f"SELECT coalesce(max(number), -1) FROM {table}").fetchone()  # noqa: S608
        has_vector = np.zeros(last + 1, dtype=np.bool_)
        matrix = np.zeros((0, 0), dtype=np.float32)
        rows = columns.connection.execute(f"SELECT number, vector FROM {table}")  # noqa: S608
        while lot := rows.fetchmany(AT_ONCE):
            numbers, packed = zip(*lot, strict=True)
            if not matrix.size:
                matrix = np.zeros((last + 1, len(packed[0]) // HALF), dtype=np.float32)
            if {len(vector) for vector in packed} != {matrix.shape[1] * HALF}:
                raise SearchStoreError(explain(self._path, OUTDATED))
            matrix[np.array(numbers)] = np.frombuffer(b"".join(packed), dtype=KEPT_AS).reshape(len(lot), -1)
            has_vector[np.array(numbers)] = True
        return Meanings(matrix, has_vector)


OUTDATED = "what its statements mean was computed by another encoder: run `clausewatch index rebuild`"


def _say_too_many(count: int) -> str:
    return f"it holds {count} statements, and up to {MOST} are searched by meaning here: use Elasticsearch for more"
