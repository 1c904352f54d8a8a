"""Which statement found stands for which one marked by hand: one to one, by the letters that their contents share."""

from collections.abc import Iterable, Sequence

from clausewatch.models import Span

LEAST = 0.3
"""Jaccard index from which two contents count as the same statement, as in the work on PARC (Pareti, 2015)."""
Letters = frozenset[int]


def letters_of(text: str, spans: Iterable[Span]) -> Letters:
    """Places of the letters and digits in spans of a text; marks and white space never count."""
    size = len(text)
    return frozenset(i for start, end in spans for i in range(start, min(end, size)) if text[i].isalnum())


def jaccard(one: Letters, other: Letters) -> float:
    """Shared letters by all letters, 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0


def align(gold: Sequence[Letters], found: Sequence[Letters], least: float = LEAST) -> dict[int, int]:
    """Number of the gold content to number of the found one, best pairs first."""
    pairs = ((jaccard(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(found) if one & other)
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for value, i, j in sorted(pairs, reverse=True):
        if value >= least and i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen
