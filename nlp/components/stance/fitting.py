"""Fits a head to labelled vectors and calibrates it on examples that it has not seen."""

from dataclasses import replace

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from threadpoolctl import threadpool_limits

from nlp.components.stance.features import Features
from nlp.components.stance.head import Head, soften
from nlp.components.stance.values import Doubles, Numbers
from nlp.components.stance.wording import learn_wording

FOLDS = 5
FEWEST = 15
"""Examples that a temperature can be measured on."""
STRENGTH = 4.0
"""Inverse of the regularisation."""
TEMPERATURES = tuple(np.geomspace(0.25, 4, 33).tolist())
DEFAULT_TEMPERATURE = 1.0
"""Where there are too few examples to measure it."""


def fit_head(features: Features, labels: Numbers, count: int, temperature: float | None = None) -> Head:
    """The head for `count` labels, from features and their labels (texts); one without examples never wins. A
    temperature that is not given is measured.
    """
    if temperature is None:
        temperature = _calibrate(features, labels, count)
    return replace(_fit(features, labels, count), temperature=temperature)


def _fit(features: Features, labels: Numbers, count: int) -> Head:
    wording = learn_wording(features.texts)
    read = hstack([csr_matrix(features.vectors), wording.weigh(features.texts)], format="csr")
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000)
    # So small a matrix gains nothing from threads, which wait for each other busily: a third of the time with one.
    with threadpool_limits(1, user_api="blas"):
        model.fit(read, labels)
    weights, bias = np.zeros((read.shape[1], count)), np.full(count, -30.0)
    if len(model.classes_) == 2:  # scikit-learn keeps one row of weights then
        coefficients, intercepts = (
            np.vstack([-model.coef_, model.coef_]) / 2,
            np.hstack([-model.intercept_, model.intercept_]) / 2,
        )
    else:
        coefficients, intercepts = model.coef_, model.intercept_
    weights[:, model.classes_] = coefficients.T
    bias[model.classes_] = intercepts
    return Head(weights, bias, wording, DEFAULT_TEMPERATURE)


def held_out_scores(features: Features, labels: Numbers, count: int, folds: int = FOLDS) -> Doubles:
    """Scores (texts, labels) of each example by a head that was fitted without its fold."""
    scores = np.zeros((len(labels), count))
    for rest, part in StratifiedKFold(folds, shuffle=True, random_state=0).split(features.vectors, labels):
        scores[part] = _fit(features.take(rest), labels[rest], count).score(features.take(part))
    return scores


def _calibrate(features: Features, labels: Numbers, count: int) -> float:
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
