"""`clausewatch status`: health of sources, ledger and index."""

from collections.abc import Iterator

import click

from clausewatch.cli.options import with_settings
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.ledger.deliveries import count_deliveries
from clausewatch.ledger.health import latest_crawls
from clausewatch.ledger.queue import count, list_failed
from clausewatch.models import CrawlResult
from clausewatch.settings import Settings
from clausewatch.steps.stores import Stores, open_stores

FAILURES_SHOWN = 10


@click.command()
@with_settings
def command(settings: Settings) -> int:
    """Show each publisher's last crawl, what waits between the steps, what failed and what the index holds.

    Exit status 3 where a publisher is unhealthy; each is named on standard error.

    Example: clausewatch status
    """
    with open_stores(settings) as stores:
        with stores.ledger.read() as session:
            crawls = latest_crawls(session)
        for line in (*describe_crawls(crawls), "", *describe_work(stores)):
            click.echo(line)
    unhealthy = [crawl for crawl in crawls if not crawl.healthy]
    for crawl in unhealthy:
        click.echo(f"{crawl.publisher}: unhealthy: {crawl.reason}", err=True)
    return PARTLY_DONE if unhealthy else 0


def describe_crawls(crawls: list[CrawlResult]) -> Iterator[str]:
    """One line a publisher."""
    if not crawls:
        yield "No publisher was crawled yet: clausewatch run"
        return
    yield f"{'publisher':24} {'last crawl':17} {'new':>5} {'same':>5} {'gone':>5} {'failed':>6}  health"
    for crawl in crawls:
        at = crawl.finished_at.strftime("%Y-%m-%d %H:%MZ")
        counts = f"{crawl.fresh:5} {crawl.unchanged:5} {crawl.gone:5} {crawl.failed:6}"
        yield f"{crawl.publisher:24} {at:17} {counts}  {crawl.reason or 'healthy'}"


def describe_work(stores: Stores) -> Iterator[str]:
    """What waits and what failed between the steps, and what the index holds."""
    with stores.ledger.read() as session:
        work, failures = count(session), list_failed(session, FAILURES_SHOWN)
        deliveries = count_deliveries(session)
    for step in ("extract", "annotate", "index", "alert"):
        states = [f"{number} {state}" for (name, state), number in sorted(work.items()) if name == step]
        yield f"{step:10} {', '.join(states) or 'nothing yet'}"
    per_channel = [f"{channel}: {number} {state}" for (channel, state), number in sorted(deliveries.items())]
    yield f"{'deliveries':10} {', '.join(per_channel) or 'nothing yet'}"
    yield f"{'index':10} {stores.index.count()} statements"
    for failure in failures:
        yield f"failed     {failure.step}: {failure.reason}"
    failed = sum(number for (_, state), number in work.items() if state == "failed")
    if failed > len(failures):
        yield f"           and {failed - len(failures)} more"
