"""What a head reads of a text."""

from collections.abc import Sequence

import numpy as np

from nlp.components.encoder import Encoder
from nlp.components.stance.head import Doubles


def features_of(encoder: Encoder, texts: Sequence[str]) -> Doubles:
    """Features (texts, width)."""
    return encoder.encode(texts).astype(np.float64)
