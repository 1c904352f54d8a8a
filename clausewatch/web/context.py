"""A statement in the text it stands in: paragraphs cut into pieces, each with the part it plays."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from clausewatch.models import Span, Statement

Part = Literal["content", "source", "cue"]
PARAGRAPH_BREAK = "\n\n"


class Piece(NamedTuple):
    """Some words of a paragraph, and which part of the statement they are; none: they only stand around it."""

    text: str
    part: Part | None


class Paragraph(NamedTuple):
    """One paragraph of a text."""

    pieces: tuple[Piece, ...]

    @property
    def is_marked(self) -> bool:
        """Whether any of the statement's content stands here."""
        return any(piece.part == "content" for piece in self.pieces)


def mark(text: str, statement: Statement | None) -> list[Paragraph]:
    """The paragraphs of a text, with the statement's spans marked in them; source and cue go before content."""
    parts = _order_parts(statement)
    paragraphs, start = [], 0
    for words in text.split(PARAGRAPH_BREAK):
        if words.strip():
            paragraphs.append(Paragraph(tuple(_cut(text, (start, start + len(words)), parts))))
        start += len(words) + len(PARAGRAPH_BREAK)
    return paragraphs


def excerpt(paragraphs: Sequence[Paragraph], around: int = 1) -> list[Paragraph]:
    """The marked paragraphs and as many on each side."""
    marked = [number for number, paragraph in enumerate(paragraphs) if paragraph.is_marked]
    if not marked:
        return []
    return list(paragraphs[max(0, marked[0] - around) : marked[-1] + 1 + around])


def _order_parts(statement: Statement | None) -> list[tuple[Part, tuple[Span, ...]]]:
    if statement is None:
        return []
    return [("source", statement.source), ("cue", statement.cue), ("content", statement.content)]


def _cut(text: str, within: Span, parts: Sequence[tuple[Part, Iterable[Span]]]) -> Iterable[Piece]:
    start, end = within
    bounds = {start, end} | {bound for _, spans in parts for span in spans for bound in span if start < bound < end}
    ordered = sorted(bounds)
    pieces = [Piece(text[a:b], _part_of((a, b), parts)) for a, b in pairwise(ordered)]
    return _join(pieces)


def _part_of(piece: Span, parts: Sequence[tuple[Part, Iterable[Span]]]) -> Part | None:
    return next((part for part, spans in parts if any(a <= piece[0] and piece[1] <= b for a, b in spans)), None)


def _join(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Neighbours that play the same part are one."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.part == piece.part:
            last = Piece(last.text + piece.text, last.part)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
