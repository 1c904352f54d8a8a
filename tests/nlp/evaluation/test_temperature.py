"""Which temperature suits labelled texts."""

import random

import numpy as np
import pytest

from clausewatch.models import StanceLabel
from nlp.components.stance import StanceResult
from nlp.components.stance.classifier import decide
from nlp.components.targets.schema import LABELS
from nlp.evaluation.stance import GoldStance
from nlp.evaluation.temperature import FEWEST, find_factor, measure_held_out


def judge(count: int, said: float, right: float) -> tuple[list[GoldStance], list[StanceResult]]:
    """Texts whose stance is said with one probability and is right with another."""
    chance = random.Random(3)
    gold, results = [], []
    for number in range(count):
        label: StanceLabel = chance.choice(LABELS)
        row = [said if label == each else (1 - said) / 2 for each in LABELS]
        others = [each for each in LABELS if each != label]
        true = label if chance.random() < right else chance.choice(others)
        gold.append(GoldStance(id=str(number), text="A text.", label=true))
        results.append(decide(np.array(row)))
    return gold, results


def test_a_head_that_is_too_modest_gets_a_lower_temperature() -> None:
    factor = find_factor(*judge(400, said=0.6, right=0.9))
    assert factor is not None
    assert factor < 0.8


def test_a_head_that_is_too_sure_gets_a_higher_one() -> None:
    factor = find_factor(*judge(400, said=0.9, right=0.6))
    assert factor is not None
    assert factor > 1.3


def test_a_calibrated_head_keeps_its_own() -> None:
    assert find_factor(*judge(2000, said=0.8, right=0.8)) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(("said", "right"), [(0.6, 0.9), (0.9, 0.6), (0.8, 0.8)])
def test_held_out_confidences_are_right_as_often_as_they_say(said: float, right: float) -> None:
    error = measure_held_out(*judge(1000, said, right))
    assert error is not None
    assert error < 0.04


def test_every_label_that_can_be_defended_counts_as_right() -> None:
    gold, results = judge(400, said=0.6, right=0.5)
    lenient = [row.model_copy(update={"accepted": LABELS}) for row in gold]
    strict, loose = find_factor(gold, results), find_factor(lenient, results)
    assert strict is not None
    assert loose is not None
    assert loose <= strict


def test_few_texts_tell_no_temperature() -> None:
    few = judge(FEWEST - 1, said=0.6, right=0.9)
    assert find_factor(*few) is None
    assert measure_held_out(*few) is None
