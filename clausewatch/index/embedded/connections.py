"""Connections to the file of an embedded index: each thread works on its own, readers beside one writer."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from clausewatch.errors import SearchStoreError
from clausewatch.index.embedded.failures import explain, explain_failures

BUSY_TIMEOUT_S = 30
CACHE_KB = 32_000


class Connections:
    """Lends connections to threads and keeps them open for the next; a forked process must open its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A transaction that sees one state of the index, whatever is written meanwhile."""
        with explain_failures(self.path), self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction that may write, one at a time: committed at the end, rolled back on an error."""
        with explain_failures(self.path), self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._lend() as connection:
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def _lend(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or _connect(self.path)
        try:
            yield connection
        finally:
            with self._lock:
                keep = not self._closed
                if keep:
                    self._idle.append(connection)
            if not keep:
                connection.close()

    def close(self) -> None:
        """Close what is idle now, and the rest as it comes back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    try:
        # Safe against a killed process; a power cut may lose the last commits, which the ledger can give again.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def use_wal(path: Path) -> None:
    """Let readers and a writer work at once, from now on; the file remembers it."""
    with explain_failures(path), closing(_connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


@contextmanager
def hold_lock(path: Path, timeout_s: float = 0) -> Iterator[None]:
    """Be the only process that makes or rebuilds the index; the lock of a killed process is free again."""
    lock = FileLock(f"{path}.lock", timeout=timeout_s)
    try:
        lock.acquire()
    except Timeout as error:
        raise SearchStoreError(explain(path, "another process makes or rebuilds it: wait until it ends")) from error
    except OSError as error:
        raise SearchStoreError(explain(path, f"{lock.lock_file} cannot be made: {error.strerror}")) from error
    try:
        yield
    finally:
        lock.release()
