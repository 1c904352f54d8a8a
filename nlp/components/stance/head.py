"""The head: a linear layer over the encoder's vectors, and its calibrated probabilities."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Head:
    """Weights (width, labels), bias (labels), and the temperature that makes its confidences mean something."""

    weights: Doubles
    bias: Doubles
    temperature: float

    def probabilities(self, features: Doubles) -> Doubles:
        """Probabilities (texts, labels) of features (texts, width)."""
        return soften(features @ self.weights + self.bias, self.temperature)


def soften(scores: Doubles, temperature: float) -> Doubles:
    """Softmax of the scores (texts, labels) divided by the temperature."""
    scaled = scores / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    softened: Doubles = powers / powers.sum(axis=1, keepdims=True)
    return softened
