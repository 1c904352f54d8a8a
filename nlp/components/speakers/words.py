"""Words of a text with their places, and words folded for comparison."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST_WORD = 60
"""Code points; what is longer is no part of a name and is never folded."""
_WORD = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\b|\d[\d,.]*\d|\w+(?:[’'\-‐‑&]\w+)*")
_ALIKE = str.maketrans({"’": "'", "‐": "-", "‑": "-", ".": None})
_POSSESSIVE = re.compile(r"[’'][sS]$|(?<=[sS])[’']$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands, where, and folded without `’s`."""

    start: int
    end: int
    text: str
    folded: str
    possessive: bool


def read_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words between two code points, in order; linear in the length."""
    words = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        found = match.group()
        if len(found) > LONGEST_WORD:
            found = found[:LONGEST_WORD]
        folded, possessive = fold_word(found)
        words.append(Word(match.start(), match.end(), found, folded, possessive))
    return words


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> tuple[str, bool]:
    """Lower case without accents, dots and possessive ending, with plain marks; and whether it had that ending."""
    bare = _POSSESSIVE.sub("", word)
    plain = unicodedata.normalize("NFKD", bare.casefold().translate(_ALIKE))
    return "".join(c for c in plain if not unicodedata.combining(c)), bare != word


def fold_words(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase without a leading article."""
    words = tuple(word.folded for word in read_words(phrase))
    return words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words
