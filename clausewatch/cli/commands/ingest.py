"""`clausewatch ingest`: local pages into the pipeline as if crawled."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from clausewatch.cli.commands.run import summarise
from clausewatch.cli.options import DateTime, read_input, with_settings
from clausewatch.cli.progress import Progress, show_progress
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from clausewatch.steps.ingest import Ingested, ingest
from clausewatch.steps.local_files import STANDARD_INPUT, Entry, Facts, Found, Unreadable, list_files, read_file
from clausewatch.steps.process import process_all
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import Stores, open_stores
from nlp.annotator import Annotator, load_annotator
from spiders.run import list_publishers

ALL_FAILED = 1


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--publisher", metavar="NAME", help="Whose pages they are; default: by the address.")
@click.option("--url", metavar="URL", help="Address of the page; for one file only.")
@click.option("--title", help="Title of the page; for one file only.")
@click.option("--published", type=DateTime(), metavar="DATE", help="When it was published; for one file only.")
@with_settings
def command(
    settings: Settings,
    paths: tuple[str, ...],
    publisher: str | None,
    url: str | None,
    title: str | None,
    published: datetime | None,
) -> int:
    """Put pages into the pipeline: HTML, JSON of an official API, text with front matter, WARC files; also folders.

    What is known already is left as it is. Exit status 3 where some of it could not be used; each is named on
    standard error.

    Example: clausewatch ingest pages/ --publisher bbc-news
    """
    facts = Facts(publisher=publisher, url=url, title=title, published=published)
    entries = list(list_files([Path(path) for path in paths]))
    if len(entries) != 1 and (url or title or published):
        raise click.UsageError("--url, --title and --published are of one page: name one file")
    publishers = list_publishers(settings)
    annotator = load_annotator(settings.targets, settings.speakers)
    with open_stores(settings) as stores:
        with show_progress("reading", len(entries)) as progress:
            ingested = ingest(stores, _read(entries, facts, progress), publishers, facts)
        reports = _process(stores, annotator, publishers)
    return _report(ingested, reports)


def _read(entries: Sequence[Entry | Unreadable], facts: Facts, progress: Progress) -> Iterator[Found | Unreadable]:
    for entry in entries:
        if isinstance(entry, Unreadable):
            yield entry
        elif entry.path == Path(STANDARD_INPUT):
            yield from read_file(Entry(Path("standard-input"), entry.place), facts, read_input(STANDARD_INPUT))
        else:
            yield from read_file(entry, facts)
        progress.advance()


def _process(stores: Stores, annotator: Annotator, publishers: Sequence[Publisher]) -> list[StepReport]:
    alerts = io.StringIO()
    with show_progress("processing") as progress:
        reports = process_all(
            stores, annotator, publishers, console=alerts, watch=lambda report: progress.note(report.step)
        )
    click.echo(alerts.getvalue(), nl=False)
    return reports


def _report(ingested: Ingested, reports: Sequence[StepReport]) -> int:
    """Say what was done; the exit status."""
    failures = [failure for report in reports for failure in report.failures]
    for place, reason in ingested.failures:
        click.echo(f"{place}: {reason}", err=True)
    for failure in failures:
        click.echo(f"{failure.step}: {failure.reason}", err=True)
    click.echo(f"{ingested.fresh} new, {ingested.known} known already, {len(ingested.failures)} not readable")
    click.echo(summarise(reports), err=True)
    if not ingested.failures and not failures:
        return 0
    unread = sum(failure.step == "extract" for failure in failures)
    return PARTLY_DONE if ingested.fresh + ingested.known > unread else ALL_FAILED
