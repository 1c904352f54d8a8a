"""What a head reads of a text."""

from collections.abc import Sequence

import numpy as np

from nlp.components.encoder import Encoder
from nlp.components.stance.head import Doubles
from nlp.components.targets.schema import Target


def width_of(encoder: Encoder) -> int:
    """How many features a text has."""
    return encoder.width


def features_of(encoder: Encoder, target: Target, texts: Sequence[str]) -> Doubles:
    """Features (texts, width) of texts that are asked about a target."""
    del target
    return encoder.encode(texts).astype(np.float64)
