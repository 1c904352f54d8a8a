"""Which spans the linker puts together, with scores made by hand."""

from collections.abc import Sequence

import numpy as np
import pytest

from nlp.components.quotations.labels import FIRST, FREE, begin
from nlp.components.quotations.links import Floats, Linked, choose, collect_spans, link_spans, span_states
from nlp.components.quotations.pairs import Integers, Spans


def spans(*places: tuple[int, int], window: int = 0) -> Spans:
    table = np.array([(window, first, last, 1) for first, last in places], dtype=np.int64).reshape(-1, 4)
    return Spans(table[:, 0], table[:, 1], table[:, 2], table[:, 3])


def table(*rows: Sequence[float], width: int = 0) -> Floats:
    return np.array(rows, dtype=np.float32).reshape(len(rows), width or (len(rows[0]) if rows else 0))


class FlatNetwork:
    """Gives every pair the score 1."""

    def tag(self, ids: Integers, mask: Integers) -> tuple[Floats, Floats]:
        raise AssertionError(f"nothing is tagged here: {ids} {mask}")

    def link(self, spans: Sequence[Floats], features: Sequence[Integers]) -> Sequence[Floats]:
        alone = [np.zeros(len(span), np.float32) for span in spans[:2]]
        return [*(np.ones(feature.shape[:2], np.float32) for feature in features), *alone]


def test_contents_of_one_cue_are_one_attribution() -> None:
    linked = Linked(table([3], [3]), table([0], [0]), table([2]), table([0, 0])[0], table([0])[0])
    (found,) = choose(linked, spans((0, 2), (6, 8)), spans((3, 3)), spans((4, 5)))
    assert found.contents == ((0, 2), (6, 8))
    assert (found.cue, found.source) == ((3, 3), (4, 5))


def test_a_content_may_belong_to_a_source_without_a_cue() -> None:
    linked = Linked(table([0]), table([3]), table([2]), table([0])[0], table([0])[0])
    (found,) = choose(linked, spans((0, 2)), spans((7, 7)), spans((4, 5)))
    assert (found.cue, found.source) == (None, (4, 5))


def test_a_content_may_stand_alone() -> None:
    linked = Linked(table([0]), table([0]), table([2]), table([3])[0], table([0])[0])
    (found,) = choose(linked, spans((0, 2)), spans((7, 7)), spans((4, 5)))
    assert (found.cue, found.source) == (None, None)


def test_a_cue_may_have_no_source() -> None:
    linked = Linked(table([3]), table([0]), table([0]), table([0])[0], table([2])[0])
    (found,) = choose(linked, spans((0, 2)), spans((7, 7)), spans((4, 5)))
    assert (found.cue, found.source) == ((7, 7), None)


def test_spans_of_two_windows_are_never_linked() -> None:
    states, places = np.zeros((2, 6, 4), np.float32), np.tile(np.arange(6), (2, 1))
    contents, cues, sources = spans((0, 1)), spans((2, 2), window=1), spans((3, 3), window=1)
    linked = link_spans(FlatNetwork(), states, places, contents, cues, sources)
    assert linked.content_cue[0, 0] < -1000
    assert linked.cue_source[0, 0] == 1


def test_the_states_of_a_span_are_those_of_its_ends() -> None:
    states = np.arange(12, dtype=np.float32).reshape(1, 6, 2)
    found = span_states(states, np.array([[1, 2, 3, 4]]), spans((0, 2)))
    assert found.tolist() == [[2, 3, 6, 7]]


@pytest.mark.parametrize("role", ["content", "cue", "source"])
def test_spans_are_collected_with_window_and_paragraph(role: str) -> None:
    label = begin(role)  # type: ignore[arg-type]
    labels = np.array([[label, label + 1, 0, 0], [0, 0, 0, label]], np.int8)
    openings = np.array([[FIRST, FREE, FIRST, FREE], [FIRST, FREE, FIRST, FREE]]) == FIRST
    found = collect_spans(labels, openings, role)  # type: ignore[arg-type]
    assert (found.window.tolist(), found.first.tolist(), found.last.tolist()) == ([0, 1], [0, 3], [1, 3])
    assert found.paragraph.tolist() == [1, 2]
