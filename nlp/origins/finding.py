"""The best origin of a quotation: by exact words first, by meaning second."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clausewatch.models import Origin, StatementKind
from nlp.origins.claims import is_denied
from nlp.origins.meaning import SCORE, Likeness, compare
from nlp.origins.pool import Pool
from nlp.origins.quoting import find_words, holds, make_origin
from nlp.origins.verdicts import FEWEST_WORDS
from nlp.origins.words import Words, read_words

Encode = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""Texts to unit vectors, one each."""
QUOTED_STEMS, REPORTED_STEMS = 2, 3
"""Stems below which quoted words, and a report in the reporter's words, say too little to be found again."""
SAME_SUBJECT = 0.45
"""Cosine of a report and the sentence of the words quoted in it below which they are of different things."""
SURE, NOWHERE, CONTRADICTED, ELSEWHERE = 0.97, 0.9, 0.7, 0.6
"""Confidences: at most, in a report's origin; that there is none; that the nearest claims something else; that quoted
words are of another subject than the report of them."""
_CONJUNCTION = re.compile(r"^\s*that\s+")
"""The reporter's own word before a report."""
_QUOTED = re.compile(r"“[^“”]+”?|\"[^\"]+\"?|(?<!\w)[‘'][^‘’]+?[’'](?!\w)")


@dataclass(frozen=True)
class Quotation:
    """What the press says was said. `read_cue` gives the words that say how, such as `denied`; it is called only
    where they matter.
    """

    kind: StatementKind
    text: str
    read_cue: Callable[[], str] = str


@dataclass(frozen=True)
class _Read:
    quotation: Quotation
    said: Words
    quoted: Words
    """Those of a mixed quotation that stand in quotation marks."""


def find_origin(quotation: Quotation, pool: Pool, encode: Encode) -> Origin | None:
    """Where a quotation was said among the passages of a pool; none where it says too little to be looked for.

    Only words in quotation marks can be shortened or changed: a report in the reporter's words (`indirect`) is either
    verbatim or a paraphrase.
    """
    said = read_words(quotation.text)
    if quotation.kind == "direct":
        return _find_quoted(said, pool)
    inner = " … ".join(_QUOTED.findall(said.text)) if quotation.kind == "mixed" else ""
    read = _Read(quotation, said, read_words(inner))
    return _find_fragments(read, pool, encode) or _find_reported(read, pool, encode)


def _find_quoted(said: Words, pool: Pool) -> Origin | None:
    if len(said.words) < FEWEST_WORDS or len(said.content) < QUOTED_STEMS:
        return None
    found = find_words(said, pool)
    return make_origin(found, pool) if found else Origin(verdict="not-found", confidence=NOWHERE)


def _find_fragments(read: _Read, pool: Pool, encode: Encode) -> Origin | None:
    """By the words in quotation marks within a report; none where they are too few or not found."""
    found = find_words(read.quoted, pool)
    if found is None or found.judgement.verdict == "not-found":
        return None
    beside = " ".join(pool.passages[number].text for number in found.window)
    one, other = encode([read.said.text, beside])
    is_there = _multiply(one, other) >= SAME_SUBJECT
    return make_origin(found, pool) if is_there else Origin(verdict="not-found", confidence=ELSEWHERE)


def _find_reported(read: _Read, pool: Pool, encode: Encode) -> Origin | None:
    if len(read.said.content) < REPORTED_STEMS:
        return None
    found = _find_meaning(read, pool, encode)
    if found is None or found[1].score < SCORE:
        return Origin(verdict="not-found", confidence=NOWHERE)
    number, likeness = found
    ids = (pool.passages[number].id,)
    if not likeness.is_same_claim:
        return Origin(verdict="not-found", confidence=CONTRADICTED, statements=ids)
    if holds(pool.words[number], read_words(_CONJUNCTION.sub("", read.said.text))):
        return Origin(verdict="verbatim", confidence=SURE, statements=ids)
    # From .7 at the threshold up.
    return Origin(verdict="paraphrase", confidence=min(SURE, 0.7 + (likeness.score - SCORE) / 2), statements=ids)


def _find_meaning(read: _Read, pool: Pool, encode: Encode) -> tuple[int, Likeness] | None:
    """The passage that is most likely reported, and how like it is."""
    related = pool.find_related(read.said.content)
    if not related:
        return None
    denied = is_denied(read.quotation.read_cue())
    vector, *vectors = encode([read.said.text, *(pool.passages[number].text for number, _ in related)])
    found = []
    for (number, share), one in zip(related, vectors, strict=True):
        likeness = compare(read.said, pool.words[number], _multiply(vector, one), share, denied=denied)
        found.append((number, likeness._replace(is_quoted=holds(pool.words[number], read.quoted))))
    return max(found, key=lambda one: (one[1].is_same_claim, one[1].score))


def _multiply(one: Sequence[float], other: Sequence[float]) -> float:
    """Cosine of unit vectors."""
    return float(sum(a * b for a, b in zip(one, other, strict=True)))
