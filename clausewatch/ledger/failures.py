"""What the database says when it fails, in plain words and without passwords."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError, DataError, DBAPIError, IntegrityError, InterfaceError, ProgrammingError

from clausewatch.errors import LedgerError

ADVICE = {
    "readonly": "it is read-only: make the file and its folder writable for this user",
    "read-only": "it is read-only: make it writable, or name another with --database",
    "is full": "the disk is full: free some space and run the command again",
    "no space left": "the server's disk is full: free some space and run the command again",
    "not a database": "the file is not an SQLite database: name another with --database",
    "malformed": "the file is damaged: restore a copy, or move it away and collect again",
    "unable to open": "the file cannot be opened: check that its folder exists and that this user may write there",
    "is locked": "another process has kept it locked for too long: wait until that one ends and run the command again",
    "password authentication failed": "the server refused the user or password",
    "connection refused": "the server does not answer there: check that it runs, and its host and port",
    "could not translate host": "the host is not known: check its name",
    "failed to resolve host": "the host is not known: check its name",
    "timeout expired": "the server does not answer in time: check its host and port, and the network",
    "permission denied": "the server does not let this user do that: grant it the right to make and write tables there",
    "does not exist": "the server has no such database, user or table: create it, or name another with --database",
}
"""By what the message of the database or its driver holds, in lower case."""

OUR_OWN_FAULT = (IntegrityError, ProgrammingError, DataError)
"""Errors that no user can do anything about, nearly always: they are left to crash."""
SECRETS = ("password", "sslpassword")
"""Passwords that stand among the options of a URL."""


def show_url(url: URL) -> str:
    """A database URL without its passwords."""
    return url.difference_update_query(SECRETS).render_as_string(hide_password=True)


def _is_our_own_fault(error: DBAPIError) -> bool:
    """Not so when it was the URL's options that the driver did not take, or a right that the user lacks."""
    return isinstance(error, OUR_OWN_FAULT) and error.statement is not None and "permission denied" not in str(error)


def explain(error: Exception, url: URL) -> str:
    """One line: which database, what was wrong, what to do."""
    said = " ".join(str(error).split())
    for secret in filter(None, (url.password, *(url.query.get(name) for name in SECRETS))):
        said = said.replace(str(secret), "***")
    advice = next((text for mark, text in ADVICE.items() if mark in said.lower()), None)
    return f"ledger {show_url(url)}: {advice or said}"


@contextmanager
def explain_failures(url: URL) -> Iterator[None]:
    """Raise `LedgerError` in the place of what the database or its driver raises."""
    try:
        yield
    except (InterfaceError, DatabaseError) as error:
        if _is_our_own_fault(error):
            raise
        raise LedgerError(explain(error.orig if isinstance(error.orig, Exception) else error, url)) from error
