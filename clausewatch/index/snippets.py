"""Where a text matches, as a short piece of safe HTML."""

import html
import re
from collections.abc import Sequence

from clausewatch.models import Span

OPEN, CLOSE = "<mark>", "</mark>"
LONGEST = 60
"""Words of a snippet."""
ELLIPSIS = "…"
WORD = re.compile(r"\S+")


def make_snippet(text: str, marks: Sequence[Span], longest: int = LONGEST) -> str:
    """The part of a text with most of its marks (code points, in any order), everything else in it escaped.

    What is left out before or after it is shown as '…'.
    """
    marks = merge_spans(marks)
    start, end = _choose_part(text, marks, longest)
    pieces, place = [ELLIPSIS + " " if start else ""], start
    for begin, finish in ((max(a, start), min(b, end)) for a, b in marks if a < end and b > start):
        pieces += (html.escape(text[place:begin]), OPEN, html.escape(text[begin:finish]), CLOSE)
        place = finish
    pieces += (html.escape(text[place:end]), " " + ELLIPSIS if end < len(text) else "")
    return "".join(pieces)


def merge_spans(spans: Sequence[Span]) -> list[Span]:
    """In order, those that overlap or touch as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _choose_part(text: str, marks: Sequence[Span], longest: int) -> tuple[int, int]:
    words = [match.span() for match in WORD.finditer(text)]
    if len(words) <= longest:
        return 0, len(text)
    first = _choose_first_word(words, marks, longest)
    last = min(first + longest, len(words)) - 1
    return (words[first][0] if first else 0), (words[last][1] if last + 1 < len(words) else len(text))


def _choose_first_word(words: Sequence[Span], marks: Sequence[Span], longest: int) -> int:
    """Number of the word to begin with: the first of the best parts, with some words before its first mark."""
    if not marks:
        return 0
    marked = [number for number, (start, end) in enumerate(words) if any(a < end and b > start for a, b in marks)]
    best, most, after = 0, 0, 0
    for place, number in enumerate(marked):
        while after < len(marked) and marked[after] < number + longest:
            after += 1
        if after - place > most:
            best, most = place, after - place
    spare = longest - (marked[best + most - 1] - marked[best] + 1)
    return max(0, min(marked[best] - spare // 2, len(words) - longest))


def read_snippet(snippet: str) -> list[tuple[str, bool]]:
    """The plain text of a snippet in parts, and whether each is a match."""
    parts = re.split(f"({OPEN}.*?{CLOSE})", snippet, flags=re.DOTALL)
    return [
        (html.unescape(part.removeprefix(OPEN).removesuffix(CLOSE)), part.startswith(OPEN)) for part in parts if part
    ]
