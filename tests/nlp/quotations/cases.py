"""Short texts with the statements in them marked, one phenomenon each, and how what was found differs from the marks.

A case has a `name`, a `text` as `nlp.evaluation.marked_text` reads it, and where it matters the `kinds` of statements
by number and the numbers of those that are of `nobody`. `miss` says why the shipped model does not get it right yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from clausewatch.models import Document, Span
from nlp.attribution import Attribution, text_of
from nlp.evaluation.alignment import align, letters_of
from nlp.evaluation.marked_text import MarkedText, parse_marked
from nlp.evaluation.quotes import GoldAttribution

FOLDER = Path(__file__).parent / "cases"
LEAST = 0.5
"""Jaccard index of the letters of two contents from which a statement is found."""


@dataclass(frozen=True)
class Case:
    """One entry of a file of the folder."""

    name: str
    text: str
    kinds: dict[int, str] = field(default_factory=dict)
    nobody: tuple[int, ...] = ()
    miss: str | None = None

    @property
    def marked(self) -> MarkedText:
        """The text without marks, and what was marked."""
        return parse_marked(self.name, self.text)


def read_cases() -> Iterator[Case]:
    """All cases of the folder, by file and place."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text("utf-8")):
            yield Case(**entry)


def make_document(marked: MarkedText) -> Document:
    """The document whose text it is."""
    return Document(
        url="https://harbour-post.example/a",
        title=marked.title,
        text=marked.text,
        publisher=marked.publisher,
        kind=marked.kind,
        record=marked.record,
    )


def differences(case: Case, found: Sequence[Attribution]) -> list[str]:
    """What is missing, wrong or too much, in words; empty where the case is right."""
    marked = case.marked
    text, wanted = marked.text, marked.attributions
    chosen = align([letters_of(text, w.content) for w in wanted], [letters_of(text, f.content) for f in found], LEAST)
    wrong = [f"not marked: {_tell(text, one)}" for i, one in enumerate(found) if i not in chosen.values()]
    for place, one in enumerate(wanted):
        if place in chosen:
            wrong += _compare(case, text, place + 1, one, found[chosen[place]])
        else:
            wrong.append(f"not found: {_tell(text, one)}")
    return wrong


def _compare(case: Case, text: str, number: int, wanted: GoldAttribution, found: Attribution) -> Iterator[str]:
    if not _overlap(text, wanted.source, found.source):
        yield f"{number}: not of {text_of(text, found.source)!r}, but of {text_of(text, wanted.source)!r}"
    if found.kind != case.kinds.get(number, found.kind):
        yield f"{number}: {found.kind}, not {case.kinds[number]}"
    if number in case.nobody and found.speaker is not None:
        yield f"{number}: spoken by {found.speaker.name}, though nobody speaks"


def _overlap(text: str, wanted: Sequence[Span], found: Sequence[Span]) -> bool:
    return not (wanted or found) or bool(letters_of(text, wanted) & letters_of(text, found))


def _tell(text: str, one: GoldAttribution | Attribution) -> str:
    return " | ".join(text_of(text, spans) or "–" for spans in (one.source, one.cue, one.content))
