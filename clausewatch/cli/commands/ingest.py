"""`clausewatch ingest`: local pages into the pipeline as if crawled."""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from clausewatch.cli.options import Address, DateTime, with_settings
from clausewatch.cli.processing import process, summarise
from clausewatch.cli.progress import Progress, show_progress
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.settings import Settings
from clausewatch.steps.ingest import Ingested, ingest
from clausewatch.steps.local_files import Entry, Facts, Found, Unreadable, keep_stream, list_files, read_file
from clausewatch.steps.publishers import choose_publisher
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import open_stores
from nlp.annotator import load_annotator
from spiders.run import list_publishers

ALL_FAILED = 1


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--publisher", metavar="NAME", help="Whose pages they are; default: by the address.")
@click.option("--url", type=Address(), metavar="URL", help="Address of the page; for one file only.")
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
    is_page = len(entries) == 1 and not (isinstance(entries[0], Entry) and entries[0].is_warc)
    if not is_page and (url or title or published):
        raise click.UsageError("--url, --title and --published are of one page: name one file that holds just a page")
    publishers = list_publishers(settings)
    if publisher is not None:
        choose_publisher(publishers, url, publisher)
    annotator = load_annotator(settings.targets, settings.speakers)
    with open_stores(settings) as stores:
        with show_progress("reading", len(entries)) as progress:
            ingested = ingest(stores, _read(entries, facts, progress), publishers, facts)
        reports = process(stores, annotator, publishers)
    return _report(ingested, reports)


def _read(entries: Sequence[Entry | Unreadable], facts: Facts, progress: Progress) -> Iterator[Found | Unreadable]:
    for entry in entries:
        if isinstance(entry, Unreadable):
            yield entry
        elif entry.place is None:
            with keep_stream(sys.stdin.buffer) as kept:
                yield from read_file(kept, facts)
        else:
            yield from read_file(entry, facts)
        progress.advance()


def _report(ingested: Ingested, reports: Sequence[StepReport]) -> int:
    """Say what was done; the exit status."""
    failures = [failure for report in reports for failure in report.failures]
    for place, reason in ingested.failures:
        click.echo(f"{place}: {reason}", err=True)
    click.echo(f"{ingested.fresh} new, {ingested.known} known already, {len(ingested.failures)} not readable")
    click.echo(summarise(reports), err=True)
    if not ingested.failures and not failures:
        return 0
    unread = sum(failure.step == "extract" for failure in failures)
    return PARTLY_DONE if ingested.fresh + ingested.known > unread else ALL_FAILED
