"""A ledger on each database: SQLite in the test's folder, and a new database of a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from clausewatch.ledger import Ledger, open_ledger
from tests.servers.postgres import PostgresServer, postgres_server
from tests.servers.processes import processes

__all__ = ["postgres_server", "processes"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.create_database()


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    """An open, empty ledger."""
    opened = open_ledger(ledger_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An open, empty ledger for what is the same on each database, or SQLite's own."""
    opened = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield opened
    opened.close()


@pytest.fixture
def session(ledger: Ledger) -> Iterator[Session]:
    """A transaction that may write, committed at the end of the test."""
    with ledger.begin() as opened:
        yield opened
