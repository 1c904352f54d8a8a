"""Which texts would teach a head most: it is unsure of them, and they are like no example and not like each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

import numpy as np

from nlp.components.stance.checking import NEAR, Example
from nlp.components.stance.values import Doubles, StanceResult

POOL = 2000
"""Texts, those that the head is least sure of, among which different ones are chosen."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that nobody has labelled: the caller's key, its unit vector (width), and what the head says of it."""

    key: str
    vector: Doubles
    result: StanceResult

    @property
    def doubt(self) -> float:
        """1 where the two likeliest labels are as likely as each other, 0 where one is certain."""
        first, second = sorted(self.result.scores.values(), reverse=True)[:2]
        return 1 - (first - second)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text worth a label, with the example that is most like it and the cosine of both."""

    key: str
    result: StanceResult
    nearest: Example
    likeness: float


def suggest_texts(
    candidates: Iterable[Candidate], examples: Sequence[Example], vectors: Doubles, limit: int
) -> list[Suggestion]:
    """At most `limit` texts, best first, held against examples and their unit vectors (examples, width)."""
    pool = nlargest(POOL, candidates, key=lambda candidate: candidate.doubt)
    if not pool:
        return []
    rows = np.stack([candidate.vector for candidate in pool])
    likeness = rows @ vectors.T
    doubts = np.array([candidate.doubt for candidate in pool])
    return [
        Suggestion(pool[number].key, pool[number].result, examples[likeness[number].argmax()], likeness[number].max())
        for number in choose_different(doubts, rows, likeness.max(axis=1), limit)
    ]


def choose_different(doubts: Doubles, rows: Doubles, likeness: Doubles, limit: int) -> list[int]:
    """Numbers of rows (texts, width), best first; `likeness` (texts) is that with the nearest example.

    Greedy k-centre selection, weighed by doubt: each time the row whose doubt times distance from the nearest example
    or chosen row is greatest. What says the same as one of these is never chosen.
    """
    likeness, chosen = likeness.copy(), list[int]()
    while len(chosen) < limit:
        worth = np.where(likeness > NEAR, 0, doubts * (1 - likeness))
        best = int(worth.argmax())
        if worth[best] <= 0:
            break
        chosen.append(best)
        likeness = np.maximum(likeness, rows @ rows[best])
        likeness[best] = 1
    return chosen
