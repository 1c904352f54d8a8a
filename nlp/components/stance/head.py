"""The head: a linear layer over what a text means and its words, and its calibrated probabilities."""

from dataclasses import dataclass

import numpy as np

from nlp.components.stance.features import Features
from nlp.components.stance.values import Doubles
from nlp.components.stance.wording import Wording


@dataclass(frozen=True, slots=True)
class Head:
    """Weights (width and terms, labels), bias (labels), the terms, and the temperature that calibrates it."""

    weights: Doubles
    bias: Doubles
    wording: Wording
    temperature: float

    def score(self, features: Features) -> Doubles:
        """Scores (texts, labels), of which `soften` makes probabilities."""
        width = features.vectors.shape[1]
        words: Doubles = self.wording.weigh(features.texts) @ self.weights[width:]
        return features.vectors @ self.weights[:width] + words + self.bias

    def probabilities(self, features: Features) -> Doubles:
        """Probabilities (texts, labels)."""
        return soften(self.score(features), self.temperature)


def soften(scores: Doubles, temperature: float) -> Doubles:
    """Softmax of the scores (texts, labels) divided by the temperature."""
    scaled = scores / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    softened: Doubles = powers / powers.sum(axis=1, keepdims=True)
    return softened
