"""Search by meaning, alone and beside words, in every store that has vectors."""

from datetime import timedelta
from typing import Any

import pytest

from clausewatch.index.nearness import NEAREST
from clausewatch.index.protocol import Facet, Index, Query
from tests.index.contract.examples import (
    NOON,
    count_values,
    fill,
    find,
    find_in_order,
    make_entry,
    make_speaker,
    mean,
    read_snippets,
    rebuild,
    replace_document,
    turn,
)

pytestmark = pytest.mark.needs("vectors")
QUILL = make_speaker("Ada Quill", id="ada-quill", organisation="Harbour Office", category="government")


@pytest.fixture
def letters(index: Index) -> Index:
    """Four statements, from near to far of `turn(0)`."""
    fill(
        index,
        [
            mean(make_entry("a", "scan the messages", publisher="paper-a", kind="indirect"), 0),
            mean(make_entry("b", "read the letters", speaker=QUILL, stances=[("clause", "FAVOR")]), 10),
            mean(
                make_entry("c", "scan the letters", at=NOON - timedelta(days=40), stances=[("clause", "AGAINST")]), 40
            ),
            mean(make_entry("d", "x", at=NOON + timedelta(days=40)), 90),
        ],
    )
    return index


def test_the_nearest_in_meaning_come_first(letters: Index) -> None:
    assert find_in_order(letters, like=turn(0)) == ["a", "b", "c", "d"]
    assert find_in_order(letters, like=turn(90)) == ["d", "c", "b", "a"]


@pytest.mark.parametrize("sort", ["newest", "best"])
def test_the_order_is_that_of_meaning_whatever_the_sort(letters: Index, sort: str) -> None:
    assert find_in_order(letters, like=turn(70), sort=sort) == ["d", "c", "b", "a"]
    assert set(find_in_order(letters, "letters", like=turn(70), sort=sort)[:2]) == {"b", "c"}


def test_a_score_is_half_of_one_and_the_cosine(letters: Index) -> None:
    scores = [hit.score for hit in letters.search(Query(like=turn(0))).hits]
    assert scores == pytest.approx([1, 0.9924, 0.8830, 0.5], abs=0.01)


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({"publisher": "paper-a"}, ["a"]),
        ({"kind": "direct"}, ["b", "c", "d"]),
        ({"speaker": "quill"}, ["b"]),
        ({"organisation": "harbour"}, ["b"]),
        ({"category": "government"}, ["b"]),
        ({"target": "clause"}, ["b", "c"]),
        ({"target": "clause", "stance": "AGAINST"}, ["c"]),
        ({"stance": "FAVOR"}, ["b"]),
        ({"since": NOON}, ["a", "b", "d"]),
        ({"until": NOON}, ["c"]),
        ({"publisher": "nobody"}, []),
        ({"text": "-letters"}, ["a", "d"]),
        ({"text": "-lett*"}, ["a", "d"]),
        ({"text": "!?"}, []),
    ],
)
def test_conditions_hold_in_a_search_by_meaning(letters: Index, conditions: dict[str, Any], found: list[str]) -> None:
    assert find_in_order(letters, like=turn(0), **conditions) == found
    assert letters.search(Query(like=turn(0), **conditions)).total == len(found)


def test_only_the_named_statements_are_compared(letters: Index) -> None:
    named = tuple(hit.entry.id for hit in letters.search(Query(text="letters")).hits)
    assert find_in_order(letters, like=turn(0), ids=named) == ["b", "c"]


def test_what_words_and_meaning_both_find_comes_first(letters: Index) -> None:
    found = find_in_order(letters, "letters", like=turn(0))
    assert (set(found[:2]), found[2:]) == ({"b", "c"}, ["a", "d"])


def test_words_are_no_condition_beside_a_meaning_but_all_else_is(letters: Index) -> None:
    assert find(letters, "scan", like=turn(0), kind="direct") == {"b", "c", "d"}
    assert find(letters, "zeppelin", like=turn(0)) == {"a", "b", "c", "d"}
    assert find(letters, "scan -messages", like=turn(0)) == {"b", "c", "d"}
    assert find_in_order(letters, "mess*", like=turn(90))[0] == "a"


def test_what_only_words_find_is_found_beside_a_meaning(letters: Index) -> None:
    replace_document(letters, "e", [make_entry("e", "a letter without a meaning")])
    assert "e" not in find(letters, like=turn(0))
    assert find(letters, "letter", like=turn(0)) == {"a", "b", "c", "d", "e"}


def test_pages_of_a_search_by_meaning_go_on(letters: Index) -> None:
    result = letters.search(Query(like=turn(0), limit=2, offset=1))
    assert (result.total, [hit.entry.document.id for hit in result.hits]) == (4, ["b", "c"])
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert find_in_order(letters, "letters", like=turn(0), limit=2, offset=2) == ["a", "d"]
    beyond = letters.search(Query(like=turn(0), offset=4))
    assert (beyond.total, beyond.hits) == (4, ())
    assert letters.search(Query(like=turn(0), limit=0)).total == 4


def test_words_are_marked_where_there_are_some(letters: Index) -> None:
    assert read_snippets(letters, like=turn(0), limit=1) == ["scan the messages"]
    shown = read_snippets(letters, "letters", like=turn(0))
    assert sorted(shown) == ["read the <mark>letters</mark>", "scan the <mark>letters</mark>", "scan the messages", "x"]


def test_no_hit_gives_the_vector_back(letters: Index) -> None:
    hits = (*letters.search(Query()).hits, *letters.search(Query(like=turn(0))).hits)
    assert [hit.entry.embedding for hit in hits] == [None] * 8


def test_the_same_meaning_comes_newest_first(index: Index) -> None:
    days = {"old": -9, "new": 9, "middle": 0}
    fill(index, [mean(make_entry(name, name, at=NOON + timedelta(days=day)), 20) for name, day in days.items()])
    fill(index, [mean(make_entry("undated", "undated", at=None), 20), mean(make_entry("z", "nearest"), 0)])
    assert find_in_order(index, like=turn(0)) == ["z", "new", "middle", "old", "undated"]


def test_a_replaced_statement_means_what_the_new_one_means(letters: Index) -> None:
    replace_document(letters, "a", [mean(make_entry("a", "scan the messages"), 85)])
    replace_document(letters, "b", [])
    replace_document(letters, "c", [make_entry("c", "scan the letters")])
    assert find_in_order(letters, like=turn(0)) == ["a", "d"]
    replace_document(letters, "f", [mean(make_entry("f", "new"), 5)])
    assert find_in_order(letters, like=turn(0)) == ["f", "a", "d"]


def test_a_rebuilt_index_is_searched_by_what_its_statements_mean_now(letters: Index) -> None:
    rebuild(letters, [mean(make_entry("a", "scan the messages"), 60), mean(make_entry("g", "new"), 30)])
    assert find_in_order(letters, like=turn(0)) == ["g", "a"]


def test_an_index_without_statements_has_nothing_that_is_near(index: Index) -> None:
    assert index.search(Query(like=turn(0))).total == 0
    assert count_values(index, "stance", like=turn(0)) == []


@pytest.mark.parametrize(
    ("facet", "text", "values"),
    [
        ("stance", "", [("AGAINST", 1), ("FAVOR", 1)]),
        ("stance", "-scan", [("FAVOR", 1)]),
        ("publisher", "scan", [("harbour-post", 3), ("paper-a", 1)]),
        ("kind", "", [("direct", 3), ("indirect", 1)]),
        ("month", "", [("2024-01", 1), ("2024-03", 2), ("2024-04", 1)]),
    ],
)
def test_values_are_counted_among_what_is_found(
    letters: Index, facet: Facet, text: str, values: list[tuple[str, int]]
) -> None:
    assert count_values(letters, facet, text, like=turn(0)) == values


def test_only_so_many_of_the_nearest_are_found_and_counted(index: Index) -> None:
    more = NEAREST + 30
    fill(
        index,
        [mean(make_entry(f"d{number:03}", "words", stances=[("t", "FAVOR")]), number / 3) for number in range(more)],
    )
    result = index.search(Query(like=turn(0), limit=NEAREST + 10))
    assert result.total == len(result.hits) == NEAREST
    assert [hit.entry.document.id for hit in result.hits[:3]] == ["d000", "d001", "d002"]
    assert count_values(index, "stance", like=turn(0)) == [("FAVOR", NEAREST)]
    assert index.search(Query(text="words", like=turn(more / 3))).total > NEAREST
