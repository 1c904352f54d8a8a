"""Whose words each part of a transcript is, by the labels that its paragraphs begin with: `DR MOOR: …`."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from clausewatch.models import Document, Span, Speaker
from nlp.attribution import Attribution
from nlp.components.speakers.resolver import Resolver

FEWEST = 2
"""Labels that a text needs to be a transcript."""
LONGEST_TEXT = 3_000_000
"""Code points of a text in which labels are looked for."""
_LABEL = re.compile(
    r"^[ \t]{0,4}((?:[A-Z][A-Z.’'-]{0,30} ){0,4}[A-Z][A-Z.’'-]{1,30})(?: \([^()\n]{1,60}\))?:[ \t]+(?=\S)", re.MULTILINE
)


class Labels:
    """The labels of one text; a paragraph without one goes on with the speaker of the label before it."""

    def __init__(self, text: str, resolver: Resolver, document: Document) -> None:
        found = list(_LABEL.finditer(text[:LONGEST_TEXT]))
        found = found if len(found) >= FEWEST else []
        self._begins = [label.start() for label in found]
        self._ends = [label.end() for label in found]
        self._names: list[Span] = [label.span(1) for label in found]
        said = [
            Attribution(kind="indirect", content=((label.end(), label.end() + 1),), source=(label.span(1),))
            for label in found
        ]
        self._speakers: Sequence[Speaker | None] = [one.speaker for one in resolver.resolve(text, said, document)]

    def find(self, place: int) -> tuple[Span, int, Speaker | None] | None:
        """The label that a place stands under, where its words begin, and its speaker; none before the first label."""
        number = bisect_right(self._begins, place) - 1
        if number < 0:
            return None
        return self._names[number], self._ends[number], self._speakers[number]
