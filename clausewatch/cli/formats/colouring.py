"""A text with its statements coloured by displaCy: sources, cues and contents, numbered by statement."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape
from spacy import displacy

from clausewatch.models import Statement

COLOURS = {"SOURCE": "#9ecbff", "CUE": "#ffd37a", "CONTENT": "#a9dfb0"}
WORD_OR_SPACE = re.compile(r"\s+|\S+")
# As displaCy's own, but without white space around a word: "(Ada" must not become "( Ada".
TEMPLATE = {
    "span": '<span class="word" style="height: {total_height}px">{text}{span_slices}{span_starts}</span>',
    "slice": '<span class="slice" style="background: {bg}; top: {top_offset}px"></span>',
    "start": '<span class="slice" style="background: {bg}; top: {top_offset}px">'
    '<span class="label" style="background: {bg}">{label}</span></span>',
}
LAYOUT = {"template": TEMPLATE, "top_offset": 30, "span_label_offset": 12, "top_offset_step": 15}


class Mark(NamedTuple):
    """A span of code points of the text with its label, such as `2 CUE`."""

    start: int
    end: int
    label: str


def colour_paragraphs(text: str, statements: Sequence[Statement]) -> Iterator[Markup]:
    """HTML of each paragraph that is not blank; a span over several paragraphs is marked in each of them."""
    waiting = deque(sorted(_list_marks(statements)))
    open_marks: list[Mark] = []
    start = 0
    for paragraph in text.split("\n\n"):
        end = start + len(paragraph)
        while waiting and waiting[0].start < end:
            open_marks.append(waiting.popleft())
        open_marks = [mark for mark in open_marks if mark.end > start]
        if paragraph.strip():
            yield Markup().join(_colour(paragraph, [_move(mark, start, end) for mark in open_marks]))
        start = end + len("\n\n")


def _move(mark: Mark, start: int, end: int) -> Mark:
    """The part of a mark that lies in start to end, counted from start."""
    return Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.label)


def _list_marks(statements: Sequence[Statement]) -> Iterator[Mark]:
    for number, statement in enumerate(statements, 1):
        for name, spans in (("SOURCE", statement.source), ("CUE", statement.cue), ("CONTENT", statement.content)):
            yield from (Mark(start, end, f"{number} {name}") for start, end in spans)


def _colour(text: str, marks: list[Mark]) -> Iterator[Markup]:
    """The text piece by piece. displaCy takes words times marks, so it gets only marks that overlap at once."""
    done = 0
    for group in _group_overlapping(marks):
        start, end = group[0].start, max(mark.end for mark in group)
        yield escape(text[done:start])
        yield _make_room(_render(text[start:end], [_move(mark, start, end) for mark in group]), end - start, group[0])
        done = end
    yield escape(text[done:])


def _make_room(drawn: Markup, length: int, first: Mark) -> Markup:
    """Words that are shorter than their label get its width, or the next label would cover it."""
    if length >= len(first.label):
        return drawn
    return Markup('<span class="short" style="min-width: {:.2f}rem">{}</span>').format(len(first.label) * 0.44, drawn)


def _group_overlapping(marks: list[Mark]) -> Iterator[list[Mark]]:
    """Groups of marks in order; no mark of one overlaps a mark of another."""
    group: list[Mark] = []
    end = 0
    for mark in marks:
        if group and mark.start >= end:
            yield group
            group = []
        group.append(mark)
        end = max(end, mark.end)
    if group:
        yield group


def _render(text: str, marks: list[Mark]) -> Markup:
    """Words under their marks. displaCy escapes the words, and the labels are ours."""
    cuts = sorted({place for mark in marks for place in (mark.start, mark.end)} | _find_word_ends(text))
    place = {cut: number for number, cut in enumerate(cuts)}
    spans = [{"start_token": place[start], "end_token": place[end], "label": label} for start, end, label in marks]
    tokens = [text[start:end] for start, end in pairwise(cuts)]
    colours = {mark.label: COLOURS[mark.label.partition(" ")[2]] for mark in marks}
    drawn = displacy.render(
        {"tokens": tokens, "spans": spans, "title": None},
        style="span",
        manual=True,
        jupyter=False,
        options=LAYOUT | {"colors": colours},
    )
    return Markup(drawn)  # noqa: S704


def _find_word_ends(text: str) -> set[int]:
    return {0, *(found.end() for found in WORD_OR_SPACE.finditer(text))}
