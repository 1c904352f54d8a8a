"""Texts of like length are put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.batches import batches_of_like_length


@given(st.lists(st.integers(1, 60), max_size=60), st.integers(1, 200))
def test_every_text_is_in_one_batch_and_no_batch_is_too_large(lengths: list[int], most: int) -> None:
    batches = list(batches_of_like_length(lengths, most))
    assert sorted(number for batch in batches for number in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) == 1 or len(batch) * max(lengths[number] for number in batch) <= most


@given(st.lists(st.integers(1, 60), max_size=60), st.integers(1, 200))
def test_batches_go_from_short_to_long(lengths: list[int], most: int) -> None:
    order = [lengths[number] for batch in batches_of_like_length(lengths, most) for number in batch]
    assert order == sorted(lengths)


@pytest.mark.parametrize(
    ("lengths", "most", "batches"),
    [
        pytest.param([], 10, [], id="nothing"),
        pytest.param([50], 10, [[0]], id="one that is too long is read by itself"),
        pytest.param([5, 5], 10, [[0, 1]], id="two that just fit"),
        pytest.param([5, 6], 11, [[0], [1]], id="padding counts"),
        pytest.param([9, 1, 9, 1], 18, [[1, 3], [0, 2]], id="like with like, in their order"),
        pytest.param([0, 0, 0], 1, [[0, 1, 2]], id="texts of nothing"),
    ],
)
def test_what_goes_together(lengths: list[int], most: int, batches: list[list[int]]) -> None:
    assert list(batches_of_like_length(lengths, most)) == batches
