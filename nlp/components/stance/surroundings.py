"""What stands around a statement, and what kind of speaker makes it: heard where its own words leave its side open."""

import numpy as np

from clausewatch.models import Category, Span
from nlp.components.stance.head import soften
from nlp.components.stance.values import Doubles, StanceInput
from nlp.components.targets.schema import LABELS, Target

OPEN = 0.6
"""A text whose likeliest label has this probability is read alone. The order of text and surroundings, and that both
readings count alike, were chosen on half of our own cases (`tests/nlp/stance/context_cases.yaml`), and this on them and
on a real article, where much that stands around a statement is said by others.
"""
KIND = 0.25
"""How much the kind of speaker adds to the logarithm of a label's probability."""
BEFORE, AFTER = 400, 200
"""Code points around a statement that are read."""


def needs_surroundings(given: StanceInput, own: Doubles) -> bool:
    """Whether a text with these probabilities (labels) is to be read once more with what stands around it."""
    return bool(given.context) and float(own.max()) < OPEN


def join_surroundings(given: StanceInput) -> str:
    """The text, and behind it what stands around it, of which the end may be cut off."""
    return f"{given.text} {given.context}"


def weigh_surroundings(own: Doubles, around: Doubles) -> Doubles:
    """Probabilities (labels) of a text: the mean of those of its own words and those with what stands around it."""
    return _normalize((_log(own) + _log(around)) / 2)


def weigh_kind(target: Target, category: Category | None, own: Doubles) -> Doubles:
    """Probabilities (labels), with a little more for the side on which speakers of a kind usually are."""
    side = target.leanings.get(category) if category else None
    if side is None:
        return own
    added = np.zeros(len(LABELS))
    added[LABELS.index(side)] = KIND
    return _normalize(_log(own) + added)


def _log(probabilities: Doubles) -> Doubles:
    logarithms: Doubles = np.log(np.maximum(probabilities, 1e-12))
    return logarithms


def _normalize(scores: Doubles) -> Doubles:
    normal: Doubles = soften(scores[np.newaxis], 1.0)[0]
    return normal


def find_surroundings(text: str, content: tuple[Span, ...]) -> str:
    """What stands around a statement in its paragraph and the one before, cut at words, without the statement."""
    start, end = content[0][0], content[-1][1]
    # No more is looked at than is read, as a paragraph may be as long as the text.
    paragraphs = text[max(0, start - BEFORE) : start].split("\n\n")
    before = " ".join(paragraphs[-2:])
    if len(paragraphs) <= 2 and start > BEFORE:
        before = before.partition(" ")[2]
    after = text[end : end + AFTER].partition("\n\n")
    cut = after[0] if after[1] or end + AFTER >= len(text) else after[0].rpartition(" ")[0]
    return " ".join(f"{before} … {cut}".split())
