"""Which temperature of a head suits labelled texts that it was not fitted to."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.components.stance import StanceResult
from nlp.components.stance.classifier import decide
from nlp.components.stance.head import soften
from nlp.components.targets.schema import LABELS
from nlp.evaluation.stance import GoldStance, Judged, find_calibration_error, make_bins

FACTORS = tuple(np.geomspace(0.3, 3, 47).tolist())
FOLDS = 10
FEWEST = 50
"""Texts from which a temperature can be told."""
Doubles = NDArray[np.float64]


def find_factor(gold: Sequence[GoldStance], results: Sequence[StanceResult]) -> float | None:
    """By how much the temperature should be multiplied; none where there are too few texts.

    That at which the labels that can be defended are least surprising (Guo et al., ICML 2017).
    """
    if len(gold) < FEWEST:
        return None
    return _fit(_read_odds(results), _read_allowed(gold))


def measure_held_out(gold: Sequence[GoldStance], results: Sequence[StanceResult]) -> float | None:
    """Expected calibration error of each tenth at the temperature that suits the other nine."""
    if len(gold) < FEWEST:
        return None
    odds, allowed = _read_odds(results), _read_allowed(gold)
    parts = np.random.default_rng(0).permutation(len(gold)) % FOLDS
    judged: list[Judged] = []
    for part in range(FOLDS):
        factor = _fit(odds[parts != part], allowed[parts != part])
        numbers = np.flatnonzero(parts == part).tolist()
        judged.extend(Judged(gold[number], decide(soften(odds[[number]], factor)[0])) for number in numbers)
    return find_calibration_error(make_bins(judged))


def _read_odds(results: Sequence[StanceResult]) -> Doubles:
    """Logarithms (texts, labels)."""
    rows = [[result.scores[label] for label in LABELS] for result in results]
    logarithms: Doubles = np.log(np.maximum(rows, 1e-12))
    return logarithms


def _read_allowed(gold: Sequence[GoldStance]) -> NDArray[np.bool_]:
    return np.array([[label in row.allowed for label in LABELS] for row in gold])


def _fit(odds: Doubles, allowed: NDArray[np.bool_]) -> float:
    def surprise(factor: float) -> float:
        chosen = (soften(odds, factor) * allowed).sum(axis=1)
        return float(-np.log(np.maximum(chosen, 1e-12)).mean())

    best: float = min(FACTORS, key=surprise)
    return best
