"""Words that their speaker denies: `denied that the power would break encryption` stands on the other side."""

import re

import numpy as np

from nlp.attribution import Attribution, text_of
from nlp.components.stance.values import Denial, Doubles
from nlp.components.targets.schema import LABELS

DENYING = re.compile(r"\b(?:den(?:y|ies|ied|ying)|refut(?:es?|ed|ing)|disput(?:es?|ed|ing)|rebut(?:s|ted|ting)?)\b")
"""Verbs whose words say that something is so. Fewer than those that deny a change: `rejected backdoors` takes a thing,
whose name tells more of who says it than of a side.
"""
NEGATED = re.compile(r"\b(?:not|never|hardly|cannot|nor|neither)\b|n['’]t\b")
BEFORE = 16
"""Code points before a cue in which it may be negated."""
LONGEST_CUE = 200
"""Code points of a cue that are looked at."""
FAVOR, AGAINST, NONE = (LABELS.index(label) for label in ("FAVOR", "AGAINST", "NONE"))


def find_denial(text: str, attribution: Attribution) -> Denial | None:
    """What the speaker of a statement denies of its words; nothing where these are the speaker's own, between marks."""
    if attribution.kind == "direct" or not attribution.cue:
        return None
    start = attribution.cue[0][0]
    cue = text_of(text, attribution.cue)[:LONGEST_CUE].casefold()
    if not DENYING.search(cue) or NEGATED.search(text[max(0, start - BEFORE) : start].casefold() + cue):
        return None
    return "change" if attribution.claims_change == "denies" else "words"


def weigh_denial(denial: Denial | None, own: Doubles) -> Doubles:
    """Probabilities (labels) of words that are denied, from those of the words.

    Whoever denies a change keeps a position that these words do not tell, so that no side is likelier than the other.
    """
    turned = own.copy()
    turned[[FAVOR, AGAINST]] = own[[AGAINST, FAVOR]]
    if denial != "change":
        return turned if denial else own
    even = (own + turned) / 2
    even[NONE] = even.max()
    normal: Doubles = even / np.sum(even)
    return normal
