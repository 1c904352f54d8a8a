"""The number that stands for an id orders documents as their ids do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.index.elastic.stored import rank_id

NAMES = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
LEAST, MOST = -(2**63), 2**63 - 1


@given(NAMES, NAMES)
def test_ranks_never_contradict_the_order_of_ids(one: str, other: str) -> None:
    first, second = sorted((one, other))
    assert rank_id(first) <= rank_id(second)


@given(NAMES)
def test_a_rank_is_a_number_that_servers_can_sort(name: str) -> None:
    assert LEAST <= rank_id(name) <= MOST


@pytest.mark.parametrize(("smaller", "greater"), [("", "0"), ("0a", "0b"), ("7fffffff0", "800000000"), ("z", "é")])
def test_ids_that_differ_at_once_have_different_ranks(smaller: str, greater: str) -> None:
    assert rank_id(smaller) < rank_id(greater)


def test_ids_that_begin_alike_have_the_same_rank() -> None:
    assert rank_id("document-1") == rank_id("document-2")
