"""docs/extraction.md says of days and authors what extraction finds."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.extract.answers import extract, make_page

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "extraction.md").read_text(encoding="utf-8")


def read_rows(heading: str) -> Iterator[list[str]]:
    """The rows of the table in a part of the page, without the marks of code."""
    part = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    for line in lines[2:]:
        yield [cell.strip().strip("`") for cell in line.strip("|").split(" | ")]


DAYS, AUTHORS, FIGURES = (list(read_rows(heading)) for heading in ("The day", "The authors", "How good it is"))


@pytest.mark.parametrize(("head", "shown", "published", "confidence"), DAYS, ids=range(len(DAYS)))
def test_a_page_has_the_day_that_the_documentation_says(head: str, shown: str, published: str, confidence: str) -> None:
    document = extract(make_page(head, before=shown))
    found = document.published_at.isoformat() if document.published_at else "none"
    assert [found, document.published_confidence or "none"] == [published, confidence]


@pytest.mark.parametrize(("byline", "authors"), AUTHORS, ids=range(len(AUTHORS)))
def test_a_byline_has_the_authors_that_the_documentation_says(byline: str, authors: str) -> None:
    found = extract(make_page(before=byline)).authors
    assert list(found) == ([] if authors == "nobody" else authors.split(", "))


def test_the_tables_hold_sure_and_unsure_days_and_bylines_with_and_without_people() -> None:
    assert {row[-1] for row in DAYS} == {"high", "low", "none"}
    assert "nobody" in {row[-1] for row in AUTHORS}
    assert len(AUTHORS) > 3


@pytest.mark.parametrize("command", [row[1] for row in FIGURES])
def test_each_figure_has_a_command_that_is_there(command: str) -> None:
    words = shlex.split(command)
    assert words[:2] == ["python", "-m"]
    script = ROOT / Path(*words[2].split(".")).with_suffix(".py")
    options = [word for word in words if word.startswith("--")]
    assert all(re.search(f'"{option}"', script.read_text(encoding="utf-8")) for option in options)
