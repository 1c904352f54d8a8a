"""The embedded index keeps facts in columns of the file: each transaction sees them as they were at its beginning."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from clausewatch.index.embedded.columns import BYTES, CHUNK, SMALLEST, UNDATED, Columns, KnownColumns, write_cells
from clausewatch.index.embedded.schema import create_tables, read_state
from clausewatch.index.embedded.sqlite import SqliteIndex, open_sqlite_index
from clausewatch.index.protocol import FacetValue, Query
from tests.index.contract.examples import make_entry, make_speaker, rebuild, replace_document


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """An index without statements, in memory."""
    with closing(sqlite3.connect(":memory:")) as opened:
        create_tables(opened)
        yield opened


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SqliteIndex]:
    with closing(open_sqlite_index(tmp_path / "index.db", ())) as opened:
        yield opened


def list_places(index: SqliteIndex) -> dict[str, int]:
    with index._connections.read() as connection:
        return dict(connection.execute("SELECT id, number FROM entry_1").fetchall())


def count_months(index: SqliteIndex) -> tuple[FacetValue, ...]:
    return index.count_facet(Query(), "month")


def test_cells_are_read_as_they_were_written(connection: sqlite3.Connection) -> None:
    cells = {1: UNDATED, 2: 2**63 - 1, 300: -1, CHUNK - 1: 5, CHUNK: 6, 3 * CHUNK + 7: 7}
    write_cells(connection, 1, "published", cells)
    column = Columns(connection, 1).read("published")
    assert {number: int(column[number]) for number in cells} == cells
    assert int((column != 0).sum()) == len(cells)


def test_a_cell_is_written_over_and_its_neighbours_stay(connection: sqlite3.Connection) -> None:
    write_cells(connection, 1, "kind", {1: 1, 2: 2, 3: 3})
    write_cells(connection, 1, "kind", {2: 9})
    assert Columns(connection, 1).read("kind")[:5].tolist() == [0, 1, 9, 3, 0]


def test_columns_do_not_touch_each_other(connection: sqlite3.Connection) -> None:
    for value, name in enumerate(BYTES, 1):
        write_cells(connection, 1, name, {5: value, CHUNK + 5: value})
    columns = Columns(connection, 1)
    assert [int(columns.read(name)[CHUNK + 5]) for name in BYTES] == list(range(1, len(BYTES) + 1))


def test_a_column_without_cells_is_empty(connection: sqlite3.Connection) -> None:
    columns = Columns(connection, 1)
    assert columns.read("kind").tolist() == columns.list_all().tolist() == []


def test_a_small_column_is_small_and_a_chunk_grows_no_further_than_its_size(connection: sqlite3.Connection) -> None:
    write_cells(connection, 1, "kind", {1: 1})
    assert connection.execute("SELECT length(cells) FROM cells_1").fetchall() == [(SMALLEST,)]
    write_cells(connection, 1, "kind", dict.fromkeys(range(1, CHUNK + 2), 1))
    assert connection.execute("SELECT length(cells) FROM cells_1").fetchall() == [(CHUNK * 4,), (SMALLEST,)]


def test_what_is_written_is_counted_at_once_by_every_index_that_is_open(index: SqliteIndex, tmp_path: Path) -> None:
    with closing(open_sqlite_index(tmp_path / "index.db", ())) as other:
        for number in range(1, 4):
            replace_document(index, f"d{number}", [make_entry(f"d{number}", "words")])
            assert count_months(index) == count_months(other) == (FacetValue(value="2024-03", count=number),)
        replace_document(other, "d1", [])
        assert count_months(index) == count_months(other) == (FacetValue(value="2024-03", count=2),)


def test_columns_are_read_once_between_two_writes(index: SqliteIndex) -> None:
    known = KnownColumns()
    replace_document(index, "a", [make_entry("a", "words")])
    with index._connections.read() as first, index._connections.read() as second:
        column = known.look_up(first).read("kind")
        assert known.look_up(second).read("kind") is column
    replace_document(index, "b", [make_entry("b", "words")])
    with index._connections.read() as third:
        assert known.look_up(third).list_all().tolist() == [1, 2]


def test_a_transaction_that_began_before_a_write_sees_none_of_it(index: SqliteIndex) -> None:
    known = KnownColumns()
    replace_document(index, "a", [make_entry("a", "words")])
    with index._connections.read() as old:
        assert known.look_up(old).list_all().tolist() == [1]
        replace_document(index, "b", [make_entry("b", "words")])
        with index._connections.read() as new:
            assert known.look_up(new).list_all().tolist() == [1, 2]
        assert known.look_up(old).list_all().tolist() == [1]
    with index._connections.read() as new:
        assert known.look_up(new).list_all().tolist() == [1, 2]


def test_a_rebuilt_index_is_not_answered_from_the_columns_of_the_old(index: SqliteIndex) -> None:
    replace_document(index, "a", [make_entry("a", "words", speaker=make_speaker("Ada Quill"))])
    assert index.count_facet(Query(), "speaker") == (FacetValue(value="Ada Quill", count=1),)
    rebuild(index, [make_entry("a", "words", speaker=make_speaker("Bo Thorn"))])
    assert index.count_facet(Query(), "speaker") == (FacetValue(value="Bo Thorn", count=1),)


def test_two_files_never_have_the_same_revision(tmp_path: Path) -> None:
    revisions = set()
    for name in ("one", "two"):
        with closing(open_sqlite_index(tmp_path / f"{name}.db", ())) as index, index._connections.read() as connection:
            revisions.add(read_state(connection).revision)
    assert len(revisions) == 2


def test_a_write_that_fails_leaves_the_columns(index: SqliteIndex) -> None:
    replace_document(index, "a", [make_entry("a", "words")])
    with pytest.raises(OverflowError), index._connections.write() as connection:
        write_cells(connection, 1, "kind", {1: 0, 2: 7, 5000: 7, 5001: 2**40})
    assert index.search(Query()).total == 1
    assert count_months(index) == (FacetValue(value="2024-03", count=1),)


def test_a_document_that_comes_again_takes_no_more_room(index: SqliteIndex) -> None:
    replace_document(index, "b", [make_entry("b", "other")])
    for turn in range(3):
        replace_document(index, "a", [make_entry("a", f"turn {turn}", place=place) for place in range(3)])
    assert sorted(list_places(index).values()) == [1, 2, 3, 4]
    replace_document(index, "a", [make_entry("a", "fewer")])
    replace_document(index, "c", [make_entry("c", "more", place=place) for place in range(2)])
    assert len(set(list_places(index).values())) == index.count() == index.search(Query()).total == 4
