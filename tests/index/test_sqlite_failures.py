"""What goes wrong with the file of an index is told in one line, and nothing is lost by it."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from clausewatch.errors import SearchStoreError
from clausewatch.index import open_index
from clausewatch.index.embedded.failures import explain_failures
from clausewatch.index.embedded.sqlite import SqliteIndex, open_sqlite_index
from clausewatch.index.protocol import Query
from tests.index.contract.examples import find, make_entry, put_texts, rebuild, replace_document

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that other users may enter, which pytest's own is not."""
    made = Path(tempfile.mkdtemp(prefix="clausewatch-index-"))
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Without the rights of root, who may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def make_read_only(folder: Path) -> None:
    for path in (*folder.iterdir(), folder):
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SqliteIndex]:
    """An index with one document, on a store that is full."""
    with closing(open_sqlite_index(tmp_path / "index.db", ())) as index:
        put_texts(index, a="words")
        with index._connections.read() as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages + 30}")
        yield index


def test_a_read_only_index_can_be_searched_and_not_written(folder: Path) -> None:
    url = f"sqlite:///{folder / 'index.db'}"
    with closing(open_index(url, ())) as made:
        put_texts(made, a="words")
        make_read_only(folder)
        with as_somebody_else(), closing(open_index(url, ())) as index:
            assert find(index, "words") == {"a"}
            with pytest.raises(SearchStoreError, match=r"^index sqlite:///\S+: it is read-only: make the file [^\n]*$"):
                replace_document(index, "a", [])
            with pytest.raises(SearchStoreError, match=r"index\.db\.lock cannot be made: Permission denied"):
                rebuild(index, [])
            assert find(index, "words") == {"a"}


def test_a_new_index_in_a_read_only_folder_is_refused(folder: Path) -> None:
    make_read_only(folder)
    with as_somebody_else(), pytest.raises(SearchStoreError, match="it cannot be opened: check that its folder"):
        open_index(f"sqlite:///{folder / 'index.db'}", ())


def test_a_full_store_is_told_and_keeps_what_there_was(small: SqliteIndex) -> None:
    with pytest.raises(SearchStoreError, match=r"^index sqlite:///\S+: the disk is full: free some space [^\n]*$"):
        replace_document(small, "a", [make_entry("a", f"other {n} " * 50, place=n) for n in range(1000)])
    assert find(small, "words") == {"a"}
    assert small.count() == 1


def test_a_rebuild_that_finds_the_store_full_leaves_the_old_index(small: SqliteIndex) -> None:
    with pytest.raises(SearchStoreError, match="the disk is full"):
        rebuild(small, [make_entry(f"d{n}", f"other {n} " * 50) for n in range(2000)])
    assert find(small, "words") == {"a"}
    rebuild(small, [make_entry("b", "words")])
    assert find(small, "words") == {"b"}


def test_a_file_that_may_grow_no_further_is_told(tmp_path: Path) -> None:
    script = f"""
import resource, sys
from pathlib import Path
from clausewatch.errors import SearchStoreError
from clausewatch.index import open_index
from tests.index.contract.examples import make_entry, replace_document
index = open_index("sqlite:///{tmp_path / "index.db"}", ())
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    for n in range(100):
        replace_document(index, f"d{{n}}", [make_entry(f"d{{n}}", f"word {{n}} " * 500)])
except SearchStoreError as error:
    sys.exit(str(error))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    (line,) = done.stderr.splitlines()
    assert "the disk cannot be read or written" in line or "the disk is full" in line
    with closing(open_index(f"sqlite:///{tmp_path / 'index.db'}", ())) as index:
        assert index.search(Query(text="word", limit=0)).total == index.count() > 0


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    with closing(open_index(f"sqlite:///{path}", ())) as index:
        put_texts(index, **{f"d{number}": f"word {number}" for number in range(200)})
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x07" * (len(content) - 4096)
    path.write_bytes(content)
    with (
        pytest.raises(SearchStoreError, match="the file is damaged: move it away and run `clausewatch index rebuild`"),
        closing(open_index(f"sqlite:///{path}", ())) as index,
    ):
        find(index, "word")


def test_a_process_that_keeps_the_file_locked_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as first,
        closing(sqlite3.connect(path, timeout=0)) as other,
    ):
        first.execute("BEGIN EXCLUSIVE")
        with (
            pytest.raises(SearchStoreError, match="another process has kept it locked for too long"),
            explain_failures(path),
        ):
            other.execute("CREATE TABLE t (x)")


def test_our_own_faults_are_no_failures_of_the_store(tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(sqlite3.OperationalError, match="syntax"),
        explain_failures(tmp_path / "x.db"),
    ):
        connection.execute("SELEKT")


def test_a_killed_rebuild_leaves_the_index_and_is_cleared_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    with closing(open_index(f"sqlite:///{path}", ())) as index:
        put_texts(index, a="words")
    script = f"""
import os, signal
from clausewatch.index import open_index
from tests.index.contract.examples import make_entry, rebuild
def give():
    yield from (make_entry(f"d{{n}}", "others") for n in range(1200))
    os.kill(os.getpid(), signal.SIGKILL)
rebuild(open_index("sqlite:///{path}", ()), give())
"""
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == -9
    with closing(open_index(f"sqlite:///{path}", ())) as index:
        assert find(index) == {"a"}
        put_texts(index, b="words")
        assert find(index) == {"a", "b"}
        rebuild(index, [make_entry("c", "words")])
        assert find(index) == {"c"}
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name GLOB 'entry_[0-9]*'").fetchall()
        assert len(tables) == 1
