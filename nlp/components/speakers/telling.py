"""Attributions within the words of another one: `Moor said that Ofwen had told her …` is also one of Ofwen."""

from bisect import bisect_right
from collections.abc import Sequence

from clausewatch.models import Span
from nlp.attribution import Attribution, text_of
from nlp.components.speakers.pronouns import FIRST

MOST_BACK = 8
"""Contents looked at that begin before a source: those that may hold it are the nearest."""


def find_outer(attributions: Sequence[Attribution]) -> dict[int, int]:
    """Attributions whose source and content stand in the content of another one, by number, with the number of that."""
    spans = sorted((span, number) for number, a in enumerate(attributions) for span in a.content)
    starts = [start for (start, _), _ in spans]
    outer = {}
    for number, attribution in enumerate(attributions):
        if not attribution.source:
            continue
        at = bisect_right(starts, attribution.source[0][0])
        for span, other in reversed(spans[max(0, at - MOST_BACK) : at]):
            if other != number and _holds(span, attribution.source[0]) and _holds(span, attribution.content[0]):
                outer[number] = other
                break
    return outer


def drop_own(text: str, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Without those that tell of the speaker in whose words they stand: `she said she had warned that …`."""
    outer = find_outer(attributions)
    return tuple(
        attribution
        for number, attribution in enumerate(attributions)
        if number not in outer or not _is_own(text, attribution, attributions[outer[number]])
    )


def _is_own(text: str, inner: Attribution, outer: Attribution) -> bool:
    if inner.speaker is None or outer.speaker is None or text_of(text, inner.source).casefold() in FIRST:
        return False
    return (inner.speaker.id, inner.speaker.name) == (outer.speaker.id, outer.speaker.name)


def _holds(outer: Span, inner: Span) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]
