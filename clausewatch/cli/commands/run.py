"""`clausewatch run`: crawl and process everything new."""

from collections.abc import Sequence
from datetime import date, datetime

import click

from clausewatch.cli.manners import describe_failures, describe_left_out, describe_saved
from clausewatch.cli.options import DateTime, with_settings
from clausewatch.cli.processing import process, summarise
from clausewatch.cli.progress import show_progress
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.crawls import CrawlResult, is_outage
from clausewatch.ledger.taken_away import count_as_gone
from clausewatch.settings import Settings
from clausewatch.steps.crawl import choose_publishers, crawl
from clausewatch.steps.extraction_pool import ExtractionPool
from clausewatch.steps.polling import Resting
from clausewatch.steps.stores import Stores, open_stores
from nlp.annotator import load_annotator
from spiders.gaps import describe_gap
from spiders.run import list_publishers


@click.command()
@click.option("--publisher", "names", multiple=True, metavar="NAME", help="Only this one; may be given again.")
@click.option("--since", type=DateTime(), help="Leave out what the publishers date earlier.")
@click.option("--now", is_flag=True, help="Ask every list, also those that are not due yet.")
@with_settings
def command(settings: Settings, names: tuple[str, ...], since: datetime | None, now: bool) -> int:
    """Crawl all enabled publishers, or those named, and process what is new.

    Each feed or other list is asked every ten minutes to once a day, by how often it changes; one that is not due is
    left alone, unless --now or --since is given.

    Exit status 3 where a publisher is unhealthy or a page or alert failed; each is named on standard error.

    Example: clausewatch run --publisher bbc-news --since 2023-09-01
    """
    chosen = [publisher.name for publisher in choose_publishers(settings, names)]
    annotator = load_annotator(settings.targets, settings.speakers)
    with open_stores(settings) as stores:
        with ExtractionPool(settings) as pool:
            results = run_crawls(stores, chosen, since.date() if since else None, pool=pool, only_due=not now)
        crawled = [result.publisher for result in results]
        reports = process(stores, annotator, list_publishers(settings), crawled, pool.report)
    click.echo(summarise(reports), err=True)
    is_whole = all(result.healthy for result in results) and not any(report.failures for report in reports)
    return 0 if is_whole else PARTLY_DONE


def run_crawls(
    stores: Stores,
    names: Sequence[str],
    since: date | None,
    until: date | None = None,
    pool: ExtractionPool | None = None,
    *,
    only_due: bool = False,
) -> list[CrawlResult]:
    """Crawl the publishers named, and say what came of each, and which were left alone, when all have ended and what
    came is read: only a page itself says that it is gone where its status does not. Without a pool it is not read.
    """
    results: list[CrawlResult] = []
    resting: list[Resting] = []
    with show_progress("crawling", len(names)) as progress:
        for result in crawl(stores, names, since, until, only_due=only_due, tell_resting=resting.append):
            results.append(result)
            progress.advance(result.publisher)
    results = _read_and_count(stores, results, pool) if pool else results
    # When the bar has gone, as both may go to the same terminal.
    for each in resting:
        click.echo(f"{each.publisher:28} not asked: {each.reason}")
    is_out = is_outage(results)
    for result in results:
        click.echo(describe(result))
        for gap in result.gaps if result.healthy else ():
            click.echo(f"{result.publisher}: {describe_gap(gap)}", err=True)
        if result.reason and not (is_out and result.unreachable):
            click.echo(f"{result.publisher}: unhealthy: {result.reason}", err=True)
        for line in describe_failures(result) if result.healthy else ():
            click.echo(line, err=True)
    if is_out:
        click.echo(describe_outage(results), err=True)
    return results


def _read_and_count(stores: Stores, results: Sequence[CrawlResult], pool: ExtractionPool) -> list[CrawlResult]:
    with show_progress("reading"):
        pool.read_rest(stores, list_publishers(stores.settings))
    with stores.ledger.read() as session:
        return count_as_gone(session, results)


def describe_outage(results: Sequence[CrawlResult]) -> str:
    """One line for all that could not be reached."""
    missed, whole = sum(result.unreachable for result in results), len(results)
    how_many = f"none of {whole} publishers could" if missed == whole else f"{missed} of {whole} publishers could not"
    return f"{how_many} be reached: is the network down?"


def describe(result: CrawlResult) -> str:
    """One line of what a crawl found."""
    parts = {"new or changed": result.fresh, "unchanged": result.unchanged, "gone": result.gone}
    parts |= {"headline" if result.headlines == 1 else "headlines": result.headlines, "failed": result.failed}
    parts |= {"known already": result.known, "left for the next crawl": result.left}
    found = [*(f"{number} {what}" for what, number in parts.items() if number), *describe_left_out(result)]
    return f"{result.publisher:28} {', '.join(found) or 'nothing'}{describe_saved(result)}"
