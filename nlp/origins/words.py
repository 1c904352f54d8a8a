"""Words of a text in the form in which they are compared: case, marks, accents and hyphens make no difference."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from nlp.components.targets.stems import stem
from nlp.origins.lexicon import FUNCTION_WORDS, NEGATIONS, NUMBERS

LONGEST = 4000
"""Code points of a text that are read; few quotations are longer."""
_PART = re.compile(
    r"(?P<gap>\[\s*(?:…|\.{2,}|\.\s\.\s\.)\s*\]|…|\.{3,}|\.\s\.\s\.)"
    r"|(?P<insertion>(?<!\w)\[[^\[\]]{2,80}\](?!\w))"
    r"|(?P<word>\d+(?:[.,]\d+)*|(?:[^\W\d_]|[’'](?=[^\W\d_])(?<=[^\W\d_].)|\[[^\W\d_]{1,3}\])+)"
)
_CLAUSE_END = re.compile(r"[”’\"')\]]*(?:[,;:.!?…](?!\w)|\s*[–—])")
_LETTER_FIRST = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
_LETTERS_LAST = re.compile(r"\[[^\W\d_]*\]")


class Word(NamedTuple):
    """One word: what it is compared by, where it stands in the text (code points, end exclusive), and whether a mark
    after it ends a clause.
    """

    key: str
    start: int
    end: int
    is_last: bool = False


@dataclass(frozen=True)
class Words:
    """The words of a text; `gaps` are the numbers of words before which the text says that something is left out, or
    that an editor put something in its place.
    """

    text: str
    words: tuple[Word, ...]
    gaps: frozenset[int]

    @cached_property
    def keys(self) -> list[str]:
        """What the words are compared by."""
        return [word.key for word in self.words]

    @cached_property
    def content(self) -> frozenset[str]:
        """Stems of the words that carry a meaning, without negations."""
        return content_of(self.words)


def content_of(words: Iterable[Word]) -> frozenset[str]:
    """Stems of the words that carry a meaning of their own, without negations."""
    return frozenset(list_content(words))


def list_content(words: Iterable[Word]) -> list[str]:
    """The same in their order, each as often as it stands there; numbers in figures."""
    plain = (drop_possessive(word.key) for word in words)
    return [stem(NUMBERS.get(key, key)) for key in plain if key not in FUNCTION_WORDS and not is_negation(key)]


def is_negation(key: str) -> bool:
    """Whether a word turns a claim round."""
    return drop_possessive(key) in NEGATIONS or key.endswith("n't")


@lru_cache(maxsize=4096)
def read_words(text: str) -> Words:
    """The words of at most `LONGEST` code points; `[w]e` is `we`, `apologise[d]` is `apologise`, and what an editor
    put in brackets is a gap.
    """
    text = text[:LONGEST]
    words: list[Word] = []
    gaps: set[int] = set()
    for match in _PART.finditer(text):
        if match.lastgroup != "word":
            gaps.add(len(words))
        elif key := _make_key(match.group()):
            words.append(Word(key, *match.span(), is_last=_CLAUSE_END.match(text, match.end()) is not None))
    return Words(text, tuple(words), frozenset(gaps))


def _make_key(found: str) -> str:
    plain = _LETTERS_LAST.sub("", _LETTER_FIRST.sub(r"\1", found))
    if plain[:1].isdigit():
        return plain.replace(",", "")
    folded = unicodedata.normalize("NFKD", plain.replace("’", "'").casefold())
    return "".join(mark for mark in folded if not unicodedata.combining(mark))


def drop_possessive(key: str) -> str:
    """`minister's` as `minister`."""
    return key.removesuffix("'s").removesuffix("'")
