"""The migrations make exactly the tables that the code uses, once, however many processes ask."""

from multiprocessing.context import ForkServerContext

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import ProgrammingError

from clausewatch.errors import LedgerError
from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.migrate import HEAD, MIGRATIONS, migrate, read_revision
from clausewatch.ledger.queue import enqueue
from clausewatch.ledger.tables import Table
from tests.ledger.workers import open_at_once


def test_an_empty_database_gets_every_table(ledger: Ledger) -> None:
    with ledger.read() as session:
        names = set(inspect(session.connection()).get_table_names())
        assert read_revision(session.connection()) == HEAD
    assert names == {*Table.metadata.tables, "alembic_version"}


def test_the_migrations_make_what_the_code_uses(ledger: Ledger) -> None:
    with ledger.read() as session:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(session.connection(), opts=options)
        assert compare_metadata(context, Table.metadata) == []


def test_primary_and_foreign_keys_are_those_of_the_code(ledger: Ledger) -> None:
    with ledger.read() as session:
        found = inspect(session.connection())
        for name, table in Table.metadata.tables.items():
            assert found.get_pk_constraint(name)["constrained_columns"] == [key.name for key in table.primary_key]
            keys = {(tuple(key["constrained_columns"]), key["referred_table"]) for key in found.get_foreign_keys(name)}
            assert keys == {(tuple(key.column_keys), key.referred_table.name) for key in table.foreign_key_constraints}


def test_migrating_again_changes_nothing(ledger: Ledger) -> None:
    with ledger.begin() as session:
        enqueue(session, "extract", "1")
        migrate(session.connection())
        migrate(session.connection())
        assert session.scalar(text("SELECT count(*) FROM work")) == 1


def test_the_newest_migration_is_the_one_that_the_code_names() -> None:
    revisions = [path.stem.removeprefix("revision_") for path in (MIGRATIONS / "versions").glob("revision_*.py")]
    assert max(revisions) == HEAD


def test_a_ledger_of_a_newer_version_is_refused_and_left_alone(new_url: str) -> None:
    opened = open_ledger(new_url)
    with opened.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    opened.close()
    with pytest.raises(LedgerError, match=r"made by a newer Clausewatch \(its tables are version 9999, this one knows"):
        open_ledger(new_url)


def test_a_migration_that_fails_leaves_the_database_empty(new_url: str) -> None:
    engine = create_engine(new_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE stances (id INTEGER)"))
    with pytest.raises((LedgerError, ProgrammingError), match="already exists"):
        open_ledger(new_url)
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == ["stances"]
    engine.dispose()


def test_processes_that_open_an_empty_database_at_once_all_succeed(new_url: str, processes: ForkServerContext) -> None:
    together = processes.Barrier(4)
    workers = [processes.Process(target=open_at_once, args=(new_url, together)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0] * 4
    opened = open_ledger(new_url)
    with opened.read() as session:
        assert session.scalars(text("SELECT version_num FROM alembic_version")).all() == [HEAD]
    opened.close()
