"""What a head reads of a text: what it means, and its words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from nlp.components.encoder import Encoder, Floats
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


class FeatureMemory:
    """Encodes each text once, however many targets it is about."""

    def __init__(self, make_encoder: Callable[[], Encoder]) -> None:
        self._make_encoder = make_encoder
        self.vectors: dict[str, Floats] = {}
        """Of all texts that were read."""

    def read(self, texts: Sequence[str]) -> Features:
        """The features of texts."""
        missing = [text for text in dict.fromkeys(texts) if text not in self.vectors]
        if missing:
            self.vectors.update(zip(missing, self._make_encoder().encode(missing), strict=True))
        return Features(tuple(texts), np.stack([self.vectors[text] for text in texts]).astype(np.float64))
