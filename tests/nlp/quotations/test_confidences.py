"""How sure a finding is follows from the scores of its labels."""

import numpy as np
import pytest

from nlp.components.quotations.confidences import measure
from nlp.components.quotations.labels import LABELS, begin
from nlp.components.quotations.links import Found


def scores_of(*rows: dict[str, float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """One window; each row has the shares of the labels of a piece, the rest is outside."""
    shares = np.full((1, len(rows), len(LABELS)), 1e-9, np.float32)
    for place, row in enumerate(rows):
        for label, share in row.items():
            shares[0, place, LABELS.index(label)] = share
        shares[0, place, 0] = 1 - sum(row.values()) + 1e-9
    return np.log(shares)


def test_the_least_sure_span_counts() -> None:
    scores = scores_of({"B-source": 0.9}, {"B-cue": 0.6}, {"B-content": 0.8})
    (found,) = measure([Found(0, ((2, 2),), (1, 1), (0, 0))], scores)
    assert found.confidence == pytest.approx(0.6, abs=1e-4)


def test_a_span_is_as_sure_as_its_pieces_are_on_average_whether_they_begin_or_go_on() -> None:
    scores = scores_of({"B-content": 0.5, "I-content": 0.3}, {"I-content": 0.4})
    (found,) = measure([Found(0, ((0, 1),), None, None)], scores)
    assert found.confidence == pytest.approx(0.6, abs=1e-4)


def test_each_finding_is_measured_in_its_own_window() -> None:
    scores = np.concatenate([scores_of({"B-content": 0.2}), scores_of({"B-content": 0.7})])
    found = measure([Found(1, ((0, 0),), None, None), Found(0, ((0, 0),), None, None)], scores)
    assert [one.confidence for one in found] == pytest.approx([0.7, 0.2], abs=1e-4)


def test_large_scores_do_not_overflow() -> None:
    scores = np.zeros((1, 1, len(LABELS)), np.float32)
    scores[..., begin("cue")] = 1e4
    (found,) = measure([Found(0, ((0, 0),), (0, 0), None)], scores)
    assert found.confidence == pytest.approx(0.0, abs=1e-4)


def test_nothing_found_is_nothing_measured() -> None:
    assert measure([], scores_of({"B-cue": 1.0})) == []
