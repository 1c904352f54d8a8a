"""What was found in the windows of one text, put together to attributions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from clausewatch.models import Span
from nlp.attribution import Attribution, text_of
from nlp.components.quotations.cues import type_of_cue
from nlp.components.quotations.kinds import kind_of
from nlp.components.quotations.links import Found
from nlp.components.quotations.windows import Pieces, Window

_OPENING, _CLOSING = "“\"‘'«", "”\"’'»"


@dataclass(frozen=True, slots=True)
class Passage:
    """An attribution as spans of the text, before anything is concluded from it."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]


def assemble(text: str, pieces: Pieces, windows: Iterable[tuple[Window, list[Found]]]) -> tuple[Attribution, ...]:
    """The attributions of a text in order of their contents."""
    passages = sorted(
        (_locate(pieces, window, found) for window, all_found in windows for found in all_found),
        key=lambda passage: passage.content,
    )
    return tuple(_attribution(text, passage) for passage in _continue_paragraphs(text, passages))


def _locate(pieces: Pieces, window: Window, found: Found) -> Passage:
    def span(place: tuple[int, int]) -> Span:
        first, last = window.first + place[0], window.first + place[1]
        return int(pieces.starts[first]), int(pieces.ends[last])

    return Passage(
        tuple(sorted(map(span, found.contents))),
        (span(found.source),) if found.source else (),
        (span(found.cue),) if found.cue else (),
    )


def _continue_paragraphs(text: str, passages: list[Passage]) -> Iterator[Passage]:
    """Words that nobody was found for are left out, but for two cases.

    A quotation that was never closed goes on: then each paragraph opens with a mark, and only the last one ends with
    one. And a paragraph that is nothing but a quotation is somebody's words: of the source in the paragraph before
    it, or of nobody known.
    """
    kept: list[Passage] = []
    for passage in passages:
        if passage.cue or passage.source:
            kept.append(passage)
        elif kept and _goes_on(text, kept[-1].content[-1], passage.content[0]):
            kept[-1] = replace(kept[-1], content=(*kept[-1].content, *passage.content))
        elif _fills_paragraph(text, passage):
            source = kept[-1].source if kept and _is_next(text, kept[-1], passage) else ()
            kept.append(replace(passage, source=source))
    yield from kept


def _fills_paragraph(text: str, passage: Passage) -> bool:
    start, end = passage.content[0][0], passage.content[-1][1]
    finish = text.find("\n", end)
    around = text[text.rfind("\n", 0, start) + 1 : start] + text[end : len(text) if finish < 0 else finish]
    return not any(character.isalnum() for character in around) and kind_of(text, passage.content) == "direct"


def _is_next(text: str, before: Passage, after: Passage) -> bool:
    """Whether no paragraph lies between the two."""
    between = text[before.content[-1][1] : after.content[0][0]]
    return len([line for line in between.split("\n") if line.strip()]) <= 1


def _goes_on(text: str, before: Span, after: Span) -> bool:
    between = text[before[1] : after[0]]
    if "\n" not in between or any(character.isalnum() for character in between):
        return False
    opens = text[after[0]] in _OPENING or between.rstrip()[-1:] in tuple(_OPENING)
    closed = text[before[1] - 1] in _CLOSING or between.lstrip(" ")[:1] in tuple(_CLOSING)
    return opens and not closed and kind_of(text, (before,)) != "indirect"


def _attribution(text: str, passage: Passage) -> Attribution:
    return Attribution(
        kind=kind_of(text, passage.content),
        content=passage.content,
        source=passage.source,
        cue=passage.cue,
        cue_type=type_of_cue(text_of(text, passage.cue)),
    )
