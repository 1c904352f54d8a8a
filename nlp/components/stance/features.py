"""What a head reads of a text: what it means, and its words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.components.encoder import Encoder
from nlp.components.stance.values import Doubles, Numbers


@dataclass(frozen=True, slots=True)
class Features:
    """Texts, and their unit vectors (texts, width) by the encoder."""

    texts: tuple[str, ...]
    vectors: Doubles

    def take(self, numbers: Numbers) -> "Features":
        """Those of the texts with these numbers, in this order."""
        return Features(tuple(self.texts[number] for number in numbers.tolist()), self.vectors[numbers])


def features_of(encoder: Encoder, texts: Sequence[str]) -> Features:
    """The features of texts."""
    return Features(tuple(texts), encoder.encode(texts).astype(np.float64))
