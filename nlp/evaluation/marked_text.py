r"""Reads texts marked by hand in the text itself: `[S1 Ada Moor] [C1 said] [Q1 the lamp was out].`

S is the source, C the cue, Q the content of the attribution with this number; the same mark again is a further part of
it, marks may stand within each other, and `\[` and `\]` are brackets of the text. Lines `name: value` may stand above
a line `---`: kind, publisher, title, date, record and `speaker 1 4: Ada Moor | person | harbour master | Wick Trust`,
once for each of several speakers; attributions that no line gives a speaker are those where nobody is to be named.
"""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Self, get_args

from pydantic import ValidationError, model_validator

from clausewatch.errors import InputError
from clausewatch.models import Model, PublisherKind, Record, Span, SpeakerKind
from nlp.evaluation.quotes import GoldAttribution, GoldText
from nlp.evaluation.speakers import GoldArticle, GoldStatement

Role = Literal["source", "cue", "content"]
_ROLES: dict[str, Role] = {"S": "source", "C": "cue", "Q": "content"}
_TOKEN = re.compile(r"\\[\[\]]|\[([SCQ])([1-9]\d*) |[\[\]]")
_SPEAKER = re.compile(r"speaker((?: [1-9]\d*)+)")
_NAMED = frozenset(("kind", "publisher", "title", "date", "record"))
_DIVIDER = "---"


class GoldSpeaker(Model):
    """Who a person would say made a statement."""

    name: str
    kind: SpeakerKind = "person"
    role: str | None = None
    organisation: str | None = None


class MarkedText(GoldText):
    """A text with its attributions in the order of their numbers, and who made each of them."""

    speakers: tuple[tuple[GoldSpeaker, ...], ...]
    """As many as attributions; empty where nobody is to be named."""
    kind: PublisherKind = "coverage"
    publisher: str = "unknown"
    title: str = ""
    date: datetime.date | None = None
    record: Record | None = None

    @model_validator(mode="after")
    def _check_speakers(self) -> Self:
        if len(self.speakers) != len(self.attributions):
            raise ValueError("speakers must be as many as attributions")
        return self


def read_marked(path: Path) -> MarkedText:
    """One text from its file, named by the file; `InputError` gives the file, line and column of what is wrong."""
    try:
        return parse_marked(path.name, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name}: {error}") from error


def parse_marked(name: str, marked: str) -> MarkedText:
    """The text that a file of this name would hold; `InputError` gives the name, line and column of what is wrong."""
    lines = marked.split("\n")
    divider = lines.index(_DIVIDER) if _DIVIDER in lines else -1
    facts, given = _read_facts(name, lines[: max(divider, 0)])
    text, spans = _read_marks(name, "\n".join(lines[divider + 1 :]).strip("\n"), _first_line(lines, divider))
    attributions = {number: _make_attribution(name, number, spans[number]) for number in sorted(spans)}
    strays = sorted(set(given) - set(attributions))
    if strays:
        raise InputError(f"{name}: speaker of {strays[0]}, which no mark has")
    speakers = tuple(tuple(given.get(number, ())) for number in attributions)
    facts |= {"id": Path(name).stem, "text": text, "attributions": (*attributions.values(),), "speakers": speakers}
    try:
        return MarkedText.model_validate(facts)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def read_marked_folder(folder: Path) -> Iterator[MarkedText]:
    """The texts of a folder's `.txt` files by name; `InputError` where there is none."""
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise InputError(f"{folder.name}: no marked text in this folder")
    yield from map(read_marked, paths)


def as_article(marked: MarkedText) -> GoldArticle:
    """The text as the measure of speakers reads it."""
    statements = [
        GoldStatement(content=one.content, speaker=_names(speakers), organisation=_organisation(speakers))
        for one, speakers in zip(marked.attributions, marked.speakers, strict=True)
    ]
    return GoldArticle(
        document=f"{marked.id}.txt",
        publisher=marked.publisher,
        kind=marked.kind,
        title=marked.title,
        published_at=marked.date.isoformat() if marked.date else None,
        record=marked.record,
        attributions=tuple(statements),
        text=marked.text,
    )


def _names(speakers: tuple[GoldSpeaker, ...]) -> str | tuple[str, ...] | None:
    names = tuple(speaker.name for speaker in speakers)
    return names[0] if len(names) == 1 else names or None


def _organisation(speakers: tuple[GoldSpeaker, ...]) -> str | None:
    return speakers[0].organisation if len(speakers) == 1 else None


def _first_line(lines: list[str], divider: int) -> int:
    """Number in the file, from 1, of the first line of the text itself."""
    number = divider + 1
    while number < len(lines) - 1 and not lines[number]:
        number += 1
    return number + 1


def _read_facts(name: str, lines: list[str]) -> tuple[dict[str, object], dict[int, list[GoldSpeaker]]]:
    facts: dict[str, object] = {}
    speakers: dict[int, list[GoldSpeaker]] = {}
    for number, line in enumerate(lines, 1):
        key, _, value = (part.strip() for part in line.partition(":"))
        place = f"{name}: line {number}"
        if match := _SPEAKER.fullmatch(key):
            speaker = GoldSpeaker.model_validate(_read_person(place, value))
            for attribution in match[1].split():
                speakers.setdefault(int(attribution), []).append(speaker)
        elif key not in _NAMED or not value or key in facts:
            raise InputError(f"{place}: `{line}` must be a known name, a colon and a value, once")
        else:
            facts[key] = _read_person(place, value) if key == "record" else value
    return facts, speakers


def _read_person(place: str, value: str) -> dict[str, str]:
    """`name | kind | role | organisation`; all but the name may be left out."""
    parts = [part.strip() or None for part in value.split("|")]
    given = {key: part for key, part in zip(("name", "kind", "role", "organisation"), parts, strict=False) if part}
    if len(parts) > 4 or "name" not in given or given.get("kind", "person") not in (None, *get_args(SpeakerKind)):
        raise InputError(f"{place}: `{value}` must be `name | kind | role | organisation`")
    return given


Spans = dict[int, list[tuple[Role, Span]]]


def _read_marks(name: str, marked: str, line: int) -> tuple[str, Spans]:
    """The text without marks, and the spans of each number in order of their beginning."""
    text, size, done = [], 0, 0
    opened: list[tuple[Role, int, int, int]] = []
    spans: Spans = {}
    for token in _TOKEN.finditer(marked):
        before = marked[done : token.start()]
        done = token.end()
        text.append(before)
        size += len(before)
        if token[0].startswith("\\"):
            text.append(token[0][1])
            size += 1
        elif token[1]:
            opened.append((_ROLES[token[1]], int(token[2]), size, token.start()))
        elif token[0] == "[":
            raise InputError(f"{name}: {_place(marked, token.start(), line)}: `[` opens no mark; a bracket is `\\[`")
        else:
            _close(name, opened, spans, size, _place(marked, token.start(), line))
    if opened:
        raise InputError(f"{name}: {_place(marked, opened[-1][3], line)}: this mark is never closed")
    text.append(marked[done:])
    return "".join(text), spans


def _close(name: str, opened: list[tuple[Role, int, int, int]], spans: Spans, end: int, place: str) -> None:
    if not opened:
        raise InputError(f"{name}: {place}: `]` closes no mark; a bracket is `\\]`")
    role, number, start, _ = opened.pop()
    if start == end:
        raise InputError(f"{name}: {place}: a mark of nothing")
    if any((other, another) == (role, number) for other, another, _, _ in opened):
        raise InputError(f"{name}: {place}: a mark within itself")
    spans.setdefault(number, []).append((role, (start, end)))


def _place(marked: str, offset: int, line: int) -> str:
    """Line in the file and column, both from 1."""
    before = marked[:offset].split("\n")
    return f"line {line + len(before) - 1}, column {len(before[-1]) + 1}"


def _make_attribution(name: str, number: int, marks: list[tuple[Role, Span]]) -> GoldAttribution:
    parts = {wanted: tuple(sorted(span for role, span in marks if role == wanted)) for wanted in _ROLES.values()}
    if not parts["content"]:
        raise InputError(f"{name}: {number} has no mark Q{number}")
    return GoldAttribution(content=parts["content"], source=parts["source"], cue=parts["cue"])
