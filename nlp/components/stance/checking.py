"""What is weak in the examples of a target file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from clausewatch.models import StanceLabel
from nlp.components.encoder import Encoder
from nlp.components.stance.classifier import take_evenly
from nlp.components.stance.features import features_of
from nlp.components.stance.fitting import held_out_scores
from nlp.components.stance.head import Doubles
from nlp.components.targets.schema import LABELS, Target

ENOUGH = 30
"""Examples a label with which a target works well."""
NEAR = 0.93
"""Cosine above which two examples say the same."""
CLOSE = 0.85
"""Cosine above which two examples should not have different labels without good reason."""
MOST_FOLDS = 40
"""Leave-one-out up to so many examples; with more of them, parts of the examples are left out in turn."""
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Weakness:
    """One finding; `kind` is few, repeated, contradicts or misread."""

    kind: str
    message: str


def check_target(target: Target, encoder: Encoder) -> list[Weakness]:
    """All findings, the gravest kind first; none: the file is good."""
    examples = take_evenly(target)
    vectors = encoder.encode([text for _, text in examples])
    return [
        *_find_few(target),
        *_find_pairs(examples, vectors @ vectors.T),
        *_find_misread(target, examples, encoder),
    ]


def _find_few(target: Target) -> Iterator[Weakness]:
    for label in LABELS:
        count = len(set(target.examples.get(label, ())))
        if count < ENOUGH:
            yield Weakness("few", f"{label} has {count} examples, {ENOUGH} or more work well")


def _find_pairs(examples: Sequence[tuple[StanceLabel, str]], likeness: np.ndarray) -> Iterator[Weakness]:
    for one, other in zip(*np.where(np.triu(likeness, 1) > CLOSE), strict=True):
        (label, text), (other_label, other_text) = examples[one], examples[other]
        if label != other_label:
            yield Weakness("contradicts", f"{label}: {text!r} is close to {other_label}: {other_text!r}")
        elif likeness[one, other] > NEAR:
            yield Weakness("repeated", f"{label}: {text!r} says the same as {other_text!r}")


def _find_misread(target: Target, examples: Sequence[tuple[StanceLabel, str]], encoder: Encoder) -> Iterator[Weakness]:
    labels = np.array([LABELS.index(label) for label, _ in examples])
    if np.unique(labels, return_counts=True)[1].min() < FEWEST:
        return
    features: Doubles = features_of(encoder, target, [text for _, text in examples])
    folds = min(MOST_FOLDS, int(np.unique(labels, return_counts=True)[1].min()))
    said = held_out_scores(features, labels, len(LABELS), folds).argmax(axis=1)
    for number in np.flatnonzero(said != labels).tolist():
        label, text = examples[number]
        yield Weakness("misread", f"{label}: {text!r} is read as {LABELS[said[number]]} when it is left out")
