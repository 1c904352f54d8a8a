"""`clausewatch status`: health of sources, ledger and index."""

from collections.abc import Iterator, Mapping, Sequence

import click

from clausewatch.cli.options import with_settings
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.ledger.annotations import count_by_annotator
from clausewatch.ledger.deliveries import count_deliveries
from clausewatch.ledger.health import Finding, latest_crawls, read_findings
from clausewatch.ledger.queue import count, list_failed
from clausewatch.models import CrawlResult
from clausewatch.settings import Settings
from clausewatch.steps.stores import Stores, open_stores
from nlp.versions import find_version

FAILURES_SHOWN = 10


@click.command()
@with_settings
def command(settings: Settings) -> int:
    """Show each publisher's last crawl and health, what waits between the steps, what failed, what the index holds,
    and how many documents each version of the annotator read.

    Exit status 3 where a publisher is unhealthy; each is named on standard error.

    Example: clausewatch status
    """
    with open_stores(settings) as stores:
        with stores.ledger.read() as session:
            crawls, findings = latest_crawls(session), read_findings(session)
        reasons = explain_illness(crawls, findings)
        for line in (*describe_crawls(crawls, reasons), "", *describe_work(stores)):
            click.echo(line)
    for publisher, reason in reasons.items():
        click.echo(f"{publisher}: unhealthy: {reason}", err=True)
    return PARTLY_DONE if reasons else 0


def explain_illness(crawls: list[CrawlResult], findings: Mapping[str, Sequence[Finding]]) -> dict[str, str]:
    """Why each ill publisher is: what its last crawl said, then what the daily check found."""
    reasons: dict[str, list[str]] = {crawl.publisher: [crawl.reason] for crawl in crawls if crawl.reason}
    for publisher, found in findings.items():
        reasons.setdefault(publisher, []).extend(finding.reason for finding in found)
    return {publisher: "; ".join(told) for publisher, told in sorted(reasons.items())}


def describe_crawls(crawls: list[CrawlResult], reasons: Mapping[str, str]) -> Iterator[str]:
    """One line a publisher."""
    if not crawls:
        yield "No publisher was crawled yet: clausewatch run"
        return
    yield f"{'publisher':24} {'last crawl':17} {'new':>5} {'same':>5} {'gone':>5} {'failed':>6}  health"
    for crawl in crawls:
        at = crawl.finished_at.strftime("%Y-%m-%d %H:%MZ")
        counts = f"{crawl.fresh:5} {crawl.unchanged:5} {crawl.gone:5} {crawl.failed:6}"
        yield f"{crawl.publisher:24} {at:17} {counts}  {reasons.get(crawl.publisher, 'healthy')}"


def describe_work(stores: Stores) -> Iterator[str]:
    """What waits and what failed between the steps, what the index holds, and which annotator read how much."""
    with stores.ledger.read() as session:
        work, failures = count(session), list_failed(session, FAILURES_SHOWN)
        deliveries, annotators = count_deliveries(session), count_by_annotator(session)
    for step in ("extract", "annotate", "index", "alert", "reextract", "reannotate"):
        states = [f"{number} {state}" for (name, state), number in sorted(work.items()) if name == step]
        if states or not step.startswith("re"):
            yield f"{step:10} {', '.join(states) or 'nothing yet'}"
    per_channel = [f"{channel}: {number} {state}" for (channel, state), number in sorted(deliveries.items())]
    yield f"{'deliveries':10} {', '.join(per_channel) or 'nothing yet'}"
    yield f"{'index':10} {stores.index.count()} statements"
    yield f"{'annotator':10} {find_version(stores.settings.targets, stores.settings.speakers)} is in force"
    for annotator, number in annotators.items():
        yield f"{'':10} {number} {'document' if number == 1 else 'documents'} annotated by {annotator}"
    for failure in failures:
        yield f"failed     {failure.step}: {failure.reason}"
    failed = sum(number for (_, state), number in work.items() if state == "failed")
    if failed > len(failures):
        yield f"           and {failed - len(failures)} more"
