"""Many threads and processes use one index file."""

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from clausewatch.index import open_index
from clausewatch.index.embedded.sqlite import open_sqlite_index
from clausewatch.index.protocol import Query
from tests.index.contract.examples import find, make_entry, put_texts, replace_document


def test_processes_may_open_a_new_index_at_once(tmp_path: Path) -> None:
    script = f"""
import sys
from clausewatch.index import open_index
from tests.index.contract.examples import put_texts
index = open_index("sqlite:///{tmp_path / "index.db"}", ())
for number in range(10):
    put_texts(index, **{{f"{{sys.argv[1]}}-{{number}}": "words"}})
index.close()
"""
    running = [subprocess.Popen([sys.executable, "-c", script, str(number)]) for number in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    with closing(open_index(f"sqlite:///{tmp_path / 'index.db'}", ())) as index:
        assert index.search(Query(text="words")).total == index.count() == 30


def test_threads_may_share_an_index(tmp_path: Path) -> None:
    with closing(open_index(f"sqlite:///{tmp_path / 'index.db'}", ())) as index:

        def work(number: int) -> bool:
            document = f"d{number}"
            put_texts(index, **{document: f"word{number} shared"})
            return document in find(index, "shared") and find(index, f"word{number}") == {document}

        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(work, range(80)))
        assert index.count() == 80


def test_connections_are_used_again(tmp_path: Path) -> None:
    with closing(open_sqlite_index(tmp_path / "index.db", ())) as index:
        for _ in range(5):
            index.count()
        assert len(index._connections._idle) == 1


def test_a_connection_in_use_is_closed_when_it_comes_back(tmp_path: Path) -> None:
    index = open_sqlite_index(tmp_path / "index.db", ())
    put_texts(index, a="words")
    with index._connections.read() as connection:
        thread = threading.Thread(target=index.close)
        thread.start()
        thread.join()
        assert connection.execute("SELECT count(*) FROM entry_1").fetchone() == (1,)
    assert index._connections._idle == []


def delete_and_fail(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM entry_1")
    connection.execute("SELEKT")


def test_a_failed_write_is_undone(tmp_path: Path) -> None:
    with closing(open_sqlite_index(tmp_path / "index.db", ())) as index:
        put_texts(index, a="words")
        with pytest.raises(sqlite3.OperationalError, match="syntax"), index._connections.write() as connection:
            delete_and_fail(connection)
        assert index.count() == 1
        replace_document(index, "b", [make_entry("b", "words")])
        assert index.count() == 2


def test_readers_see_whole_documents_while_another_process_writes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'index.db'}"
    script = f"""
from contextlib import closing
from clausewatch.index import open_index
from tests.index.contract.examples import make_entry, replace_document
with closing(open_index("{url}", ())) as index:
    for number in range(200):
        name = f"d{{number % 40}}"
        replace_document(index, name, [make_entry(name, "word", place=place) for place in range(3)])
"""
    with closing(open_index(url, ())) as index:
        writer = subprocess.Popen([sys.executable, "-c", script])

        def read(_: int) -> list[int]:
            counted = []
            while writer.poll() is None:
                counted += [value.count for value in index.count_facet(Query(text="word"), "kind")]
                counted.append(index.search(Query(sort="best", limit=1)).total)
            return counted

        with ThreadPoolExecutor(3) as pool:
            counted = [count for counts in pool.map(read, range(3)) for count in counts]
        assert writer.wait() == 0
        assert {count % 3 for count in counted} == {0}
        assert len(set(counted)) > 1
        assert index.count_facet(Query(text="word"), "kind")[0].count == index.count() == 120
