"""A copy of an SQLite ledger as it is at one moment, while others go on writing to it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from clausewatch.errors import LedgerError
from clausewatch.ledger.database import Ledger, open_ledger
from clausewatch.ledger.failures import explain


def find_ledger_file(url: str) -> Path | None:
    """The file of an SQLite ledger by the ledger's URL; none where the ledger is on a server."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    if parsed.database.startswith("file:"):
        raise LedgerError("database: name the file of the ledger as sqlite:///FILE to copy it")
    return Path(parsed.database)


def copy_ledger(ledger: Ledger, path: Path) -> None:
    """Copy a ledger of SQLite into a new file, in one read transaction; `LedgerError` says what was in the way."""
    with ledger.read() as session:
        connection = session.connection()
        driver = connection.connection.driver_connection
        if not isinstance(driver, sqlite3.Connection):
            raise LedgerError(f"ledger {ledger.url}: the database of a server is copied by its own programs (pg_dump)")
        try:
            with closing(sqlite3.connect(path)) as copy:
                driver.backup(copy)
                # The whole copy is in one file: no log stays beside it.
                copy.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            raise LedgerError(explain(error, connection.engine.url)) from error


def check_copy(path: Path) -> None:
    """Check a copy and bring its tables up to date; `LedgerError` where it is damaged or of a newer Clausewatch."""
    try:
        with closing(sqlite3.connect(path)) as copy:
            (found,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise LedgerError(f"the copy of the ledger is damaged: {error}") from error
    if found != "ok":
        raise LedgerError(f"the copy of the ledger is damaged: {found}")
    open_ledger(f"sqlite:///{path.absolute()}").close()
