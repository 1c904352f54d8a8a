"""`clausewatch annotate`: documents in, statements out."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import click
from pydantic import BaseModel, BeforeValidator, ConfigDict

from clausewatch.cli.formats.display import Shown, draw_page
from clausewatch.cli.progress import Progress, show_progress, warn
from clausewatch.cli.rows import RowReader, write_row
from clausewatch.index.shapes import statement_to_json
from clausewatch.models import Document, PublisherKind, Record, Text
from clausewatch.settings import load_settings
from nlp.annotator import Annotator, Reading, load_annotator

ROWS_AT_ONCE = 64
NOTHING = Reading(())
Answer = tuple["AnnotateRow", Reading]


def _read_time(value: Any) -> Any:
    """A day, or a time without a zone, is read as UTC."""
    if isinstance(value, str) and value:
        try:
            if len(value) == len("2023-09-06"):
                return datetime.combine(date.fromisoformat(value), time(), UTC)
            at = datetime.fromisoformat(value)
        except ValueError:
            return value
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    return value or None


class AnnotateRow(BaseModel):
    """One row of the input; keys that are not known are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Text
    text: Text
    title: Text | None = None
    url: Text | None = None
    publisher: Text | None = None
    kind: PublisherKind = "coverage"
    published_at: Annotated[datetime | None, BeforeValidator(_read_time)] = None
    record: Record | None = None

    def make_document(self) -> Document:
        """The row as a document; its text must not be empty."""
        return Document(
            url=self.url or f"urn:clausewatch:row:{self.id}",
            title=self.title or "",
            text=self.text,
            publisher=self.publisher or "unknown",
            kind=self.kind,
            published_at=self.published_at,
            record=self.record,
        )


@click.command()
@click.argument("file", default="-")
@click.option("--display", type=click.Choice(["html"]), help="Show sources, cues and contents in colour on one page.")
@click.option("--targets", type=click.Path(path_type=Path), help="Folder of target files.")
@click.option("--speakers", type=click.Path(path_type=Path), help="Folder of the registry of speakers.")
def command(file: str, display: str | None, targets: Path | None, speakers: Path | None) -> int:
    """Find the statements of documents: JSON Lines in FILE (default: standard input), JSON Lines or a page out.

    Example: echo '{"id": "a1", "text": "“It is safe,” said Ada Moor."}' | clausewatch annotate
    """
    settings = load_settings(targets=targets, speakers=speakers)
    annotator = load_annotator(settings.targets, settings.speakers)
    rows = RowReader(file, AnnotateRow)
    write = _write_page if display else _write_rows
    with show_progress("annotating", beside_results=True) as progress:
        write(_count(annotate_rows(annotator, rows), progress))
    return rows.exit_status


def annotate_rows(annotator: Annotator, rows: Iterable[AnnotateRow]) -> Iterator[Answer]:
    """Each row with its statements, in order; a row without text has none, and one in another language than English is
    named on standard error.
    """
    waiting = iter(rows)
    while batch := list(islice(waiting, ROWS_AT_ONCE)):
        found = annotator.read(row.make_document() for row in batch if row.text)
        for row in batch:
            reading = next(found) if row.text else NOTHING
            if reading.is_foreign:
                warn(f"{row.id}: no statements were looked for: the text is in another language ({reading.language})")
            yield row, reading


def _count(answers: Iterable[Answer], progress: Progress) -> Iterator[Answer]:
    for answer in answers:
        yield answer
        progress.advance()


def _write_rows(answers: Iterable[Answer]) -> None:
    for row, reading in answers:
        found = {"id": row.id, "statements": [statement_to_json(statement) for statement in reading.statements]}
        write_row(found | ({"language": reading.language} if reading.is_foreign else {}))


def _write_page(answers: Iterable[Answer]) -> None:
    for piece in draw_page(Shown(row.id, row.title, row.text, reading.statements) for row, reading in answers):
        click.echo(piece.encode(), nl=False)
