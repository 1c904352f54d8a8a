"""`clausewatch backfill`: what was published on days of the past."""

from datetime import date, datetime

import click

from clausewatch.cli.commands.run import run_crawls
from clausewatch.cli.options import DateTime, with_settings
from clausewatch.cli.processing import process, summarise
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.settings import Settings
from clausewatch.steps.crawl import choose_for_backfill
from clausewatch.steps.extraction_pool import ExtractionPool
from clausewatch.steps.stores import open_stores
from nlp.annotator import load_annotator
from spiders.run import list_publishers


@click.command()
@click.option("--publisher", "names", multiple=True, metavar="NAME", help="Only this one; may be given again.")
@click.option("--since", type=DateTime(), required=True, help="First day.")
@click.option("--until", type=DateTime(), help="Last day; default: today.")
@with_settings
def command(settings: Settings, names: tuple[str, ...], since: datetime, until: datetime | None) -> int:
    """Crawl what the publishers named, or all that have an archive or an official API, published on days of the past,
    and process it. Pages that are known are not asked for again, so that it can be run until nothing is left.

    Exit status 3 where a publisher is unhealthy or was not asked, pages are left, or a page or alert failed; each is
    named.

    Example: clausewatch backfill --publisher harbour-news --since 2023-09-01 --until 2023-09-07
    """
    days = _check_days(since.date(), until.date() if until else None)
    chosen = choose_for_backfill(settings, names)
    annotator = load_annotator(settings.targets, settings.speakers)
    with open_stores(settings) as stores:
        with ExtractionPool(settings) as pool:
            results = run_crawls(stores, chosen, *days, pool)
        reports = process(stores, annotator, list_publishers(settings), read=pool.report)
    click.echo(summarise(reports), err=True)
    left = {result.publisher: result.left for result in results if result.left}
    for publisher, number in left.items():
        click.echo(f"{publisher}: requests over its budget: {number}; run the same again", err=True)
    is_whole = all(result.healthy for result in results) and not any(report.failures for report in reports)
    return 0 if is_whole and not left and len(results) == len(chosen) else PARTLY_DONE


def _check_days(since: date, until: date | None) -> tuple[date, date | None]:
    if until is not None and until < since:
        raise click.UsageError(f"--until {until} is before --since {since}")
    return since, until
