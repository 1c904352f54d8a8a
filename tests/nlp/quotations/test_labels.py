"""Well-formed label rows and the spans in them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.quotations.labels import (
    FIRST,
    FREE,
    INNER,
    LABELS,
    OUTSIDE,
    ROLES,
    begin,
    best_labels,
    join_sources,
    spans_of,
)


def scores_for(labels: list[int]) -> np.ndarray[tuple[int, int, int], np.dtype[np.float32]]:
    scores = np.zeros((1, len(labels), len(LABELS)), np.float32)
    scores[0, np.arange(len(labels)), labels] = 5
    return scores


def kinds_of(length: int, **places: list[int]) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    kinds = np.full((1, length), FREE, np.int8)
    kinds[0, 0] = FIRST
    for name, numbers in places.items():
        kinds[0, numbers] = {"first": FIRST, "inner": INNER}[name]
    return kinds


def test_a_well_formed_row_is_kept() -> None:
    content, cue = begin("content"), begin("cue")
    row = [content, content + 1, OUTSIDE, cue, cue + 1]
    assert best_labels(scores_for(row), kinds_of(5))[0].tolist() == row


def test_a_span_that_continues_nothing_becomes_one_that_begins() -> None:
    content = begin("content")
    found = best_labels(scores_for([OUTSIDE, content + 1, content + 1]), kinds_of(3))[0].tolist()
    assert spans_of(np.array(found, np.int8), "content") in ([(0, 2)], [(1, 2)])


def test_a_span_ends_at_a_paragraph() -> None:
    content = begin("content")
    found = best_labels(scores_for([content, content + 1, content + 1, content + 1]), kinds_of(4, first=[2]))[0]
    assert all(not (first < 2 <= last) for first, last in spans_of(found, "content"))


def test_a_span_neither_begins_nor_ends_inside_a_word() -> None:
    source = begin("source")
    found = best_labels(scores_for([OUTSIDE, source, source + 1, OUTSIDE]), kinds_of(4, inner=[1, 3]))[0]
    for first, last in spans_of(found, "source"):
        assert first not in (1, 3)
        assert last not in (0, 2)


def test_two_spans_that_touch_stay_two() -> None:
    cue = begin("cue")
    assert spans_of(np.array([cue, cue + 1, cue, OUTSIDE], np.int8), "cue") == [(0, 1), (2, 2)]


@given(st.lists(st.lists(st.floats(-3, 3, width=32), min_size=7, max_size=7), min_size=1, max_size=20), st.data())
def test_every_row_is_well_formed_whatever_the_scores(rows: list[list[float]], data: st.DataObject) -> None:
    kinds = np.array(
        [data.draw(st.lists(st.sampled_from([FREE, FIRST, INNER]), min_size=len(rows), max_size=len(rows)))]
    )
    kinds[0, 0] = FIRST
    labels = best_labels(np.array([rows], np.float32), kinds.astype(np.int8))[0]
    starts = {begin(role) for role in ROLES}
    for place, label in enumerate(labels.tolist()):
        if label != OUTSIDE and label not in starts:
            assert place
            assert labels[place - 1] in (label, label - 1)


def test_a_source_that_ends_with_a_mark_goes_on_in_the_next_one() -> None:
    first, inner = begin("source"), begin("source") + 1
    row = np.array([first, first, inner, first, first, OUTSIDE, first], np.int8)
    openings = np.zeros(7, bool)
    words = np.array([True, False, False, True, True, False, True])
    join_sources(row, openings, words)
    assert row.tolist() == [first, first, inner, inner, first, OUTSIDE, first]


def test_sources_of_two_paragraphs_stay_two() -> None:
    first = begin("source")
    row = np.array([first, first], np.int8)
    join_sources(row, np.array([True, True]), np.array([False, True]))
    assert row.tolist() == [first, first]


def test_labels_behind_the_last_piece_are_left_alone() -> None:
    first = begin("source")
    row = np.array([first, first], np.int8)
    join_sources(row, np.array([True, False]), np.array([False]))
    assert row.tolist() == [first, first]
