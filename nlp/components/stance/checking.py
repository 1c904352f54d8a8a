"""What is weak in the examples of a target file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from clausewatch.models import StanceLabel
from nlp.components.encoder import Encoder
from nlp.components.stance.classifier import MOST, take_evenly
from nlp.components.stance.features import Features, features_of
from nlp.components.stance.fitting import held_out_scores
from nlp.components.stance.values import Doubles
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
"""Examples that each label needs, so that one can be left out."""
Example = tuple[StanceLabel, str]
Kind = Literal["few", "contradicts", "repeated", "misread"]


@dataclass(frozen=True, slots=True)
class Weakness:
    """One finding."""

    kind: Kind
    message: str


def check_target(target: Target, encoder: Encoder) -> list[Weakness]:
    """All findings: labels with few examples, then pairs of examples, then examples that are misread."""
    examples = take_evenly(target)
    features = features_of(encoder, [text for _, text in examples])
    return [
        *_find_few(target),
        *_find_pairs(examples, features.vectors @ features.vectors.T),
        *_find_repeats(target),
        *_find_misread(examples, features),
    ]


def _find_few(target: Target) -> Iterator[Weakness]:
    for label in LABELS:
        count = len(set(target.examples.get(label, ())))
        if count < ENOUGH:
            yield Weakness("few", f"{label} has {_count(count)}, {ENOUGH} or more work well")


def _count(number: int) -> str:
    return f"{number} example{'' if number == 1 else 's'}"


def _find_repeats(target: Target) -> Iterator[Weakness]:
    """Examples that stand more than once word for word, of which one is used."""
    for (label, text), times in Counter(target.labelled()).items():
        if times > 1:
            yield Weakness("repeated", f"{label}: {text!r} stands {times} times")


def describe_limits(target: Target) -> list[str]:
    """What of a target is not looked at, and why."""
    counts = {label: len(set(target.examples.get(label, ()))) for label in LABELS}
    told = [
        f"{MOST} of the {count} examples of {label} are used, taken evenly"
        for label, count in counts.items()
        if count > MOST
    ]
    if min(filter(None, counts.values())) < FEWEST:
        told.append(f"no example was left out and read: each label needs {FEWEST}")
    return told


def _find_pairs(examples: Sequence[Example], likeness: Doubles) -> Iterator[Weakness]:
    """Of the examples before each one the nearest of another label, then the nearest of its own, where too near."""
    labels = np.array([label for label, _ in examples])
    earlier, same = np.tri(len(labels), k=-1, dtype=bool), labels[:, None] == labels[None, :]
    pairs: tuple[tuple[Kind, str, NDArray[np.bool_]], ...] = (
        ("contradicts", "is close to {label}:", earlier & ~same & (likeness > CLOSE)),
        ("repeated", "says the same as", earlier & same & (likeness > NEAR)),
    )
    for kind, words, near in pairs:
        nearest = np.where(near, likeness, -1).argmax(axis=1)
        for number in np.flatnonzero(near.any(axis=1)).tolist():
            (label, text), (other_label, other_text) = examples[nearest[number]], examples[number]
            yield Weakness(kind, f"{label}: {text!r} {words.format(label=other_label)} {other_text!r}")


def _find_misread(examples: Sequence[Example], features: Features) -> Iterator[Weakness]:
    labels = np.array([LABELS.index(label) for label, _ in examples])
    fewest = int(np.unique(labels, return_counts=True)[1].min())
    if fewest < FEWEST:
        return
    said = held_out_scores(features, labels, len(LABELS), min(MOST_FOLDS, fewest)).argmax(axis=1)
    for number in np.flatnonzero(said != labels).tolist():
        label, text = examples[number]
        yield Weakness("misread", f"{label}: {text!r} is read as {LABELS[said[number]]} when it is left out")
