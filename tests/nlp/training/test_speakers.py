"""Fitting the confidence of speakers."""

import random
from pathlib import Path

import numpy as np
import pytest

from nlp.components.speakers.calibration import OFFSET, SLOPE
from nlp.evaluation.speakers import JudgedSpeaker, find_calibration_error
from nlp.training.speakers import calibrate_held_out, fit, judge, measure_odds

GOLD = Path(__file__).parents[3] / "nlp" / "evaluation" / "gold"


def judge_by_chance(count: int) -> list[JudgedSpeaker]:
    """Speakers of rules that say .7 and .9 and are right in 90 and 98 of 100 cases."""
    chance, judged = random.Random(7), []
    for number in range(count):
        said, true = ((0.7, 0.9), (0.9, 0.98))[number % 2]
        judged.append(JudgedSpeaker(resolved_by="surname", confidence=said, is_right=chance.random() < true))
    return judged


def test_held_out_confidences_are_nearer_to_the_truth() -> None:
    judged = judge_by_chance(2000)
    odds, right = measure_odds(judged), np.array([one.is_right for one in judged])
    assert find_calibration_error(judged) > 0.1
    assert find_calibration_error(calibrate_held_out(judged, odds, right)) < 0.03


def test_rules_of_which_one_is_surer_keep_their_order() -> None:
    judged = judge_by_chance(2000)
    slope, offset = fit(measure_odds(judged), np.array([one.is_right for one in judged]))
    assert slope > 0
    assert offset > 0


@pytest.fixture(scope="module")
def judged() -> list[JudgedSpeaker]:
    """Those of the marked texts."""
    return judge([GOLD])


def test_the_shipped_curve_is_that_of_the_marked_texts(judged: list[JudgedSpeaker]) -> None:
    slope, offset = fit(measure_odds(judged), np.array([one.is_right for one in judged]))
    assert pytest.approx((slope, offset), abs=0.1) == (SLOPE, OFFSET)


def test_the_shipped_confidences_are_calibrated(judged: list[JudgedSpeaker]) -> None:
    odds, right = measure_odds(judged), np.array([one.is_right for one in judged])
    assert find_calibration_error(calibrate_held_out(judged, odds, right)) <= 0.05
