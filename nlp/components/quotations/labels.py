"""What the tagger may say about a word piece, and how a row of such labels becomes spans."""

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Role = Literal["content", "source", "cue"]
ROLES: tuple[Role, ...] = get_args(Role)
LABELS = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
OUTSIDE = 0
FREE, FIRST, INNER = range(3)
"""Kinds of word pieces: an ordinary one, the first of a paragraph, the continuation of a word."""


def begin(role: Role) -> int:
    """Number of the label that begins a span of the role; the next number continues it."""
    return 1 + 2 * ROLES.index(role)


def _allowed() -> NDArray[np.bool_]:
    allowed = np.zeros((3, len(LABELS), len(LABELS)), dtype=bool)
    starts = [OUTSIDE, *map(begin, ROLES)]
    allowed[FREE][:, starts] = True
    allowed[FIRST][:, starts] = True
    allowed[INNER][OUTSIDE, OUTSIDE] = True
    for first in map(begin, ROLES):
        allowed[FREE][[first, first + 1], first + 1] = True
        allowed[INNER][[first, first + 1], first + 1] = True
    return allowed


_PENALTY = np.where(_allowed(), 0.0, -1e4).astype(np.float32)


def best_labels(scores: NDArray[np.float32], kinds: NDArray[np.int8]) -> NDArray[np.int8]:
    """The likeliest label rows that are well formed (Viterbi).

    `scores` (windows, pieces, labels) and `kinds` (windows, pieces) give labels (windows, pieces). A span never starts
    or ends inside a word and never runs over the start of a paragraph.
    """
    windows, length, _ = scores.shape
    back = np.zeros((length, windows, len(LABELS)), dtype=np.int8)
    total = scores[:, 0] + _PENALTY[FIRST, OUTSIDE]
    for place in range(1, length):
        paths = total[:, :, None] + _PENALTY[kinds[:, place]]
        back[place] = paths.argmax(axis=1)
        total = paths.max(axis=1) + scores[:, place]
    best = np.zeros((windows, length), dtype=np.int8)
    best[:, -1] = total.argmax(axis=1)
    rows = np.arange(windows)
    for place in range(length - 1, 0, -1):
        best[:, place - 1] = back[place, rows, best[:, place]]
    return best


def join_sources(labels: NDArray[np.int8], openings: NDArray[np.bool_], words: NDArray[np.bool_]) -> None:
    """Make one source of two that only a comma or another mark at the end of the first parts: `Moor, Hale and Crane`.

    Changes a row of labels; `openings` says where paragraphs begin, `words` which of the first pieces are no marks.
    """
    first = begin("source")
    row = labels[: len(words)]
    goes_on = (row[1:] == first) & ((row[:-1] == first) | (row[:-1] == first + 1)) & ~words[:-1]
    row[1:][goes_on & ~openings[1 : len(words)]] = first + 1


def spans_of(labels: NDArray[np.int8], role: Role) -> list[tuple[int, int]]:
    """First and last word piece of each span of the role in one row of labels."""
    starts = np.flatnonzero(labels == begin(role))
    inside = labels == begin(role) + 1
    ends = np.flatnonzero(((labels == begin(role)) | inside) & ~np.append(inside[1:], False))
    return list(zip(starts.tolist(), ends.tolist(), strict=True))
