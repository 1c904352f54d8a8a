"""What the linker knows about two spans beside their words: how far apart they stand and what lies between."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
_STEPS = np.array([0, 1, 2, 4, 8, 16, 32, 64])
DISTANCES = 2 * (len(_STEPS) + 1)
_FARTHEST = 3
PARAGRAPHS = 2 * _FARTHEST + 1
BETWEEN = _FARTHEST + 1


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of one role in a batch of windows, in order; one entry a span.

    window; first and last piece within the window; paragraph within the window.
    """

    window: Integers
    first: Integers
    last: Integers
    paragraph: Integers

    def __len__(self) -> int:
        return len(self.window)


def pair_features(ones: Spans, others: Spans) -> Integers:
    """(ones, others, 3): numbered distance in word pieces, in paragraphs, and how many of the others lie between."""
    gap_after = others.first[None, :] - ones.last[:, None]
    gap_before = ones.first[:, None] - others.last[None, :]
    after = gap_after > 0
    distance = np.searchsorted(_STEPS, np.maximum(np.where(after, gap_after, gap_before), 0))
    distance += after * (len(_STEPS) + 1)
    apart = others.paragraph[None, :] - ones.paragraph[:, None]
    paragraph = np.clip(apart, -_FARTHEST, _FARTHEST) + _FARTHEST
    return np.stack([distance, paragraph, _between(ones, others)], axis=-1).astype(np.int64)


def _between(ones: Spans, others: Spans) -> Integers:
    scale = 1 << 20
    before = np.searchsorted(others.window * scale + others.first, ones.window * scale + ones.first)
    rank = np.arange(len(others))[None, :] - before[:, None]
    return np.clip(np.where(rank < 0, -rank - 1, rank), 0, _FARTHEST)


def same_window(ones: Spans, others: Spans) -> NDArray[np.bool_]:
    """(ones, others): whether two spans were read together."""
    return np.equal(ones.window[:, None], others.window[None, :])
