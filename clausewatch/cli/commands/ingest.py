"""`clausewatch ingest`: local pages and archives of pages into the pipeline as if crawled."""

import sys
from collections.abc import Sequence
from datetime import datetime

import click

from clausewatch.archive import Place
from clausewatch.cli.options import Address, DateTime, with_settings
from clausewatch.cli.processing import process, summarise
from clausewatch.cli.progress import show_progress
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.ledger.ingests import RecordCounts
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from clausewatch.steps.extraction_pool import ExtractionPool
from clausewatch.steps.ingest import Ingested, Ingester
from clausewatch.steps.local_files import Entry, Facts, Unreadable, keep_stream
from clausewatch.steps.page_filter import make_filter
from clausewatch.steps.publishers import choose_publisher
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import Stores, open_stores
from clausewatch.steps.warc_sources import list_inputs
from nlp.annotator import load_annotator
from spiders.run import list_publishers

ALL_FAILED = 1
Inputs = Sequence[Entry | Place | Unreadable]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--publisher", metavar="NAME", help="Whose pages they are, all of them; default: by the address.")
@click.option("--all", "take_all", is_flag=True, help="Take every page of WARC files, whatever its site and words.")
@click.option("--again", is_flag=True, help="Read WARC files again that were read to their end before.")
@click.option("--url", type=Address(), metavar="URL", help="Address of the page; for one file only.")
@click.option("--title", help="Title of the page; for one file only.")
@click.option("--published", type=DateTime(), metavar="DATE", help="When it was published; for one file only.")
@with_settings
def command(
    settings: Settings,
    paths: tuple[str, ...],
    publisher: str | None,
    take_all: bool,
    again: bool,
    url: str | None,
    title: str | None,
    published: datetime | None,
) -> int:
    """Put pages into the pipeline: HTML, JSON of an official API, text with front matter, WARC files; also folders.

    WARC files may lie elsewhere: s3://BUCKET/FOLDER/*.warc.gz, https://HOST/FILE.warc.gz, or a list of paths,
    https://HOST/FOLDER/warc.paths.gz. A private bucket is read with the usual settings of AWS (AWS_PROFILE or keys).
    Of their pages those are taken that are of a known publisher and hold a keyword of a target; with --publisher or
    --all, every page. A reading that was stopped is gone on with.

    What is known already is left as it is. Exit status 3 where some of it could not be used; each is named on
    standard error.

    Example: clausewatch ingest pages/ 'archive/*.warc.gz'
    """
    facts = Facts(publisher=publisher, url=url, title=title, published=published)
    entries = list(list_inputs(paths, settings))
    is_page = len(entries) == 1 and isinstance(entries[0], Entry | Unreadable) and not _is_warc(entries[0])
    if not is_page and (url or title or published):
        raise click.UsageError("--url, --title and --published are of one page: name one file that holds just a page")
    publishers = list_publishers(settings)
    if publisher is not None:
        choose_publisher(publishers, url, publisher)
    annotator = load_annotator(settings.targets, settings.speakers)
    with open_stores(settings) as stores:
        with ExtractionPool(settings) as pool:
            ingested = _take(stores, entries, publishers, facts, take_all=take_all, again=again)
        reports = process(stores, annotator, publishers, read=pool.report)
    return _report(ingested, reports)


def _is_warc(entry: Entry | Unreadable) -> bool:
    return isinstance(entry, Entry) and entry.is_warc


def _take(
    stores: Stores, entries: Inputs, publishers: Sequence[Publisher], facts: Facts, *, take_all: bool, again: bool
) -> Ingested:
    """All of the files, into archive and ledger."""
    # Whoever says whose pages they are vouches for all of them.
    wanted = None if take_all or facts.publisher else make_filter(stores.settings, publishers)
    with show_progress("reading", len(entries)) as progress:

        def tell(name: str, counts: RecordCounts) -> None:
            progress.note(f"{name}, {counts.read:,} records")

        with Ingester(stores, publishers, facts, wanted, again=again, tell=tell) as ingester:
            for entry in entries:
                if isinstance(entry, Entry) and entry.place is None:
                    with keep_stream(sys.stdin.buffer) as kept:
                        ingester.take(kept)
                else:
                    ingester.take(entry)
                progress.advance()
            return ingester.result


def _report(ingested: Ingested, reports: Sequence[StepReport]) -> int:
    """Say what was done; the exit status."""
    failures = [failure for report in reports for failure in report.failures]
    for place, reason in ingested.failures:
        click.echo(f"{place}: {reason}", err=True)
    if ingested.records.read or ingested.finished:
        click.echo(_tell_records(ingested))
    click.echo(f"{ingested.fresh} new, {ingested.known} known already, {len(ingested.failures)} not readable")
    click.echo(summarise(reports), err=True)
    if not ingested.failures and not failures:
        return 0
    unread = sum(failure.step == "extract" for failure in failures)
    was_readable = ingested.records.read > ingested.records.faulty + ingested.records.fresh + ingested.records.known
    return PARTLY_DONE if was_readable or ingested.fresh + ingested.known > unread else ALL_FAILED


def _tell_records(ingested: Ingested) -> str:
    """What became of the records of WARC files, and of files that were not opened."""
    counts = ingested.records
    left_out = f"{counts.other_sites:,} pages of other sites, {counts.without_keywords:,} without keywords"
    line = f"{counts.read:,} records read: {left_out}, {counts.fresh + counts.known:,} taken, {counts.faulty:,} faulty"
    taken = counts.fresh + counts.known
    if counts.other_sites + counts.without_keywords and not taken:
        line += "; --all takes every page"
    return line + (f"; {ingested.finished:,} files were read before" if ingested.finished else "")
