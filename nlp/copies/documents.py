"""Whether two pages are copies: the same sentences, and none that says the same of something else."""

from collections.abc import Iterable, Sequence
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
FEWEST_OWN = 8
"""Words before what two pages share that make a story of its own; fewer are a dateline or a byline."""
COHERENT = 0.25
"""Of the content words of a lead that the other lead, or what both share, has where it is of the same story."""


class _Page(NamedTuple):
    """The sentences of one page, and which of them the other has, too."""

    sentences: Sequence[Sentence]
    found: Sequence[bool]

    @property
    def own(self) -> list[Sentence]:
        """Those that the other has not."""
        return [one for one, is_found in zip(self.sentences, self.found, strict=True) if not is_found]

    @property
    def shared(self) -> list[Sentence]:
        """The others."""
        return [one for one, is_found in zip(self.sentences, self.found, strict=True) if is_found]

    @property
    def begin(self) -> Sequence[Sentence]:
        """Those before the first shared one; where nothing is shared, all."""
        return self.sentences[: self.found.index(True)] if any(self.found) else self.sentences

    @property
    def has_inner(self) -> bool:
        """Whether one of its own stands between two shared ones."""
        last = len(self.found) - self.found[::-1].index(True) if any(self.found) else 0
        return False in self.found[len(self.begin) : last]


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
    template. Nor are they where both have a story of their own around what they share, be that a long quotation or what
    the publisher writes under every page.
    """
    here, there = read_sentences(one), read_sentences(other)
    sizes = [sum(len(sentence.tokens) for sentence in side) for side in (here, there)]
    if min(sizes) < FEWEST:
        return False
    one_page, other_page = _compare(here, there)
    shared = _count(one_page.shared)
    if shared < SHARED * min(sizes) or shared < SHARED_OF_LONGER * max(sizes):
        return False
    if (one_page.has_inner and other_page.has_inner) or _contradict(one_page.own, other_page.own):
        return False
    return not _have_own_stories(one_page, other_page)


def _count(sentences: Iterable[Sentence]) -> int:
    """Words, without light ones."""
    return sum(len(sentence.tokens) for sentence in sentences)


def _compare(here: Sequence[Sentence], there: Sequence[Sentence]) -> tuple[_Page, _Page]:
    common = {sentence.keys for sentence in here} & {sentence.keys for sentence in there}
    left = [sentence for sentence in there if sentence.keys not in common]
    if len(left) * sum(sentence.keys not in common for sentence in here) > MOST_COMPARED:
        left = []
    repeated: set[int] = set()
    found = [sentence.keys in common or _takes(sentence, left, repeated) for sentence in here]
    taken = {id(left[place]) for place in repeated}
    met = [sentence.keys in common or id(sentence) in taken for sentence in there]
    return _Page(here, found), _Page(there, met)


def _have_own_stories(one: _Page, other: _Page) -> bool:
    """Whether both begin with sentences of their own that have next to no word in common with the other's or with what
    they share: the lead that a publisher writes over a report of others has.
    """
    begins = [page.begin for page in (one, other)]
    if min(map(_count, begins)) < FEWEST_OWN:
        return False
    leads, shared = list(map(_gather, begins)), _gather(one.shared)
    is_one_story = len(leads[0] & leads[1]) >= COHERENT * min(map(len, leads))
    return not (is_one_story or all(len(lead & shared) >= COHERENT * len(lead) for lead in leads))


def _gather(sentences: Iterable[Sentence]) -> frozenset[str]:
    return frozenset().union(*map(_read_content, sentences))


def _takes(sentence: Sentence, left: Sequence[Sentence], repeated: set[int]) -> bool:
    """Whether one of the sentences that are left repeats it; that one is then noted."""
    for place, candidate in enumerate(left):
        if place not in repeated and is_repeated(sentence.text, candidate.text):
            repeated.add(place)
            return True
    return False


def _contradict(one: Sequence[Sentence], other: Sequence[Sentence]) -> bool:
    there = [_read_content(sentence) for sentence in other]
    return any(_are_akin(here, words) for here in map(_read_content, one) for words in there)


def _read_content(sentence: Sentence) -> frozenset[str]:
    return content_of(read_words(sentence.text).words)


def _are_akin(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) >= AKIN * min(len(one), len(other))
