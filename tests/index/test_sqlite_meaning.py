"""The embedded index compares every statement, and knows what it read until something is written."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from clausewatch.errors import SearchStoreError
from clausewatch.index.embedded import meaning
from clausewatch.index.embedded.columns import KnownColumns
from clausewatch.index.embedded.meaning import KnownMeanings
from clausewatch.index.embedded.sqlite import SqliteIndex, open_sqlite_index
from clausewatch.index.protocol import IndexEntry, Query, Vector
from tests.index.contract.examples import fill, find, find_in_order, make_entry, mean, rebuild, replace_document, turn

COUNT, WIDTH = 700, 24
CHANCE = np.random.default_rng(7)


def make_units(count: int, width: int = WIDTH) -> NDArray[np.float64]:
    rows = CHANCE.standard_normal((count, width))
    units: NDArray[np.float64] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return units


def as_vector(row: NDArray[np.float64]) -> Vector:
    return tuple(row.tolist())


def with_vector(entry: IndexEntry, vector: Vector) -> IndexEntry:
    return entry.model_copy(update={"embedding": vector})


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SqliteIndex]:
    with closing(open_sqlite_index(tmp_path / "index.db", ())) as opened:
        yield opened


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SqliteIndex, NDArray[np.float64]]]:
    """An index with as many statements, each of the document of its number, and their vectors."""
    rows = make_units(COUNT)
    with closing(open_sqlite_index(tmp_path_factory.mktemp("many") / "index.db", ())) as opened:
        entries = (make_entry(str(number), "words", publisher=f"p{number % 7}") for number in range(COUNT))
        rebuild(opened, [with_vector(entry, as_vector(row)) for entry, row in zip(entries, rows, strict=True)])
        yield opened, rows


@pytest.mark.parametrize("share", [1, 7])
def test_what_is_found_is_exactly_what_is_nearest(many: tuple[SqliteIndex, NDArray[np.float64]], share: int) -> None:
    index, rows = many
    chosen = np.arange(0, COUNT, share)
    conditions = {} if share == 1 else {"publisher": "p0"}
    for asked in make_units(20):
        nearness = rows[chosen] @ asked
        expected = chosen[np.argsort(-nearness)[:50]]
        found = [int(name) for name in find_in_order(index, like=as_vector(asked), limit=50, **conditions)]
        # Half precision may turn round two that are as good as alike.
        assert rows[found] @ asked == pytest.approx(rows[expected] @ asked, abs=0.001)
        assert len(set(found) & set(expected.tolist())) >= 48


def test_a_number_takes_two_bytes_of_the_file(many: tuple[SqliteIndex, NDArray[np.float64]]) -> None:
    index, _ = many
    with index._connections.read() as connection:
        sizes = connection.execute("SELECT length(vector), count(*) FROM meaning_2 GROUP BY 1").fetchall()
    assert sizes == [(2 * WIDTH, COUNT)]


def test_vectors_are_read_once_between_two_writes(index: SqliteIndex) -> None:
    known, columns = KnownMeanings(index._connections.path), KnownColumns()
    fill(index, [mean(make_entry("a", "words"), 0)])
    width = len(turn(0))
    with index._connections.read() as first, index._connections.read() as second:
        read = known.look_up(columns.look_up(first), width)
        assert known.look_up(columns.look_up(second), width) is read
        fill(index, [mean(make_entry("b", "words"), 0)])
        # Who began before the write sees nothing of it, also after others have seen it.
        with index._connections.read() as third:
            numbers = columns.look_up(third).list_all()
            assert known.look_up(columns.look_up(third), width).keep_known(numbers).tolist() == [1, 2]
        assert known.look_up(columns.look_up(first), width).keep_known(numbers).tolist() == [1]


def test_what_another_process_writes_is_found_at_once(index: SqliteIndex, tmp_path: Path) -> None:
    with closing(open_sqlite_index(tmp_path / "index.db", ())) as other:
        for number in range(3):
            fill(other, [mean(make_entry(f"d{number}", "words"), 10 * number)])
            assert find_in_order(index, like=turn(0)) == [f"d{n}" for n in range(number + 1)]
        replace_document(other, "d0", [])
        assert find_in_order(index, like=turn(0)) == ["d1", "d2"]


def test_a_number_that_is_used_again_has_no_meaning_of_old(index: SqliteIndex) -> None:
    fill(index, [mean(make_entry("a", "old"), 0)])
    replace_document(index, "a", [])
    fill(index, [make_entry("b", "new, without a meaning")])
    assert find(index, like=turn(0)) == set()


def test_threads_share_what_is_read(many: tuple[SqliteIndex, NDArray[np.float64]]) -> None:
    index, rows = many
    asked = [as_vector(rows[number]) for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda vector: find_in_order(index, like=vector, limit=1), asked))
    assert found == [[str(number)] for number in range(40)]


OUTDATED = "what its statements mean was computed by another encoder: run `clausewatch index rebuild`"


def test_vectors_of_another_width_want_a_rebuild(index: SqliteIndex) -> None:
    fill(index, [mean(make_entry("a", "words"), 0)])
    for _ in range(2):
        with pytest.raises(SearchStoreError, match=OUTDATED):
            index.search(Query(like=(1.0, 0.0)))
    assert find(index, like=turn(0)) == {"a"}


def test_vectors_of_two_widths_want_a_rebuild(index: SqliteIndex) -> None:
    fill(index, [mean(make_entry("a", "words"), 0), with_vector(make_entry("b", "words"), (0.6, 0.8))])
    for width in (turn(0), (1.0, 0.0)):
        with pytest.raises(SearchStoreError, match=OUTDATED):
            index.search(Query(like=width))
    rebuild(index, [with_vector(make_entry("b", "words"), (0.6, 0.8))])
    assert find(index, like=(1.0, 0.0)) == {"b"}


def test_more_statements_than_can_be_compared_are_told(index: SqliteIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "MOST", 2)
    fill(index, [mean(make_entry(name, "words"), 0) for name in "ab"])
    assert find(index, like=turn(0)) == {"a", "b"}
    fill(index, [mean(make_entry("c", "words"), 0)])
    said = "it holds 3 statements, and up to 2 are searched by meaning here: use Elasticsearch for more"
    for ask in (index.search, lambda query: index.count_facet(query, "kind")):
        with pytest.raises(SearchStoreError, match=said):
            ask(Query(like=turn(0)))
    assert find(index, "words") == {"a", "b", "c"}


def test_a_dropped_generation_leaves_no_vectors(index: SqliteIndex) -> None:
    fill(index, [mean(make_entry("a", "words"), 0)])
    rebuild(index, [mean(make_entry("a", "words"), 0)])
    with closing(sqlite3.connect(index._connections.path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name GLOB 'meaning_*'").fetchall()
    assert tables == [("meaning_2",)]
