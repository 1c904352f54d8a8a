"""Search by meaning, whatever the store: how far it looks, and how what it finds ranks beside what words find."""

from collections.abc import Sequence

NEAREST = 200
"""Statements that a search by meaning finds at most, and as many of the best by words beside them."""
RANK_CONSTANT, WORDS = 10, 2
"""Of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009, who have 60 and 1), and how much more a rank by words
counts than one by meaning: measured on the searches of bench/meanings.py. Words that somebody chose are seldom wrong;
with these two a search for words is as good with its meaning beside it as without.
"""


def fuse(near: Sequence[str], by_words: Sequence[str]) -> dict[str, float]:
    """Ids of both rankings, best first, with the sum of weight / (constant + rank) over the rankings; equals by id."""
    scores: dict[str, float] = {}
    for ranking, weight in ((near, 1), (by_words, WORDS)):
        for rank, name in enumerate(ranking, 1):
            scores[name] = scores.get(name, 0.0) + weight / (RANK_CONSTANT + rank)
    return {name: scores[name] for name in sorted(scores, key=lambda name: (-scores[name], name))}
