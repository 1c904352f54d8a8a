"""Decides whether a statement is about a target: by its own words, else by where it stands in the document."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from clausewatch.models import Span
from nlp.components.targets.schema import Target
from nlp.components.targets.stems import read_stems

REACH = 700
"""Code points to the nearest keyword within which a statement of a document on the subject is about the target."""
FEWEST = 3
"""Keywords that a text names when it is on the subject, where its title does not."""
DENSITY = 4000
"""Code points of text for one keyword, at most, in a text that is on the subject."""
_GAP = re.compile(r"(?=\n\n)")


class PhraseFinder:
    """Finds phrases by their stems in time linear in the text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            stems = tuple(stem for _, stem in read_stems(phrase))
            if stems:
                self._by_first.setdefault(stems[0], []).append(stems)

    def find(self, text: str) -> list[int]:
        """Where a phrase begins, in code points and in order."""
        words = read_stems(text)
        stems = [stem for _, stem in words]
        return [
            start
            for place, (start, stem) in enumerate(words)
            if any(tuple(stems[place : place + len(phrase)]) == phrase for phrase in self._by_first.get(stem, ()))
        ]


class TargetMatcher:
    """Matches the statements of documents to one target."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._finder = PhraseFinder(target.phrases())

    def match(self, text: str, title: str, statements: Sequence[Sequence[Span]]) -> list[bool]:
        """Whether each statement, given as spans of `text`, is about the target."""
        places = self._finder.find(text)
        on_subject = bool(self._finder.find(title)) or (len(places) >= FEWEST and len(text) <= DENSITY * len(places))
        reach = REACH if on_subject else 0
        if not places:
            return [False] * len(statements)
        gaps = [gap.start() for gap in _GAP.finditer(text)]
        return [_is_near(places, _paragraph_around(gaps, len(text), spans), reach) for spans in statements]


def _is_near(places: Sequence[int], paragraph: Span, reach: int) -> bool:
    after = bisect_left(places, paragraph[0] - reach)
    return after < len(places) and places[after] < paragraph[1] + reach


def _paragraph_around(gaps: Sequence[int], length: int, spans: Sequence[Span]) -> Span:
    """The paragraph that a statement stands in, or the statement where it spans more; `gaps`: where blank lines are."""
    begin = bisect_right(gaps, spans[0][0] - 2)
    finish = bisect_left(gaps, spans[-1][1])
    return (gaps[begin - 1] + 2 if begin else 0), (gaps[finish] if finish < len(gaps) else length)
