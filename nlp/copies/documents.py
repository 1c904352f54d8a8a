"""Whether two pages are copies: the same sentences, and none that says the same of something else."""

from collections.abc import Sequence
from typing import NamedTuple

from nlp.copies.minhash import make_keys
from nlp.copies.sentences import Sentence, read_sentences
from nlp.copies.statements import is_repeated
from nlp.origins.words import content_of, read_words

BANDS = 16
FEWEST = 30
"""Words, without light ones, of a page that says enough to be known again."""
SHINGLE = 4
SHARED = 0.7
"""Of the words of the shorter page that stand in sentences of both."""
SHARED_OF_LONGER = 0.3
MOST_COMPARED = 10_000
"""Pairs of sentences; pages that differ in more are no copies, and are not looked at any closer."""
AKIN = 0.5
"""Of the content words of the shorter of two sentences that the other has: they tell of the same thing."""


class _Sides(NamedTuple):
    """Sentences of each page that the other has not; `inner` ones stand between such as both have."""

    shared: int
    """Words in sentences that both have, as the first has them."""
    one: tuple[Sentence, ...]
    other: tuple[Sentence, ...]
    inner_one: int
    inner_other: int


def document_keys(text: str) -> tuple[int, ...]:
    """Keys of which copies have one in common; none of a page that says too little."""
    keys = [key for sentence in read_sentences(text) for key in sentence.keys]
    if len(keys) < FEWEST:
        return ()
    members = {" ".join(keys[place : place + SHINGLE]) for place in range(len(keys) - SHINGLE + 1)}
    return make_keys(members, BANDS, "document")


def are_copies(one: str, other: str) -> bool:
    """Whether two texts are copies of one page: cut, with other sentences before or after it, in another house style.

    They are not where sentences differ inside the text of both, or where one has a sentence that is nearly that of
    the other, or tells of the same thing, in words that are not the same: an update, or another story from the same
    template.
    """
    here, there = read_sentences(one), read_sentences(other)
    sizes = [sum(len(sentence.tokens) for sentence in side) for side in (here, there)]
    if min(sizes) < FEWEST:
        return False
    sides = _compare(here, there)
    if sides.shared < SHARED * min(sizes) or sides.shared < SHARED_OF_LONGER * max(sizes):
        return False
    return not (sides.inner_one and sides.inner_other) and not _contradict(sides.one, sides.other)


def _compare(here: Sequence[Sentence], there: Sequence[Sentence]) -> _Sides:
    common = {sentence.keys for sentence in here} & {sentence.keys for sentence in there}
    left = [sentence for sentence in there if sentence.keys not in common]
    if len(left) * sum(sentence.keys not in common for sentence in here) > MOST_COMPARED:
        left = []
    repeated: set[int] = set()
    found = [sentence.keys in common or _takes(sentence, left, repeated) for sentence in here]
    taken = {id(left[place]) for place in repeated}
    met = [sentence.keys in common or id(sentence) in taken for sentence in there]
    return _Sides(
        shared=sum(len(sentence.tokens) for sentence, is_found in zip(here, found, strict=True) if is_found),
        one=tuple(sentence for sentence, is_found in zip(here, found, strict=True) if not is_found),
        other=tuple(sentence for sentence, is_met in zip(there, met, strict=True) if not is_met),
        inner_one=_count_inner(found),
        inner_other=_count_inner(met),
    )


def _takes(sentence: Sentence, left: Sequence[Sentence], repeated: set[int]) -> bool:
    """Whether one of the sentences that are left repeats it; that one is then noted."""
    for place, candidate in enumerate(left):
        if place not in repeated and is_repeated(sentence.text, candidate.text):
            repeated.add(place)
            return True
    return False


def _count_inner(found: Sequence[bool]) -> int:
    if not any(found):
        return 0
    first, last = found.index(True), len(found) - found[::-1].index(True)
    return found[first:last].count(False)


def _contradict(one: Sequence[Sentence], other: Sequence[Sentence]) -> bool:
    there = [_read_content(sentence) for sentence in other]
    return any(_are_akin(here, words) for here in map(_read_content, one) for words in there)


def _read_content(sentence: Sentence) -> frozenset[str]:
    return content_of(read_words(sentence.text).words)


def _are_akin(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) >= AKIN * min(len(one), len(other))
