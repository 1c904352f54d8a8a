"""How two rankings become one; and a server without vectors says that it has none."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.errors import SearchStoreError
from clausewatch.index import open_index
from clausewatch.index.nearness import RANK_CONSTANT, WORDS, fuse
from clausewatch.index.protocol import Query
from tests.index.contract.examples import turn
from tests.servers.running import borrow_server, clear_server

rankings = st.lists(st.integers(0, 30).map(str), unique=True, max_size=20)


def test_rankings_are_fused_by_reciprocal_ranks() -> None:
    fused = fuse(["a", "b", "c"], ["c", "d"])
    assert list(fused) == ["c", "d", "a", "b"]
    assert fused["c"] == pytest.approx(1 / (RANK_CONSTANT + 3) + WORDS / (RANK_CONSTANT + 1))
    assert fused["d"] == pytest.approx(WORDS / (RANK_CONSTANT + 2))


def test_equals_come_by_id() -> None:
    assert list(fuse(["z", "c"], [])) == ["z", "c"]
    assert list(fuse([], [])) == []


@given(rankings, rankings)
def test_each_is_there_once_and_a_ranking_alone_keeps_its_order(near: list[str], by_words: list[str]) -> None:
    assert set(fuse(near, by_words)) == {*near, *by_words}
    assert list(fuse(near, [])) == near
    assert list(fuse([], by_words)) == by_words
    scores = list(fuse(near, by_words).values())
    assert scores == sorted(scores, reverse=True)


@pytest.mark.server
@pytest.mark.more_servers
def test_a_server_without_vectors_says_so() -> None:
    prefix = f"n{uuid4().hex[:12]}"
    index = open_index(f"{borrow_server('opensearch-3')}/{prefix}", ())
    assert "vectors" not in index.prepare()
    for ask in (index.search, lambda query: index.count_facet(query, "kind")):
        with pytest.raises(SearchStoreError, match="this server does not search by meaning"):
            ask(Query(like=turn(0)))
    index.close()
    clear_server("opensearch-3", prefix)
