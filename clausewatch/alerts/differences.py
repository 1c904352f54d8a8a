"""What is different between two versions of a page: sentence by sentence, and word by word inside them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from clausewatch.ledger.changes import compared_words
from clausewatch.models import Document, Edit, EditKind, Model

PARAGRAPH_BREAK = "\n\n"
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9£$€])")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Hon|St|Sir|Lt|Col|Gen|No|vs|etc|e\.g|i\.e|cl|para|art|[A-Z])|\b[A-Z]\.[A-Z])\.$"
)
SAME_SENTENCE = 0.5
"""Share of equal words (Ratcliff and Obershelp's) from which a new sentence is the old one with other words."""
MOST_PAIRS = 10_000
"""Pairs of sentences of one edit that are held against each other; above, they are shown as taken out and put in."""
ChangeKind = Literal["same", "changed", "removed", "added"]


class SentenceChange(Model):
    """A sentence of either version, or of both."""

    kind: ChangeKind
    paragraph: int | None
    """Number of its paragraph in the newer version from 1; 0: it is the title; none: it is not there."""
    old_paragraph: int | None
    """The same in the older version."""
    before: str | None
    after: str | None
    edits: tuple[Edit, ...] = ()
    """Of one that was changed: its words in their order."""


class _Sentence(NamedTuple):
    text: str
    words: tuple[str, ...]
    paragraph: int


def compare_versions(old: Document, new: Document) -> tuple[SentenceChange, ...]:
    """All sentences of both, title first, in the order in which a reader of the newer version meets them. Marks, white
    space and the other things that are no words do not count.
    """
    before, after = ([_read(one.title, 0), *split_sentences(one.text)] for one in (old, new))
    title = _compare_titles(before[0], after[0])
    return (*title, *_compare(before[1:], after[1:]))


def list_edits(old: str, new: str) -> tuple[Edit, ...]:
    """The words of two texts: the same, left out, put in; those that are the same as the newer writes them."""
    before, after = old.split(), new.split()
    left, right = ([" ".join(compared_words(word)) for word in words] for words in (before, after))
    pieces: list[tuple[EditKind, list[str]]] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", after[c:d]))
        else:
            pieces += [("left-out", before[a:b]), ("put-in", after[c:d])]
    # Marks that stand alone are neither here nor there.
    told = [(kind, words) for kind, words in pieces if kind == "same" or any(map(compared_words, words))]
    joined = [(kind, [word for _, words in group for word in words]) for kind, group in groupby(told, itemgetter(0))]
    return tuple(Edit(kind=kind, text=" ".join(words)) for kind, words in joined)


def split_sentences(text: str) -> list[_Sentence]:
    """The sentences of a text with the number of their paragraph."""
    found = []
    for number, paragraph in enumerate(text.split(PARAGRAPH_BREAK), 1):
        found += [_read(sentence, number) for sentence in _split(paragraph)]
    return found


def _split(paragraph: str) -> Iterator[str]:
    start = 0
    for end in SENTENCE_END.finditer(paragraph):
        sentence = paragraph[start : end.end()].strip()
        if not ABBREVIATION.search(sentence):
            yield sentence
            start = end.end()
    if rest := paragraph[start:].strip():
        yield rest


def _read(text: str, paragraph: int) -> _Sentence:
    return _Sentence(text, tuple(compared_words(text)), paragraph)


def _compare_titles(old: _Sentence, new: _Sentence) -> Iterator[SentenceChange]:
    if old.text or new.text:
        is_changed = old.words != new.words
        yield (
            _one_side(old, new)
            if not (old.words and new.words)
            else _make("changed" if is_changed else "same", old, new)
        )


def _compare(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> Iterator[SentenceChange]:
    left, right = ([sentence.words for sentence in side] for side in (old, new))
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (_make("same", one, other) for one, other in zip(old[a:b], new[c:d], strict=True))
        else:
            yield from _align(old[a:b], new[c:d])


def _align(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> Iterator[SentenceChange]:
    """Sentences in the place of others: those that are alike are one that was changed, in the order of both."""
    left = right = 0
    for one, other in [*_pair(old, new), (len(old), len(new))]:
        yield from (_make("removed", sentence, None) for sentence in old[left:one])
        yield from (_make("added", None, sentence) for sentence in new[right:other])
        if one < len(old):
            yield _make("changed", old[one], new[other])
        left, right = one + 1, other + 1


def _pair(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> list[tuple[int, int]]:
    """Places of sentences that are alike, ascending on both sides, so that all together are the most alike."""
    if len(old) * len(new) > MOST_PAIRS:
        return []
    # From each pair of places to the ends: how much alike what can be paired is.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    taken = [[0.0] * len(new) for _ in old]
    for one in reversed(range(len(old))):
        for other in reversed(range(len(new))):
            taken[one][other] = _rate(old[one], new[other])
            skipped = max(best[one + 1][other], best[one][other + 1])
            best[one][other] = max(skipped, taken[one][other] and taken[one][other] + best[one + 1][other + 1])
    return list(_follow(best, taken))


def _follow(best: Sequence[Sequence[float]], taken: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    one = other = 0
    while one < len(taken) and other < len(taken[0]):
        if taken[one][other] and best[one][other] == taken[one][other] + best[one + 1][other + 1]:
            yield one, other
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            one += 1
        else:
            other += 1


def _rate(old: _Sentence, new: _Sentence) -> float:
    """How much alike, from `SAME_SENTENCE` to 1; else 0."""
    matcher = SequenceMatcher(None, old.words, new.words, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < SAME_SENTENCE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= SAME_SENTENCE else 0.0


def _one_side(old: _Sentence, new: _Sentence) -> SentenceChange:
    return _make("removed", old, None) if old.words else _make("added", None, new)


def _make(kind: ChangeKind, old: _Sentence | None, new: _Sentence | None) -> SentenceChange:
    edits = list_edits(old.text, new.text) if kind == "changed" and old and new else ()
    return SentenceChange(
        kind=kind,
        paragraph=None if new is None else new.paragraph,
        old_paragraph=None if old is None else old.paragraph,
        before=old and old.text,
        after=new and new.text,
        edits=edits,
    )


def group_paragraphs(changes: Iterable[SentenceChange]) -> list[list[SentenceChange]]:
    """The sentences by paragraph, in their order; what was taken out stands with what it stood with before."""
    groups: list[list[SentenceChange]] = []
    for change in changes:
        if groups and _is_beside(groups[-1][-1], change):
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _is_beside(one: SentenceChange, other: SentenceChange) -> bool:
    if None in (one.paragraph, other.paragraph):
        return one.old_paragraph is not None and one.old_paragraph == other.old_paragraph
    return one.paragraph == other.paragraph
