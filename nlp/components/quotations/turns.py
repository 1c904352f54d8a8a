"""Turns of transcripts and interviews, `SMITH: …`: what stands after the name goes on to the end of its paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from clausewatch.models import Span

LEAST_TURNS = 2
"""A text with fewer is no transcript: a name with a colon may be of a headline."""
MOST_TURN = 5000
"""Code points to the end of a paragraph: where it is farther the text has lost its lines, and nothing is added."""
_BEGINNING = re.compile(r"(?:^|\n)[ \t*•–—\"“-]{0,8}(?:Q?\d{1,4}[.)]?[ \t]{1,4})?$")
_MOST_BEFORE = 20
"""Code points that may stand between the beginning of a paragraph and the name in it, a number of a question too."""
_MARKS = "“\"‘'«„"


@dataclass(frozen=True, slots=True)
class Passage:
    """An attribution as spans of the text, before anything is concluded from it."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]


def complete_turns(text: str, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages of a text in the order of their contents, where each turn lasts until its paragraph ends."""
    turns = [passage for passage in passages if _is_turn(text, passage)]
    if len(turns) < LEAST_TURNS:
        yield from passages
        return
    ends = {one: other.source[0][0] for one, other in pairwise(turns)} | {turns[-1]: len(text)}
    for passage in passages:
        yield _complete(text, passage, ends[passage]) if passage in ends else passage


def _is_turn(text: str, passage: Passage) -> bool:
    """Whether a paragraph begins with the source, a colon follows it, and words without marks follow the colon."""
    if not (passage.source and passage.cue):
        return False
    (source,), (cue,), content = passage.source, passage.cue, passage.content[0]
    if not source[1] <= cue[0] <= cue[1] <= content[0] or text[cue[0] : cue[1]].strip() != ":":
        return False
    between = text[source[1] : cue[0]] + text[cue[1] : content[0]]
    before = text[max(0, source[0] - _MOST_BEFORE) : source[0]]
    is_first = _BEGINNING.search(before if source[0] <= _MOST_BEFORE else f"x{before}") is not None
    return is_first and not between.strip(" \t*") and text[content[0]] not in _MARKS


def _complete(text: str, turn: Passage, end: int) -> Passage:
    """The turn to the end of its paragraph or to `end`, where the next turn begins, with what it has behind."""
    start, least = turn.content[0]
    end = min(end, start + MOST_TURN + 1)
    rest = text[start:end].partition("\n")[0]
    if len(rest) > MOST_TURN:
        return turn
    last = start + len(rest.rstrip())
    more = [span for span in turn.content if span[0] >= last]
    return replace(turn, content=((start, max(last, least)), *more))
