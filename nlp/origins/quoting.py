"""Quoted words found among primary statements, word by word."""

from typing import NamedTuple

from clausewatch.models import Origin
from nlp.origins.alignment import align
from nlp.origins.pool import Pool
from nlp.origins.verdicts import Judgement, judge
from nlp.origins.words import Words

SURE_FROM = 7
"""Words from which it is as good as certain that the same words are no chance."""
SHORTENED, NEAREST = 0.95, 0.75
"""How sure it is at most that a quotation was shortened, and that the nearest claims something else."""


class Found(NamedTuple):
    """Numbers of the passages in which words were found, and what became of them."""

    window: tuple[int, ...]
    judgement: Judgement


def find_words(said: Words, pool: Pool) -> Found | None:
    """The best by words alone; of equals the fewest sentences, and the one that is preferred."""
    best: Found | None = None
    for window in pool.find_windows(said):
        judgement = judge(align(pool.read_window(window), said))
        if judgement and (best is None or _rank(window, judgement) > _rank(*best)):
            best = Found(window, judgement)
    return best


def _rank(window: tuple[int, ...], judgement: Judgement) -> tuple[tuple[int, float, int], int]:
    return judgement.rank, -len(window)


def holds(passage: Words, quoted: Words) -> bool:
    """Whether a passage has all words, one after the other."""
    alignment = align(passage, quoted)
    return bool(quoted.words) and not alignment.put_in and not alignment.left_out


def make_origin(found: Found, pool: Pool) -> Origin:
    """What was found as it is told."""
    judgement = found.judgement
    by_length = 1 - 0.5 ** min(len(judgement.alignment.matched), SURE_FROM)
    sure = {"verbatim": by_length, "shortened": min(by_length, SHORTENED), "changed": judgement.likeness}
    return Origin(
        verdict=judgement.verdict,
        confidence=sure.get(judgement.verdict, NEAREST),
        statements=tuple(pool.passages[number].id for number in found.window),
        edits=() if judgement.verdict == "verbatim" else judgement.alignment.edits(),
    )
