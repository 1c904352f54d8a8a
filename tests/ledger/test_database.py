"""The ledger opens on both databases, gives out transactions, and says plainly what is wrong."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from clausewatch.errors import LedgerError
from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.queue import claim, count, enqueue
from tests.ledger.examples import make_document, save_page


class InterruptionError(Exception):
    """What goes wrong in the middle of a transaction."""


def pragma(ledger: Ledger, name: str) -> object:
    with ledger.read() as session:
        return session.scalar(text(f"PRAGMA {name}"))


def interrupt(ledger: Ledger) -> None:
    with ledger.begin() as session:
        enqueue(session, "extract", "1")
        raise InterruptionError


def test_what_was_committed_is_there_when_opened_again(new_url: str) -> None:
    first = open_ledger(new_url)
    with first.begin() as session:
        enqueue(session, "extract", "1")
    first.close()
    second = open_ledger(new_url)
    with second.read() as session:
        assert count(session) == {("extract", "waiting"): 1}
    second.close()


def test_a_transaction_that_fails_leaves_nothing_behind(ledger: Ledger) -> None:
    with pytest.raises(InterruptionError):
        interrupt(ledger)
    with ledger.read() as session:
        assert count(session) == {}


def test_a_reader_sees_no_unfinished_work_and_does_not_wait(ledger: Ledger) -> None:
    with ledger.begin() as writing:
        enqueue(writing, "extract", "1")
        with ledger.read() as reading:
            assert count(reading) == {}
    with ledger.read() as reading:
        assert count(reading) == {("extract", "waiting"): 1}


def test_a_writer_does_not_wait_for_a_reader(ledger: Ledger) -> None:
    with ledger.read() as reading:
        assert count(reading) == {}
        with ledger.begin() as writing:
            enqueue(writing, "extract", "1")


def test_a_reader_cannot_write_and_the_connection_can_afterwards(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="read-only"), ledger.read() as session:
        enqueue(session, "extract", "1")
    with ledger.begin() as session:
        enqueue(session, "extract", "2")
    with ledger.read() as session:
        assert count(session) == {("extract", "waiting"): 1}


def test_threads_share_a_ledger(ledger: Ledger) -> None:
    def add_pages(first: int) -> None:
        for number in range(first, first + 5):
            with ledger.begin() as session:
                save_page(session, make_document(url=f"https://harbour.example/{number}"))

    threads = [threading.Thread(target=add_pages, args=(10 * number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with ledger.begin() as session:
        assert len(claim(session, "annotate", 100)) == 20


def test_sqlite_is_in_wal_mode_and_keeps_foreign_keys(sqlite_ledger: Ledger) -> None:
    assert pragma(sqlite_ledger, "journal_mode") == "wal"
    assert pragma(sqlite_ledger, "foreign_keys") == 1
    assert pragma(sqlite_ledger, "busy_timeout") == 30_000
    assert pragma(sqlite_ledger, "synchronous") == 1


def test_the_folder_of_the_file_is_made(tmp_path: Path) -> None:
    opened = open_ledger(f"sqlite:///{tmp_path / 'new' / 'folder' / 'ledger.db'}")
    opened.close()
    assert (tmp_path / "new" / "folder" / "ledger.db").exists()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_ledger_that_would_be_lost_is_refused(url: str) -> None:
    with pytest.raises(LedgerError, match="a ledger in memory would be lost"):
        open_ledger(url)


@pytest.mark.postgres
@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_any_name_of_postgresql_opens_it(migrated_url: str, scheme: str) -> None:
    url = migrated_url.replace("postgresql+psycopg", scheme)
    opened = open_ledger(url)
    assert opened.url == url.replace(scheme, "postgresql+psycopg")
    opened.close()


@pytest.mark.parametrize("url", ["", " ", "ledger.db", "sqlite:", "://", "postgresql://user:secret@host:port/name"])
def test_what_is_no_url_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(LedgerError, match="database: not a URL") as caught:
        open_ledger(url)
    assert "secret" not in str(caught.value)


def test_other_databases_are_refused() -> None:
    with pytest.raises(LedgerError, match=r"mysql://user:\*\*\*@host/name: only sqlite and postgresql"):
        open_ledger("mysql://user:secret@host/name")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="its folder cannot be made: Not a directory"):
        open_ledger(f"sqlite:///{tmp_path / 'file' / 'folder' / 'ledger.db'}")


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=f"{tmp_path}: the file cannot be opened"):
        open_ledger(f"sqlite:///{tmp_path}")


def test_a_file_of_another_sort_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_text("These are notes, and no database at all.\n" * 50)
    with pytest.raises(LedgerError, match="the file is not an SQLite database"):
        open_ledger(f"sqlite:///{path}")
    assert path.read_text().startswith("These are notes")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    open_ledger(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="damaged"):
        open_ledger(f"sqlite:///{path}")
