"""How well copies are found, on pairs that were written for it; no threshold was chosen by the held-out ones."""

from itertools import combinations

import pytest

from nlp.copies import is_repeated
from tests.nlp.copies.pairs import PARTS, Pair, Result, find_document, find_statement, measure, read_documents
from tests.nlp.copies.pairs import read_statements as read_said

PRECISION, RECALL = 0.98, 0.85
KINDS = ("statements", "documents")


def show_wrong(results: tuple[Result, ...]) -> str:
    return "\n".join(str(result.pair) for result in results if result.is_found != result.pair.is_copy)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("what", KINDS)
def test_what_is_found_is_a_copy_and_most_copies_are_found(what: str, part: str) -> None:
    results = measure(part, what)
    right = sum(result.is_found and result.pair.is_copy for result in results)
    found = sum(result.is_found for result in results)
    there = sum(result.pair.is_copy for result in results)
    assert right / found >= PRECISION, show_wrong(results)
    assert right / there >= RECALL, show_wrong(results)


def test_it_makes_no_difference_which_of_two_was_first() -> None:
    for part in PARTS:
        turned = [Pair(pair.other, pair.one, pair.is_copy) for pair in read_documents(part)]
        assert [find_document(pair) for pair in turned] == [result.is_found for result in measure(part, "documents")]
        turned = [Pair(pair.other, pair.one, pair.is_copy) for pair in read_said(part)]
        assert [find_statement(pair) for pair in turned] == [result.is_found for result in measure(part, "statements")]


def test_no_two_stories_and_no_statements_of_two_pairs_are_copies() -> None:
    stories = dict.fromkeys(pair.one for part in PARTS for pair in read_documents(part))
    assert not [pair for pair in combinations(stories, 2) if find_document(Pair(*pair, is_copy=False))]
    said = [pair.one for part in PARTS for pair in read_said(part) if pair.is_copy]
    assert not [pair for pair in combinations(said, 2) if is_repeated(*pair)]


def test_there_are_enough_pairs_of_each_kind() -> None:
    pairs = [pair for part in PARTS for pair in (*read_documents(part), *read_said(part))]
    assert len(pairs) >= 220
    assert min(sum(pair.is_copy for pair in pairs), sum(not pair.is_copy for pair in pairs)) >= 100
    assert all(len(list(read(part))) >= 50 for part in PARTS for read in (read_documents, read_said))


def test_no_pair_stands_twice_and_none_is_of_the_very_same_text() -> None:
    pairs = [pair for part in PARTS for pair in (*read_documents(part), *read_said(part))]
    assert len({(pair.one, pair.other) for pair in pairs}) == len(pairs)
    assert not [pair for pair in pairs if pair.one == pair.other]
