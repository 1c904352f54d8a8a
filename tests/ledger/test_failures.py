"""What goes wrong in a database is told in one line, with what to do and without passwords."""

import shutil
import sqlite3
import stat
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import insert, make_url, text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError
from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.failures import ADVICE, explain, explain_failures, show_url
from clausewatch.ledger.queue import count, enqueue
from clausewatch.ledger.tables import VersionRow
from tests.ledger.examples import NOON, make_document, save_page
from tests.servers.postgres import ROLE, PostgresServer, free_port
from tests.servers.processes import as_somebody_else


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that other users may enter, which pytest's own is not."""
    made = Path(tempfile.mkdtemp(prefix="clausewatch-ledger-"))
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


def make_read_only(folder: Path) -> None:
    for path in (*folder.iterdir(), folder):
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))


def run_as_admin(url: str, command: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(command.encode())


def test_a_read_only_file_can_be_read_and_not_written(folder: Path) -> None:
    url = f"sqlite:///{folder / 'ledger.db'}"
    made = open_ledger(url)
    with made.begin() as session:
        enqueue(session, "extract", "1")
    # An open reader keeps the WAL's own files there, as in a folder where another process works.
    with made.read() as session:
        session.execute(text("SELECT 1 FROM work"))
        make_read_only(folder)
        with as_somebody_else():
            opened = open_ledger(url)
            with opened.read() as reading:
                assert count(reading) == {("extract", "waiting"): 1}
            with pytest.raises(LedgerError, match="it is read-only: make the file"), opened.begin() as writing:
                enqueue(writing, "extract", "2")
            opened.close()
    made.close()


def test_a_new_file_in_a_read_only_folder_is_refused(folder: Path) -> None:
    make_read_only(folder)
    with as_somebody_else(), pytest.raises(LedgerError, match="the file cannot be opened: check that its folder"):
        open_ledger(f"sqlite:///{folder / 'ledger.db'}")


def test_a_database_opened_for_reading_only_can_be_read(tmp_path: Path) -> None:
    made = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    with made.begin() as session:
        enqueue(session, "extract", "1")
    made.close()
    opened = open_ledger(f"sqlite:///file:{tmp_path / 'ledger.db'}?mode=ro&uri=true")
    with opened.read() as session:
        assert count(session) == {("extract", "waiting"): 1}
    with pytest.raises(LedgerError, match="read-only"), opened.begin() as session:
        enqueue(session, "extract", "2")
    opened.close()


@pytest.mark.postgres
def test_a_read_only_server_says_so(postgres_server: PostgresServer) -> None:
    url = postgres_server.create_database()
    opened = open_ledger(url)
    name = make_url(url).database
    run_as_admin(url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    opened.close()
    opened = open_ledger(url)
    with opened.read() as session:
        assert count(session) == {}
    with pytest.raises(LedgerError, match="it is read-only: make it writable"), opened.begin() as session:
        enqueue(session, "extract", "1")
    opened.close()


def fill(session: Session) -> None:
    # No more pages than there are, as on a full disk.
    session.execute(text(f"PRAGMA max_page_count = {session.scalar(text('PRAGMA page_count'))}"))
    save_page(session, make_document("a long text " * 20_000))


def test_a_full_disk_says_so_and_costs_nothing_that_was_committed(sqlite_ledger: Ledger) -> None:
    with sqlite_ledger.begin() as session:
        kept = save_page(session)
    with pytest.raises(LedgerError, match="the disk is full: free some space"), sqlite_ledger.begin() as session:
        fill(session)
    with sqlite_ledger.read() as session:
        assert session.scalars(text("SELECT id FROM versions")).all() == [kept.version]


@pytest.mark.parametrize("query", ["", "?connect_timeout=3", "?sslmode=disable"])
def test_a_server_that_does_not_answer_says_so(query: str) -> None:
    url = f"postgresql://{ROLE}:hunter2@127.0.0.1:{free_port()}/clauses{query}"
    with pytest.raises(LedgerError, match="the server does not answer there: check that it runs") as caught:
        open_ledger(url)
    assert "hunter2" not in str(caught.value)
    assert f"{ROLE}:***@127.0.0.1" in str(caught.value)


@pytest.mark.postgres
def test_a_missing_database_is_named_and_the_password_is_not(postgres_server: PostgresServer) -> None:
    url = f"postgresql://{ROLE}:hunter2@127.0.0.1:{postgres_server.port}/no_such"
    with pytest.raises(LedgerError, match="the server has no such database") as caught:
        open_ledger(url)
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.postgres
def test_a_user_without_rights_is_told_which_are_missing(postgres_server: PostgresServer) -> None:
    url = postgres_server.create_database()
    name = f"reader_{make_url(url).database}"
    run_as_admin(url, f"CREATE ROLE {name} LOGIN PASSWORD 'hunter2'")
    with pytest.raises(LedgerError, match="does not let this user do that: grant it the right") as caught:
        open_ledger(url.replace(f"{ROLE}@", f"{name}:hunter2@"))
    assert "hunter2" not in str(caught.value)


@pytest.mark.postgres
def test_an_option_that_the_driver_does_not_know_is_named(migrated_url: str) -> None:
    with pytest.raises(LedgerError, match="no_such_option"):
        open_ledger(migrated_url + "?no_such_option=1")


def test_a_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r"PostgreSQL needs the driver: pip install 'clausewatch\[postgres\]'"):
        open_ledger(f"postgresql://{ROLE}@127.0.0.1/clauses")


@pytest.mark.parametrize("place", ["user:hunter2@host/name", "host/name?user=u&password=hunter2&sslpassword=hunter2"])
def test_a_url_is_shown_without_its_passwords(place: str) -> None:
    url = make_url(f"postgresql+psycopg://{place}")
    assert "hunter2" not in show_url(url)
    assert "hunter2" not in explain(sqlite3.OperationalError("cannot use hunter2\nhere"), url)
    assert explain(sqlite3.OperationalError("cannot use hunter2\nhere"), url).endswith(": cannot use *** here")


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("database is locked", "is locked"),
        ("database or disk is full", "is full"),
        ('FATAL:  password authentication failed for user "u"', "password authentication failed"),
        ('could not translate host name "h" to address', "could not translate host"),
        ("failed to resolve host 'h': Name or service not known", "failed to resolve host"),
        ("connection timeout expired", "timeout expired"),
        ("could not extend file: No space left on device", "no space left"),
    ],
)
def test_what_databases_say_is_followed_by_what_to_do(said: str, advice: str) -> None:
    url = make_url("sqlite:///ledger.db")
    with pytest.raises(LedgerError) as caught, explain_failures(url):
        raise OperationalError("SELECT 1", {}, sqlite3.OperationalError(said))
    assert str(caught.value) == f"ledger sqlite:///ledger.db: {ADVICE[advice]}"


def test_a_mistake_of_ours_is_left_to_crash(ledger: Ledger) -> None:
    row = {"id": "v", "document": "nowhere", "first_seen_at": NOON, "body": "{}"}
    with pytest.raises(IntegrityError), ledger.begin() as session:
        session.execute(insert(VersionRow).values(**row))
    with pytest.raises((ProgrammingError, LedgerError)), ledger.begin() as session:
        session.execute(text("SELECT 1 FROM no_such_table"))
