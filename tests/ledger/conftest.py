"""Ledgers on each database: SQLite in the test's folder, and a real PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.tables import Table
from tests.servers.postgres import PostgresServer, postgres_server
from tests.servers.processes import processes

__all__ = ["postgres_server", "processes"]

DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=DATABASES)
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.create_database()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite ledger without rows, to be copied."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    open_ledger(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def migrated_url(postgres_server: PostgresServer) -> str:
    """A PostgreSQL ledger that the tests use one after the other."""
    url = postgres_server.create_database()
    open_ledger(url).close()
    return url


@pytest.fixture
def sqlite_ledger(migrated_file: Path, tmp_path: Path) -> Iterator[Ledger]:
    """An open, empty ledger for what is SQLite's own."""
    path = tmp_path / "ledger.db"
    shutil.copyfile(migrated_file, path)
    opened = open_ledger(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture
def postgres_ledger(migrated_url: str) -> Iterator[Ledger]:
    """An open, empty ledger for what is PostgreSQL's own."""
    opened = open_ledger(migrated_url)
    # Far quicker than a database for each test.
    with opened.begin() as session:
        for table in reversed(Table.metadata.sorted_tables):
            session.execute(delete(table))
    yield opened
    opened.close()


@pytest.fixture(params=DATABASES)
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """An open, empty ledger."""
    opened: Ledger = request.getfixturevalue(f"{request.param}_ledger")
    return opened


@pytest.fixture
def session(ledger: Ledger) -> Iterator[Session]:
    """A transaction that may write, committed at the end of the test."""
    with ledger.begin() as opened:
        yield opened
