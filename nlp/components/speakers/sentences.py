"""Where the sentences and paragraphs of a text begin."""

import re
from bisect import bisect_left, bisect_right

from nlp.components.speakers.lexicon import ABBREVIATED

_BREAK = re.compile(r"[.!?…][\"”’'»)\]]{0,3}\s+(?=[\"“‘'«(\[]{0,3}[^\W_a-z])|\n\s*")
FINITE = re.compile(
    r" (?:also |then |later |who )?(?:said|says|told|did|does|has|had|is|was|will|would|could|should|must|can|may|went|"
    r"took|made|gave|came|began|won|lost|ran|led|[a-z]{3,}ed|[a-z]{3,}es|argues|insists|adds|warns|wants|thinks|plans)\b"
)
"""What the verb of a sentence looks like right after a subject."""
_PAST = re.compile(
    r"\s(?:left|met|spoke|knew|wrote|sent|sold|bought|built|set|put|held|felt|saw|stood|lost|grew|kept|paid|sat|rose|fell|"
    r"drew|chose|broke|wore|taught|thought|fought|sought|brought|caught|sang|drove|spent|meant|won|hid|bears)\b"
)
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

    def start_of(self, number: int) -> int:
        """Where a sentence begins, counted from 0."""
        return self._starts[number]

    def starts(self, start: int, end: int) -> list[int]:
        """Where sentences begin within two places."""
        return self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def is_verb_at(text: str, place: int) -> bool:
    """Whether the word after a place looks like the verb of a subject that ends there."""
    return (FINITE.match(text, place) or _PAST.match(text, place)) is not None


def _is_abbreviation(text: str, stop: int) -> bool:
    if text[stop] != ".":
        return False
    word = _LAST_WORD.search(text, max(0, stop - 12), stop)
    if word is None:
        return False
    return word.group().casefold() in ABBREVIATED or (len(word.group()) == 1 and word.group().isupper())
