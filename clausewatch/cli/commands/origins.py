"""`clausewatch origins`: where quotations were really said."""

import json
from collections.abc import Iterator
from contextlib import closing
from typing import get_args

import click

from clausewatch.alerts.channels.content import clean
from clausewatch.cli.formats.wording import UNKNOWN
from clausewatch.cli.options import with_settings
from clausewatch.cli.progress import show_progress
from clausewatch.ledger import Ledger, open_ledger
from clausewatch.models import Edit, OriginVerdict
from clausewatch.settings import Settings
from clausewatch.steps.origin_reports import TracedQuotation, list_traced, quotation_to_json
from clausewatch.steps.origins import trace_all

VERDICTS: tuple[OriginVerdict, ...] = get_args(OriginVerdict)
FOUND = tuple(verdict for verdict in VERDICTS if verdict != "not-found")
MARKS = {"same": "{}", "left-out": "[-{}-]", "put-in": "{{+{}+}}"}
"""How the difference of words is written; as `wdiff` does."""


@click.command()
@click.option("--publisher", metavar="NAME", help="Quotations of this publisher only.")
@click.option("--verdict", "verdicts", multiple=True, type=click.Choice(VERDICTS), help="May be given again.")
@click.option("--update", is_flag=True, help="Look again for the origin of everything that is kept, first.")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
@with_settings
def command(
    settings: Settings, *, publisher: str | None, verdicts: tuple[OriginVerdict, ...], update: bool, shape: str
) -> None:
    """List quotations with the primary statement that they come from, and what became of its words.

    Without --verdict those whose origin was found. In the table, [-words-] were left out or replaced, and {+words+}
    are not in the record.

    Example: clausewatch origins --verdict changed --publisher bbc-news
    """
    number = 0
    with closing(open_ledger(settings.database_url)) as ledger:
        if update:
            _update(ledger)
        with ledger.read() as session:
            for number, found in enumerate(
                list_traced(session, publisher=publisher, verdicts=verdicts or FOUND), start=1
            ):
                if shape == "json":
                    click.echo(json.dumps(quotation_to_json(found), ensure_ascii=False).encode())
                else:
                    click.echo("\n".join((*([""] if number > 1 else []), *describe(found))))
    if shape == "table":
        click.echo(f"{number} quotation{'' if number == 1 else 's'}.", err=True)


def _update(ledger: Ledger) -> None:
    with show_progress("tracing quotations") as progress:
        trace_all(ledger, lambda done, total: progress.note(f"{done} of {total} documents"))


def describe(found: TracedQuotation) -> Iterator[str]:
    """Verdict, speaker, day and words of a quotation, then each primary statement; where both stand."""
    statement, document, (origin, spoken) = found.statement, found.document, found.traced
    name = statement.speaker.name if statement.speaker else UNKNOWN
    day = f"{document.published_at:%Y-%m-%d}" if document.published_at else "no date"
    yield clean(f"{origin.verdict} {origin.confidence:.2f}  {day}  {name}  ({statement.kind}, {statement.id})")
    yield clean(f"  {statement.text}")
    yield clean(f"  {document.publisher}  {document.url}")
    if origin.edits:
        yield clean(f"  {' '.join(map(mark, origin.edits))}")
    for one in spoken:
        if not origin.edits:
            yield clean(f"  {one.statement.text}")
        yield clean(f"  {one.document.publisher}  {one.document.url}  ({one.statement.id})")


def mark(edit: Edit) -> str:
    """Words of the record with what was done to them."""
    return MARKS[edit.kind].format(edit.text)
