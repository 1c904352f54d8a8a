"""Transcripts and interviews, told from their layout alone: paragraphs that begin with a name and a colon, in turn."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from clausewatch.models import Span
from nlp.components.quotations.turns import Passage

LEAST_LINES = 3
LEAST_SENTENCES = 0.7
"""Share of turns that end like a sentence: the lines of a form or a table do not."""
_TURN = re.compile(
    r"^[ \t*•\"“—–-]{0,8}(?:Q?\d{1,4}[.)]?[ \t]{1,4})?"
    r"(?P<who>[QA](?=[ \t*]{0,3}[:–—])|[A-Z@](?:[^\n:.?!;“”\"]|(?<=\b[A-Z])\.|(?<=\b[DM]r)\.|(?<=\bM[rs]s)\.){1,120}?)"
    r"[ \t*]{0,3}(?P<cue>:|(?<=[QA])[–—]|(?<=[QA] )[–—])[ \t*]{1,4}(?P<said>[^\s*][^\n]*)",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = frozenset(("of", "the", "for", "and", "de", "la", "van", "von", "der", "den", "al", "bin", "in", "at", "to"))
_ENDED = re.compile(r"[.?!…—–][\"'”’»)\]*]{0,3}\s*$")
_LETTER = re.compile(r"[^\W_]")


def read_turns(text: str) -> list[Passage]:
    """The turns of a text, in order; none where it is no transcript.

    It is one where names come back, at least two take turns, one of them asks something, and most end as sentences do.
    """
    lines = [line for line in _TURN.finditer(text) if _is_name(line["who"]) and _LETTER.search(line["said"])]
    times = Counter(line["who"].casefold() for line in lines)
    turns = [line for line in lines if times[line["who"].casefold()] > 1 or (_is_full(line["who"]) and _is_ended(line))]
    names = {line["who"].casefold() for line in turns}
    is_transcript = (
        len(turns) >= LEAST_LINES
        and 2 <= len(names) < len(turns)
        and sum(map(_is_ended, turns)) >= LEAST_SENTENCES * len(turns)
        and any("?" in line["said"] for line in turns)
    )
    return [_make_turn(line) for line in turns] if is_transcript else []


def put_turns(turns: list[Passage], passages: Iterable[Passage]) -> Iterator[Passage]:
    """The turns, and what was found beside them or is reported within one, in no order."""
    yield from turns
    begun = [turn.source[0][0] for turn in turns]
    for passage in passages:
        if kept := tuple(span for span in passage.content if not _is_taken(turns, begun, passage, span)):
            yield replace(passage, content=kept)


def _is_name(label: str) -> bool:
    return all(word[0].isupper() or word in _SMALL for word in _WORD.findall(label))


def _is_full(label: str) -> bool:
    """Whether it is more than a word such as `Witnesses`, or in capitals."""
    return label.isupper() or len(_WORD.findall(label)) > 1


def _is_ended(line: re.Match[str]) -> bool:
    return _ENDED.search(line["said"][-8:]) is not None


def _make_turn(line: re.Match[str]) -> Passage:
    said = (line.start("said"), line.start("said") + len(line["said"].rstrip(" \t\r*")))
    return Passage((said,), (line.span("who"),), (line.span("cue"),))


def _is_taken(turns: list[Passage], begun: list[int], passage: Passage, span: Span) -> bool:
    """Whether the span stands in a turn, and neither its source nor its cue does."""
    place = bisect_left(begun, span[1])
    if not place:
        return False
    start, end = turns[place - 1].content[0]
    reported = any(start <= other[0] and other[1] <= end for other in (*passage.source, *passage.cue))
    return span[0] < end and not reported
