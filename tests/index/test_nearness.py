"""Search by meaning, on servers that have vectors; the others say that they have none."""

import math
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from clausewatch.errors import SearchStoreError
from clausewatch.index import open_index
from clausewatch.index.elastic.nearness import fuse
from clausewatch.index.protocol import Index, Query, Vector
from tests.index.contract.examples import fill, find_in_order, make_entry
from tests.servers.running import PARAMETERS, borrow_server, clear_server

WIDTH = 768


def turn(degrees: float) -> Vector:
    """A unit vector that far from the first axis."""
    angle = math.radians(degrees)
    return (math.cos(angle), math.sin(angle), *[0.0] * (WIDTH - 2))


@pytest.fixture(params=PARAMETERS[:2])
def index(request: pytest.FixtureRequest) -> Iterator[Index]:
    prefix = f"n{uuid4().hex[:12]}"
    index = open_index(f"{borrow_server(request.param)}/{prefix}", ())
    assert "vectors" in index.prepare()
    texts = {
        "a": ("scan the messages", 0),
        "b": ("read the letters", 10),
        "c": ("scan the letters", 40),
        "d": ("x", 90),
    }
    entries = [make_entry(name, text, publisher=f"paper-{name}") for name, (text, _) in texts.items()]
    fill(index, [entry.model_copy(update={"embedding": turn(texts[entry.document.id][1])}) for entry in entries])
    yield index
    index.close()
    clear_server(request.param, prefix)


@pytest.mark.server
def test_the_nearest_in_meaning_come_first(index: Index) -> None:
    assert find_in_order(index, like=turn(0)) == ["a", "b", "c", "d"]
    assert find_in_order(index, like=turn(90)) == ["d", "c", "b", "a"]


@pytest.mark.server
def test_conditions_hold_in_a_search_by_meaning(index: Index) -> None:
    assert find_in_order(index, like=turn(0), publisher="paper-c") == ["c"]
    assert find_in_order(index, "-letters", like=turn(0)) == ["a", "d"]


@pytest.mark.server
def test_what_text_and_meaning_both_find_comes_first(index: Index) -> None:
    assert find_in_order(index, "letters", like=turn(0))[:2] == ["b", "c"]


@pytest.mark.server
def test_pages_of_a_search_by_meaning_go_on(index: Index) -> None:
    result = index.search(Query(like=turn(0), limit=2, offset=1))
    assert (result.total, [hit.entry.document.id for hit in result.hits]) == (4, ["b", "c"])
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.server
def test_no_hit_gives_the_vector_back(index: Index) -> None:
    (hit, *_) = index.search(Query()).hits
    assert hit.entry.embedding is None


@pytest.mark.server
@pytest.mark.more_servers
def test_a_server_without_vectors_says_so() -> None:
    prefix = f"n{uuid4().hex[:12]}"
    index = open_index(f"{borrow_server('opensearch-3')}/{prefix}", ())
    assert "vectors" not in index.prepare()
    with pytest.raises(SearchStoreError, match="this server does not search by meaning"):
        index.search(Query(like=turn(0)))
    index.close()
    clear_server("opensearch-3", prefix)


def test_the_embedded_index_says_so_too(tmp_path: Path) -> None:
    index = open_index(f"sqlite:///{tmp_path / 'index.db'}", ())
    with pytest.raises(SearchStoreError, match="the embedded index does not search by meaning"):
        index.search(Query(like=turn(0)))
    index.close()


def test_rankings_are_fused_by_reciprocal_ranks() -> None:
    first, second = [{"_id": name} for name in "abc"], [{"_id": name} for name in "cd"]
    fused = fuse(first, second)
    assert [hit["_id"] for hit in fused] == ["c", "a", "b", "d"]
    assert fused[0]["_score"] == pytest.approx(1 / 63 + 1 / 61)
