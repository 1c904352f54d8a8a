"""What was found in the windows of one text, put together to attributions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from clausewatch.models import Span
from nlp.attribution import Attribution, text_of
from nlp.components.quotations.cues import type_of_cue
from nlp.components.quotations.kinds import kind_of
from nlp.components.quotations.links import Found
from nlp.components.quotations.transcripts import put_turns, read_turns
from nlp.components.quotations.turns import Passage, complete_turns
from nlp.components.quotations.windows import Pieces, Window

_OPENING, _CLOSING = "“\"‘'«„‹", "”\"’'»›"
_LETTER = re.compile(r"[^\W_]")
_ANSWERING = re.compile(r"\b(?:respon|repl|reac)\w+ to\s*$")
_HEARSAY = re.compile(
    r"\s*(?:(?:the|a|these|those|recent|latest|press|media) )*"
    r"(?:reports?|claims?|suggestions?|rumou?rs?|allegations?|accusations?|speculation|news|fears?|concerns?|criticisms?)\b"
)
_COLON = re.compile(r":\s+(?=[“\"‘'«„])")
FEWEST_WORDS = 4
"""Of reported words and of the quotation behind their colon, where these are two statements."""
MOST_MARKS = 200
"""Code points without a letter or digit that may stand around a quotation in its paragraph, or between two parts."""


def assemble(text: str, pieces: Pieces, windows: Iterable[tuple[Window, list[Found]]]) -> tuple[Attribution, ...]:
    """The attributions of a text in order of their contents."""
    located = (_locate(pieces, window, found) for window, all_found in windows for found in all_found)
    parts = (part for one in located for part in _part(text, one))
    passages = sorted(put_turns(read_turns(text), parts), key=lambda passage: passage.content)
    continued = _continue_paragraphs(text, passages)
    return tuple(_attribution(text, passage) for passage in complete_turns(text, list(continued)))


def _locate(pieces: Pieces, window: Window, found: Found) -> Passage:
    def span(place: tuple[int, int]) -> Span:
        first, last = window.first + place[0], window.first + place[1]
        return int(pieces.starts[first]), int(pieces.ends[last])

    return Passage(
        tuple(sorted(map(span, found.contents))),
        (span(found.source),) if found.source else (),
        (span(found.cue),) if found.cue else (),
    )


def _part(text: str, passage: Passage) -> Iterator[Passage]:
    """The passage without contents of no letter; those that others would only be guessed to have said stand alone.

    Plain words without a cue are left out, and those of a later paragraph that go with a quotation.

    These are the ones behind a paragraph of other things, and quotations that fill a paragraph after an indirect
    statement.
    """
    if _is_only_near(text, passage) or _is_only_answered(text, passage):
        return
    contents = [span for span in passage.content if _LETTER.search(text, *span)]
    near = _find_near(text, passage, contents)
    own: list[Span] = []
    for span in contents:
        alone = Passage((span,), (), ())
        if near and (span not in near or (own and _begins_anew(text, own[-1], alone))):
            yield alone
        elif not own or not _is_plain_after_quotation(text, own[-1], span):
            own.append(span)
    if own:
        yield from _split_off_quotation(text, replace(passage, content=tuple(own)))


def _split_off_quotation(text: str, passage: Passage) -> Iterator[Passage]:
    """`said that the lamp was out: “Nobody saw it.”` is two statements: what is reported, and the words themselves."""
    start, end = passage.content[-1]
    colon = _COLON.search(text, start, end)
    if colon and passage.source and _is_told_then_quoted(text, (start, colon.start()), (colon.end(), end)):
        yield replace(passage, content=(*passage.content[:-1], (start, colon.start())))
        yield replace(passage, content=((colon.end(), end),), cue=())
    else:
        yield passage


def _is_told_then_quoted(text: str, told: Span, quoted: Span) -> bool:
    return (
        min(len(text[start:end].split()) for start, end in (told, quoted)) >= FEWEST_WORDS
        and kind_of(text, (told,)) == "indirect"
        and kind_of(text, (quoted,)) == "direct"
    )


def _is_only_near(text: str, passage: Passage) -> bool:
    """Plain words that no cue reports: that somebody is named beside them says too little."""
    return bool(passage.source) and not passage.cue and kind_of(text, passage.content) == "indirect"


def _is_only_answered(text: str, passage: Passage) -> bool:
    """`responded to reports that the lamp was out`: the words of others, and not what is said of them."""
    if not passage.cue or not _ANSWERING.search(text, *passage.cue[-1]):
        return False
    begun = passage.cue[-1][1]
    return begun <= passage.content[0][0] and _HEARSAY.match(text, begun, begun + MOST_MARKS) is not None


def _find_near(text: str, passage: Passage, contents: list[Span]) -> list[Span]:
    """The contents that no whole paragraph parts from the cue, or else from the source; empty where all are so far."""
    told = sorted({*contents, *passage.source, *passage.cue})
    group, groups = 0, dict.fromkeys(told[:1], 0)
    for before, after in pairwise(told):
        between = text[before[1] : after[0]].split("\n")[1:-1]
        group += any(_LETTER.search(line) for line in between)
        groups[after] = group
    main = [groups[span] for span in (*passage.cue, *passage.source, *contents)][:1]
    return [span for span in contents if groups[span] in main]


def _begins_anew(text: str, before: Span, passage: Passage) -> bool:
    is_new = "\n" in text[before[1] : passage.content[0][0]] and kind_of(text, (before,)) == "indirect"
    return is_new and _fills_paragraph(text, passage)


def _is_plain_after_quotation(text: str, before: Span, span: Span) -> bool:
    is_plain = "\n" in text[before[1] : span[0]] and kind_of(text, (span,)) == "indirect"
    return is_plain and kind_of(text, (before,)) == "direct"


def _continue_paragraphs(text: str, passages: list[Passage]) -> Iterator[Passage]:
    """Words that nobody was found for are left out, but for two cases.

    A quotation that was never closed goes on: then each paragraph opens with a mark, and only the last one ends with
    one. And a paragraph that is nothing but a quotation is somebody's words: of the source in the paragraph before
    it, or of nobody known.
    """
    kept: Passage | None = None
    parts: list[Span] = []
    for passage in passages:
        if not (passage.cue or passage.source):
            if parts and _goes_on(text, parts[-1], passage.content[0]):
                parts.extend(passage.content)
                continue
            if not _fills_paragraph(text, passage):
                continue
            if kept and _is_next(text, parts[-1], passage.content[0]):
                passage = replace(passage, source=kept.source)
        if kept:
            yield replace(kept, content=tuple(parts))
        kept, parts = passage, list(passage.content)
    if kept:
        yield replace(kept, content=tuple(parts))


def _fills_paragraph(text: str, passage: Passage) -> bool:
    start, end = passage.content[0][0], passage.content[-1][1]
    # No more is looked at than may be there, as a paragraph may be as long as the text.
    before = text[max(0, start - MOST_MARKS) : start].rpartition("\n")
    after = text[end : end + MOST_MARKS].partition("\n")
    if (not before[1] and start > MOST_MARKS) or (not after[1] and end + MOST_MARKS < len(text)):
        return False
    return _LETTER.search(before[2] + after[0]) is None and kind_of(text, passage.content) == "direct"


def _is_next(text: str, before: Span, after: Span) -> bool:
    """Whether no paragraph lies between the two."""
    between = text[before[1] : after[0]]
    return len([line for line in between.split("\n") if line.strip()]) <= 1


def _goes_on(text: str, before: Span, after: Span) -> bool:
    between = text[before[1] : min(after[0], before[1] + MOST_MARKS)]
    if after[0] - before[1] > MOST_MARKS or "\n" not in between or _LETTER.search(between):
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
