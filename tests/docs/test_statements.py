"""docs/statements.md says of its examples what the annotator finds in them, mistakes included."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.cli.commands.annotate import AnnotateRow, annotate_rows
from clausewatch.cli.formats.wording import describe_speaker
from clausewatch.models import Span, Statement
from clausewatch.settings import load_settings
from nlp.annotator import Annotator, load_annotator

PAGE = Path(__file__).resolve().parents[2] / "docs" / "statements.md"
EXAMPLE = re.compile(r"((?:^>.*\n)+|^```json\n.*\n```\n)\n((?:^\|.*\n)+|^Nothing is found\.\n)", re.MULTILINE)
PICTURE = re.compile(r"!\[.+\]\((.+\.png)\)")
MOST_BYTES = 100_000


class Example(NamedTuple):
    """An example of the page, and the rows of the table below it."""

    row: AnnotateRow
    found: list[str]


def read_examples(page: str) -> list[Example]:
    return [
        Example(_read_row(shown, number), [line for line in told.splitlines()[2:] if line.startswith("|")])
        for number, (shown, told) in enumerate(EXAMPLE.findall(page), 1)
    ]


def _read_row(shown: str, number: int) -> AnnotateRow:
    if shown.startswith("```"):
        return AnnotateRow.model_validate(json.loads(shown.splitlines()[1]))
    lines = [line.removeprefix(">").strip() for line in shown.splitlines()]
    return AnnotateRow(id=str(number), text="\n".join(lines))


def describe(text: str, statements: Iterable[Statement]) -> list[str]:
    """A row of a table for each statement."""
    return [
        f"| {each.kind} | {each.text} | {_quote(text, each.source)} | {_quote(text, each.cue)} | {_name(each)} |"
        for each in statements
    ]


def _quote(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans) or "none"


def _name(statement: Statement) -> str:
    speaker = statement.speaker
    if speaker is None:
        return f"{describe_speaker(None)} | –"
    return f"{describe_speaker(speaker)}: {speaker.kind} | {speaker.resolved_by}"


TEXT = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
EXAMPLES = read_examples(TEXT)


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    settings = load_settings()
    return load_annotator(settings.targets, settings.speakers)


def test_every_example_of_the_page_is_read() -> None:
    begun = len(re.findall(r"^```json|(?<!^>)\n\n> ", TEXT, re.MULTILINE))
    assert len(EXAMPLES) == begun
    assert TEXT.count("Nothing is found.") == sum(not example.found for example in EXAMPLES)
    assert {found.split(" | ")[0] for example in EXAMPLES for found in example.found} == {
        "| direct", "| indirect", "| mixed", "| primary",
    }  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.row.text[:40] for example in EXAMPLES])
def test_the_page_says_what_the_annotator_finds(example: Example, annotator: Annotator) -> None:
    ((row, reading),) = annotate_rows(annotator, [example.row])
    assert describe(row.text, reading.statements) == example.found


def test_every_picture_is_there_and_small() -> None:
    pictures = PICTURE.findall(TEXT)
    assert pictures
    for name in pictures:
        picture = (PAGE.parent / name).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) <= MOST_BYTES
