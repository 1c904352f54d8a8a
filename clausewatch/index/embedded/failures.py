"""What SQLite says when the index fails, in plain words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clausewatch.errors import SearchStoreError

ANEW = "move it away and run `clausewatch index rebuild`"
ADVICE = {
    sqlite3.SQLITE_READONLY: "it is read-only: make the file and its folder writable for this user",
    sqlite3.SQLITE_FULL: "the disk is full: free some space and run the command again",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written: check its space, its quota and its health",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: check that its folder exists and that this user may write there",
    sqlite3.SQLITE_NOTADB: f"the file is not an index: name another with --index, or {ANEW}",
    sqlite3.SQLITE_CORRUPT: f"the file is damaged: {ANEW}",
    sqlite3.SQLITE_BUSY: "another process has kept it locked for too long: wait until that one ends and try again",
}
"""By SQLite's primary result code."""


def explain(path: Path, reason: str) -> str:
    """One line: which index, and what is wrong with it or what to do."""
    return f"index sqlite:///{path}: {reason}"


@contextmanager
def explain_failures(path: Path) -> Iterator[None]:
    """Raise `SearchStoreError` in the place of what SQLite raises, but for our own faults."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        advice = ADVICE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if advice is None:
            raise
        raise SearchStoreError(explain(path, advice)) from error
