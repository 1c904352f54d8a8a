"""Statements found and marked, put side by side."""

from nlp.evaluation.alignment import align, jaccard, letters_of


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
