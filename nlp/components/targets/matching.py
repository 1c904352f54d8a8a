"""Decides whether a statement is about a target: by its own words, else by where it stands in the document."""

from bisect import bisect_left
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
        return [self._is_near(text, places, spans, reach) for spans in statements]

    def _is_near(self, text: str, places: Sequence[int], spans: Sequence[Span], reach: int) -> bool:
        start, end = spans[0][0], spans[-1][1]
        first, last = _paragraph_around(text, start, end)
        after = bisect_left(places, first - reach)
        return after < len(places) and places[after] < last + reach


def _paragraph_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraph that a statement stands in, or the statement where it spans more; code points."""
    begin = text.rfind("\n\n", 0, start)
    finish = text.find("\n\n", end)
    return (0 if begin < 0 else begin + 2), (len(text) if finish < 0 else finish)
