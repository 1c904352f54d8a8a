"""Fits a head to labelled vectors and calibrates it on examples that it has not seen."""

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from threadpoolctl import threadpool_limits

from nlp.components.stance.head import Doubles, Head, soften

Numbers = NDArray[np.int64]

FOLDS = 5
FEWEST = 15
"""Examples that a temperature can be measured on."""
STRENGTH = 2.0
"""Inverse of the regularisation."""
TEMPERATURES = tuple(np.geomspace(0.25, 4, 33).tolist())
DEFAULT_TEMPERATURE = 1.0
"""Where there are too few examples to measure it."""


def fit_head(features: Doubles, labels: Numbers, count: int) -> Head:
    """The head for `count` labels, from features (texts, width) and labels (texts); one without examples never wins."""
    weights, bias = _fit(features, labels, count)
    return Head(weights, bias, _calibrate(features, labels, count))


def _fit(features: Doubles, labels: Numbers, count: int) -> tuple[Doubles, Doubles]:
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000)
    # So small a matrix gains nothing from threads, which wait for each other busily: a third of the time with one.
    with threadpool_limits(1, user_api="blas"):
        model.fit(features, labels)
    weights, bias = np.zeros((features.shape[1], count)), np.full(count, -30.0)
    if len(model.classes_) == 2:  # scikit-learn keeps one row of weights then
        coefficients, intercepts = (
            np.vstack([-model.coef_, model.coef_]) / 2,
            np.hstack([-model.intercept_, model.intercept_]) / 2,
        )
    else:
        coefficients, intercepts = model.coef_, model.intercept_
    weights[:, model.classes_] = coefficients.T
    bias[model.classes_] = intercepts
    return weights, bias


def held_out_scores(features: Doubles, labels: Numbers, count: int, folds: int = FOLDS) -> Doubles:
    """Scores (texts, labels) of each example by a head that was fitted without its fold."""
    scores = np.zeros((len(labels), count))
    for rest, part in StratifiedKFold(folds, shuffle=True, random_state=0).split(features, labels):
        weights, bias = _fit(features[rest], labels[rest], count)
        scores[part] = features[part] @ weights + bias
    return scores


def _calibrate(features: Doubles, labels: Numbers, count: int) -> float:
    """The temperature at which examples are least surprising to heads that were fitted without them."""
    present = np.unique(labels, return_counts=True)[1]
    if present.min() < FOLDS or len(labels) < FEWEST:
        return DEFAULT_TEMPERATURE
    scores = held_out_scores(features, labels, count)
    best: float = min(TEMPERATURES, key=lambda temperature: _surprise(scores, labels, temperature))
    return best


def _surprise(scores: Doubles, labels: Numbers, temperature: float) -> float:
    chosen = soften(scores, temperature)[np.arange(len(scores)), labels]
    return float(-np.log(np.maximum(chosen, 1e-12)).mean())
