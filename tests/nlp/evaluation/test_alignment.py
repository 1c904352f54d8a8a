"""Statements found and marked, put side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.evaluation.alignment import LEAST, align, jaccard, letters_of


def test_marks_and_spaces_never_count() -> None:
    assert letters_of("“The lamp.”", [(0, 11)]) == letters_of("“The lamp.”", [(1, 9)])


def test_a_span_beyond_the_text_is_cut_off() -> None:
    assert letters_of("lamp", [(2, 99)]) == {2, 3}


def test_two_empty_contents_share_nothing() -> None:
    assert jaccard(frozenset(), frozenset()) == 0


def test_the_best_pair_is_chosen_first() -> None:
    gold = [frozenset(range(10)), frozenset(range(10, 20))]
    found = [frozenset(range(8)), frozenset(range(10)), frozenset(range(18, 40))]
    assert align(gold, found) == {0: 1}


def test_each_statement_stands_for_one_only() -> None:
    same = frozenset(range(6))
    assert len(align([same, same], [same])) == 1


def test_too_little_in_common_is_no_match() -> None:
    assert align([frozenset(range(10))], [frozenset(range(8, 30))]) == {}


LETTERS = st.lists(st.frozensets(st.integers(0, 12), max_size=8), max_size=6)


@given(LETTERS, LETTERS)
def test_statements_are_put_side_by_side_one_to_one_where_they_share_enough(
    gold: list[frozenset[int]], found: list[frozenset[int]]
) -> None:
    chosen = align(gold, found)
    assert len(set(chosen.values())) == len(chosen)
    assert all(jaccard(gold[one], found[other]) >= LEAST for one, other in chosen.items())
    free = [one for one in range(len(gold)) if one not in chosen]
    left = [other for other in range(len(found)) if other not in chosen.values()]
    assert not any(jaccard(gold[one], found[other]) >= LEAST for one in free for other in left)


@given(LETTERS)
def test_what_is_the_same_is_found_again(gold: list[frozenset[int]]) -> None:
    assert len(align(gold, gold)) == sum(map(bool, gold))


@pytest.mark.parametrize(
    ("shared", "is_same"), [pytest.param(3, True, id="three tenths"), pytest.param(2, False, id="less than that")]
)
def test_how_much_must_be_shared(shared: int, is_same: bool) -> None:
    assert (align([frozenset(range(10))], [frozenset(range(shared))]) == {0: 0}) == is_same
