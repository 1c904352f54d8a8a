"""Statements within the words of another one: in `Moor said that Ofwen had told her …`, Ofwen's.

Labels of one role cannot overlap, so the contents that the tagger found are read once more, each by itself. That finds
much that is no report of words, so only what is clear is kept (`clear`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from clausewatch.models import Span
from nlp.attribution import Attribution, text_of
from nlp.components.quotations.clear import LEAST_WORDS, has_clear_verb, is_clear, opens_after
from nlp.components.quotations.cues import type_of_cue
from nlp.components.quotations.kinds import kind_of
from nlp.components.quotations.labels import FIRST
from nlp.components.quotations.links import Found, Network
from nlp.components.quotations.reader import read_windows
from nlp.components.quotations.turns import Passage
from nlp.components.quotations.windows import Pieces, Window, cut_windows

LEAST_CONFIDENCE = 0.85
"""Of the labels of a statement within another; chosen on PolNeAR's development part."""
LEAST_QUOTED = 0.5
"""The same where its words stand between marks of their own."""
LONGEST = 3000
"""Code points of a content that is read once more; longer ones are turns of transcripts."""
_OPENING, _CLOSING = "“\"‘'«„‹", "”\"’'»›"
_CLOSED = re.compile(r"[,.!?…][’'”\"»›]")
_THAT = re.compile(r"\s*that\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Part:
    """A content without the marks around it, in a window of its own."""

    span: Span
    pieces: Pieces
    window: Window


class NestedReader:
    """Reads with the tagger's network; `length`, `start` and `separator` as its windows have them."""

    def __init__(self, network: Network, length: int, start: int, separator: int, batch: int) -> None:
        self._network = network
        self._window = (length, start, separator)
        self._batch = batch

    def find(self, text: str, pieces: Pieces, found: Sequence[Attribution]) -> Iterator[Attribution]:
        """The clear statements within those that were found in a text, which `pieces` are of."""
        parts = [part for outer in found if outer.cue_type != "attitude" for part in self._cut(text, pieces, outer)]
        tasks = [(part.pieces, part.window) for part in parts]
        known = {span for one in found for span in one.content}
        inner = read_windows(tasks, self._network, self._batch, measured=True)
        for part, one in ((part, one) for part, all_found in zip(parts, inner, strict=True) for one in all_found):
            passage = _tidy(text, _locate(part, one))
            least = LEAST_QUOTED if _is_quoted(text, passage) else LEAST_CONFIDENCE
            sure = one.confidence >= least and known.isdisjoint(passage.content)
            if sure and is_clear(text, part.span, passage):
                yield _make(text, part.span, passage)

    def _cut(self, text: str, pieces: Pieces, outer: Attribution) -> Iterator[_Part]:
        if sum(end - start for start, end in outer.content) > LONGEST:
            return
        for span in outer.content:
            start, end = _trim(text, span, outer.kind == "direct")
            words = text[start:end]
            if len(words.split()) > LEAST_WORDS and has_clear_verb(words):
                own = _take(pieces, start, end)
                for window in cut_windows(own, *self._window):
                    yield _Part((start, end), own, window)


def _trim(text: str, span: Span, quoted: bool) -> Span:
    """Without `that` at the beginning; without the marks around what is `quoted` as a whole."""
    start, end = span
    that = _THAT.match(text, start, end)
    if that:
        return that.end(), end
    return (start + (text[start] in _OPENING), end - (text[end - 1] in _CLOSING)) if quoted else span


def _take(pieces: Pieces, start: int, end: int) -> Pieces:
    """The pieces between two places, as a paragraph of its own."""
    part = slice(int(np.searchsorted(pieces.starts, start)), int(np.searchsorted(pieces.ends, end, side="right")))
    kinds = pieces.kinds[part].copy()
    kinds[:1] = FIRST
    return replace(
        pieces,
        ids=pieces.ids[part],
        starts=pieces.starts[part],
        ends=pieces.ends[part],
        kinds=kinds,
        words=pieces.words[part],
        stops=pieces.stops[part],
    )


def _locate(part: _Part, found: Found) -> Passage:
    def span(place: tuple[int, int]) -> Span:
        first, last = part.window.first + place[0], part.window.first + place[1]
        return int(part.pieces.starts[first]), int(part.pieces.ends[last])

    return Passage(
        tuple(sorted(map(span, found.contents))),
        (span(found.source),) if found.source else (),
        (span(found.cue),) if found.cue else (),
    )


def _tidy(text: str, passage: Passage) -> Passage:
    """Without the `that` before `that, according to Ofwen, …`, what goes on behind inner marks, and a last comma."""
    contents = [span for span in passage.content if text[slice(*span)].casefold() != "that"]
    quoted = next((span for span in contents if passage.cue and opens_after(text, passage.cue[0][1], span)), None)
    if quoted is not None:
        closed = _CLOSED.search(text, *quoted)
        contents = [(quoted[0], closed.end() if closed else quoted[1])]
    elif contents and text[contents[-1][1] - 1] == ",":
        contents[-1] = (contents[-1][0], contents[-1][1] - 1)
    return replace(passage, content=tuple(contents))


def _is_quoted(text: str, passage: Passage) -> bool:
    return bool(passage.cue) and any(opens_after(text, passage.cue[0][1], span) for span in passage.content)


def _make(text: str, outer: Span, passage: Passage) -> Attribution:
    # By the marks within the other's words alone: all that stands there may be between marks.
    words = text[outer[0] : outer[1]]
    content = tuple((start - outer[0], end - outer[0]) for start, end in passage.content)
    return Attribution(
        kind=kind_of(words, content),
        content=passage.content,
        source=passage.source,
        cue=passage.cue,
        cue_type=type_of_cue(text_of(text, passage.cue)),
    )
