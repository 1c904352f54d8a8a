"""Found statements for a spreadsheet."""

import csv
from collections.abc import Iterator
from typing import TextIO

from clausewatch.cli.formats.wording import describe_corrections
from clausewatch.index.protocol import Hit, SearchResult

COLUMNS = (
    "published_at",
    "speaker",
    "role",
    "organisation",
    "category",
    "kind",
    "statement",
    "target",
    "stance",
    "stance_confidence",
    "publisher",
    "title",
    "url",
    "id",
    "withdrawn_at",
    "claims_change",
    "corrected",
)
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, or cuts off before it looks."""


def write_csv(result: SearchResult, stream: TextIO) -> None:
    """A header and one row a hit; a statement about several targets has them in one cell, parted by '; '.

    A cell that a spreadsheet could take for a formula begins with an apostrophe.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([neutralise(cell) for cell in _list_cells(hit)] for hit in result.hits)


def neutralise(cell: str) -> str:
    """The cell as text, whatever it begins with."""
    return f"'{cell}" if cell.startswith(FORMULA_MARKS) or cell.lstrip().startswith(FORMULA_MARKS) else cell


def _list_cells(hit: Hit) -> Iterator[str]:
    statement, document = hit.entry.statement, hit.entry.document
    speaker = statement.speaker
    yield document.published_at.isoformat() if document.published_at else ""
    yield from (speaker.name, speaker.role or "", speaker.organisation or "", speaker.category) if speaker else [""] * 4
    yield statement.kind
    yield statement.text
    yield "; ".join(stance.target for stance in statement.stances)
    yield "; ".join(stance.label for stance in statement.stances)
    yield "; ".join(f"{stance.confidence:.2f}" for stance in statement.stances)
    yield from (document.publisher, document.title, document.url, statement.id)
    yield document.withdrawn_at.isoformat() if document.withdrawn_at else ""
    yield statement.claims_change or ""
    yield describe_corrections(hit)
