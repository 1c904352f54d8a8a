"""Where the sentences and paragraphs of a text begin."""

import re
from bisect import bisect_left, bisect_right

from nlp.components.speakers.lexicon import ABBREVIATED

_BREAK = re.compile(r"[.!?…][\"”’'»)\]]{0,3}\s+(?=[\"“‘'«(\[]{0,3}[^\W_a-z])|\n\s*")
_LAST_WORD = re.compile(r"[^\W\d_]+$")


class Sentences:
    """Begins of sentences and paragraphs; linear in the length of the text."""

    def __init__(self, text: str) -> None:
        self._starts, self._paragraphs = [0], [0]
        for match in _BREAK.finditer(text):
            if "\n" in match.group():
                self._paragraphs.append(match.end())
                self._starts.append(match.end())
            elif not _is_abbreviation(text, match.start()):
                self._starts.append(match.end())

    def number(self, place: int) -> int:
        """Which sentence a place lies in, counted from 0."""
        return bisect_right(self._starts, place) - 1

    def paragraph(self, place: int) -> int:
        """Which paragraph a place lies in, counted from 0."""
        return bisect_right(self._paragraphs, place) - 1

    def start(self, place: int) -> int:
        """Where the sentence of a place begins."""
        return self._starts[self.number(place)]

    def paragraph_bounds(self, number: int, length: int) -> tuple[int, int]:
        """First code point of a paragraph and of the one after it."""
        after = self._paragraphs[number + 1] if number + 1 < len(self._paragraphs) else length
        return self._paragraphs[number], after

    def starts(self, start: int, end: int) -> list[int]:
        """Where sentences begin within two places."""
        return self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _is_abbreviation(text: str, stop: int) -> bool:
    if text[stop] != ".":
        return False
    word = _LAST_WORD.search(text, max(0, stop - 12), stop)
    if word is None:
        return False
    return word.group().casefold() in ABBREVIATED or (len(word.group()) == 1 and word.group().isupper())
