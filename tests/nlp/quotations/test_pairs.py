"""What the linker is told about two spans."""

import numpy as np

from nlp.components.quotations.pairs import BETWEEN, DISTANCES, PARAGRAPHS, Spans, pair_features, same_window


def spans(*rows: tuple[int, int, int, int]) -> Spans:
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Spans(table[:, 0], table[:, 1], table[:, 2], table[:, 3])


def test_features_are_numbers_of_the_tables() -> None:
    ones = spans((0, 0, 3, 1), (0, 200, 210, 9), (1, 5, 6, 1))
    others = spans((0, 4, 4, 1), (0, 100, 120, 4), (1, 0, 1, 1), (1, 250, 250, 12))
    features = pair_features(ones, others)
    assert features.shape == (3, 4, 3)
    assert (features >= 0).all()
    assert (features < [DISTANCES, PARAGRAPHS, BETWEEN]).all()


def test_before_and_after_are_told_apart() -> None:
    features = pair_features(spans((0, 10, 12, 1)), spans((0, 5, 6, 1), (0, 15, 16, 1)))
    assert features[0, 0, 0] != features[0, 1, 0]


def test_paragraphs_apart_have_a_sign() -> None:
    features = pair_features(spans((0, 10, 12, 2)), spans((0, 5, 6, 1), (0, 8, 8, 2), (0, 15, 16, 3)))
    before, same, after = features[0, :, 1].tolist()
    assert before < same < after


def test_the_nearest_other_has_none_between() -> None:
    features = pair_features(spans((0, 50, 52, 1)), spans((0, 5, 6, 1), (0, 40, 41, 1), (0, 60, 61, 1), (0, 90, 90, 1)))
    assert features[0, :, 2].tolist() == [1, 0, 0, 1]


def test_spans_of_other_windows_were_not_read_together() -> None:
    assert same_window(spans((0, 1, 1, 1), (1, 1, 1, 1)), spans((1, 3, 3, 1))).tolist() == [[False], [True]]


def test_no_spans_give_empty_features() -> None:
    assert pair_features(spans(), spans((0, 1, 1, 1))).shape == (0, 1, 3)
    assert len(spans()) == 0
