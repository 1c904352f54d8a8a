"""An index is opened by its URL; what cannot be used is told in one line."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clausewatch.errors import SearchStoreError, SettingsError
from clausewatch.index import open_index
from clausewatch.index.embedded.schema import APPLICATION
from tests.index.contract.examples import find, put_texts, rebuild


def refuse(url: str) -> str:
    """What is said when it is opened; on one line."""
    with pytest.raises(SearchStoreError) as error:
        open_index(url, ())
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_scheme_that_is_not_known_is_refused_without_its_password() -> None:
    said = refuse("postgresql://me:secret@db/x")
    assert said.startswith("index: postgresql is not supported; give sqlite:///FILE, https://HOST:9200 or ")
    assert "secret" not in said


def test_a_password_in_the_address_is_refused_and_not_shown() -> None:
    with pytest.raises(SettingsError, match="leave user and password out of the URL") as error:
        open_index("https://user:secret@search.example:9200", ())
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("url", ["", "index.db", "sqlite:///", "sqlite://", "sqlite:index.db"])
def test_a_url_without_a_file_is_refused(url: str) -> None:
    assert "give sqlite:///FILE" in refuse(url)


def test_the_folder_is_made_where_it_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "index.db"
    with closing(open_index(f"sqlite:///{path}", ())) as index:
        assert index.count() == 0
    assert path.is_file()


def test_a_relative_file_lies_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_index("sqlite:///here.db", ()).close()
    assert (tmp_path / "here.db").is_file()


def test_a_name_with_odd_characters_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a b?c#d%20é'.db"
    with closing(open_index(f"sqlite:///{path}", ())) as index:
        put_texts(index, a="words")
        rebuild(index, [])
    assert path.is_file()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "its folder cannot be made" in refuse(f"sqlite:///{tmp_path / 'file' / 'index.db'}")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "it cannot be opened" in refuse(f"sqlite:///{tmp_path}")


def test_a_file_of_another_kind_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, and many of them. " * 100)
    assert "the file is not an index: name another with --index, or move it away" in refuse(f"sqlite:///{path}")
    assert path.read_text().startswith("These are notes")


def test_a_database_of_another_program_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE cats (name TEXT)")
    assert "it was made by another program" in refuse(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("cats",)]


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    open_index(f"sqlite:///{path}", ()).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
    said = refuse(f"sqlite:///{path}")
    assert "it was made by another version of Clausewatch: move it away and run `clausewatch index rebuild`" in said


def test_an_index_is_written_beside_its_readers(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    open_index(f"sqlite:///{path}", ()).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_long_read_holds_up_no_writer(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    with closing(open_index(f"sqlite:///{path}", ())) as index, closing(sqlite3.connect(path)) as reader:
        put_texts(index, a="words")
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM entry_1").fetchone()
        put_texts(index, b="words")
        rebuild(index, [])
        assert find(index) == set()
        assert reader.execute("SELECT count(*) FROM entry_1").fetchone() == (1,)
