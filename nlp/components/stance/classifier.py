"""Says where texts stand on one target."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from clausewatch.models import StanceLabel
from nlp.components.encoder import Encoder, load_encoder
from nlp.components.stance.cache import cache_folder, key_of, read_head, write_head
from nlp.components.stance.denials import weigh_denial
from nlp.components.stance.features import Features, features_of
from nlp.components.stance.fitting import STRENGTH, fit_head
from nlp.components.stance.head import Head
from nlp.components.stance.surroundings import join_surroundings, needs_surroundings, weigh_kind, weigh_surroundings
from nlp.components.stance.values import Doubles, StanceInput, StanceResult
from nlp.components.targets.schema import LABELS, Target

MOST = 2000
"""Examples a label that a head is fitted to; of more, so many are taken evenly."""
SHIPPED = Path(__file__).resolve().parents[2] / "models" / "heads"
"""Heads of the shipped targets, so that nobody waits for them (python -m nlp.training.heads)."""
Read = Callable[[Sequence[str]], Features]
UNSURE = 0.42
"""Where no label has this probability, no stance is claimed."""


class StanceClassifier:
    """A target's head on the shared encoder."""

    def __init__(self, target: Target, encoder: Encoder, head: Head) -> None:
        self.target = target
        self._encoder = encoder
        self._head = head

    @property
    def temperature(self) -> float:
        """Of the head."""
        return self._head.temperature

    def classify(self, inputs: Sequence[StanceInput], read: Read | None = None) -> list[StanceResult]:
        """One result a text, in order; a text without a word has no stance. `read` gives features that are known."""
        spoken = [number for number, given in enumerate(inputs) if any(map(str.isalnum, given.text))]
        results = [StanceResult("NONE", 1.0, {"FAVOR": 0.0, "AGAINST": 0.0, "NONE": 1.0})] * len(inputs)
        if spoken:
            heard = self._hear([inputs[number] for number in spoken], read or partial(features_of, self._encoder))
            for number, row in zip(spoken, heard, strict=True):
                results[number] = decide(row)
        return results

    def classify_features(self, features: Features) -> list[StanceResult]:
        """One result a text of the features, in order, by its own words alone."""
        return [decide(row) for row in self._head.probabilities(features)]

    def _hear(self, inputs: Sequence[StanceInput], read: Read) -> Doubles:
        """Probabilities (texts, labels) of texts in their surroundings."""
        rows = self._head.probabilities(read([given.text for given in inputs]))
        if unclear := [number for number, given in enumerate(inputs) if needs_surroundings(given, rows[number])]:
            around = self._head.probabilities(read([join_surroundings(inputs[number]) for number in unclear]))
            for number, row in zip(unclear, around, strict=True):
                rows[number] = weigh_surroundings(rows[number], row)
        for number, given in enumerate(inputs):
            rows[number] = weigh_kind(self.target, given.category, weigh_denial(given.denial, rows[number]))
        return rows


def decide(probabilities: Doubles) -> StanceResult:
    """The likeliest label; NONE, with the confidence that NONE has, where none is likely enough."""
    scores: dict[StanceLabel, float] = dict(zip(LABELS, probabilities.tolist(), strict=True))
    label = max(scores, key=lambda label: scores[label])
    if scores[label] < UNSURE:
        label = "NONE"
    return StanceResult(label, scores[label], scores)


def load_classifier(target: Target, threads: int = 1, cache: Path | None = None) -> StanceClassifier:
    """The classifier of a target; its head is shipped, or fitted when it is asked for the first time, and kept."""
    encoder = load_encoder(threads=threads)
    folder, key = cache or cache_folder(), name_head(target, encoder)
    for place in (SHIPPED, folder):
        if head := read_head(place, key, encoder.width, len(LABELS)):
            return StanceClassifier(target, encoder, head)
    head = fit_target(target, encoder)
    write_head(folder, key, head)
    return StanceClassifier(target, encoder, head)


def name_head(target: Target, encoder: Encoder) -> str:
    """Under which key a target's head is kept: by all that it is made from."""
    made_from = (encoder.fingerprint, str(STRENGTH), str(target.temperature))
    return key_of([*made_from, *(part for pair in take_evenly(target) for part in pair)])


def fit_target(target: Target, encoder: Encoder) -> Head:
    """A head from the target's examples; some seconds for a thousand of them."""
    examples = take_evenly(target)
    features = features_of(encoder, [text for _, text in examples])
    labels = np.array([LABELS.index(label) for label, _ in examples])
    return fit_head(features, labels, len(LABELS), target.temperature)


def take_evenly(target: Target) -> list[tuple[StanceLabel, str]]:
    """The examples without repeats, and at most `MOST` a label."""
    taken: list[tuple[StanceLabel, str]] = []
    for label in LABELS:
        texts = list(dict.fromkeys(target.examples.get(label, ())))
        step = max(1.0, len(texts) / MOST)
        taken.extend((label, texts[int(number * step)]) for number in range(min(len(texts), MOST)))
    return taken
