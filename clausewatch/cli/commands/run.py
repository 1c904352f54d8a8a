"""`clausewatch run`: crawl and process everything new."""

from collections.abc import Sequence
from datetime import datetime

import click

from clausewatch.cli.options import DateTime, with_settings
from clausewatch.cli.processing import process, summarise
from clausewatch.cli.progress import show_progress
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.models import CrawlResult
from clausewatch.settings import Settings
from clausewatch.steps.crawl import choose_publishers, crawl
from clausewatch.steps.stores import Stores, open_stores
from nlp.annotator import load_annotator
from spiders.run import list_publishers


@click.command()
@click.option("--publisher", "names", multiple=True, metavar="NAME", help="Only this one; may be given again.")
@click.option("--since", type=DateTime(), help="Leave out what the publishers date earlier.")
@with_settings
def command(settings: Settings, names: tuple[str, ...], since: datetime | None) -> int:
    """Crawl all enabled publishers, or those named, and process what is new.

    Exit status 3 where a publisher is unhealthy or a page or alert failed; each is named on standard error.

    Example: clausewatch run --publisher bbc-news --since 2023-09-01
    """
    chosen = [publisher.name for publisher in choose_publishers(settings, names)]
    annotator = load_annotator(settings.targets, settings.speakers)
    with open_stores(settings) as stores:
        results = run_crawls(stores, chosen, since)
        reports = process(stores, annotator, list_publishers(settings))
    click.echo(summarise(reports), err=True)
    is_whole = all(result.healthy for result in results) and not any(report.failures for report in reports)
    return 0 if is_whole else PARTLY_DONE


def run_crawls(stores: Stores, names: Sequence[str], since: datetime | None) -> list[CrawlResult]:
    """Crawl the publishers named, and say what came of each when all have ended."""
    results = []
    with show_progress("crawling", len(names)) as progress:
        for result in crawl(stores, names, since.date() if since else None):
            results.append(result)
            progress.advance(result.publisher)
    # When the bar has gone, as both may go to the same terminal.
    for result in results:
        click.echo(describe(result))
        if result.reason:
            click.echo(f"{result.publisher}: unhealthy: {result.reason}", err=True)
    return results


def describe(result: CrawlResult) -> str:
    """One line of what a crawl found."""
    parts = {"new or changed": result.fresh, "unchanged": result.unchanged, "gone": result.gone}
    parts |= {"failed": result.failed, "forbidden by robots.txt": result.disallowed}
    found = ", ".join(f"{number} {what}" for what, number in parts.items() if number)
    return f"{result.publisher:28} {found or 'nothing'}"
