"""`clausewatch status`: health of sources, ledger and index."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import click

from clausewatch.cli.manners import describe_left_out
from clausewatch.cli.options import with_settings
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.crawls import CrawlResult
from clausewatch.ledger.annotations import count_by_annotator
from clausewatch.ledger.deliveries import count_deliveries
from clausewatch.ledger.events import NOTICE, PASSING, UNANNOUNCED, PageEventKind, count_page_events
from clausewatch.ledger.health import Finding, latest_crawls, read_findings
from clausewatch.ledger.queue import count, list_failed
from clausewatch.ledger.spent import read_spent_by_all
from clausewatch.ledger.taken_away import count_as_gone
from clausewatch.ledger.visits import crawls_with_gaps
from clausewatch.settings import Settings
from clausewatch.steps.stores import Stores, open_stores
from nlp.versions import find_version
from spiders.gaps import describe_gap

FAILURES_SHOWN = 10
GAPS_SHOWN = 10
RECENT = timedelta(days=7)


@click.command()
@with_settings
def command(settings: Settings) -> int:
    """Show each publisher's last crawl and health, what waits between the steps, what failed, what the index holds,
    how many documents each version of the annotator read, and which lists missed something and what happened to pages
    in the last seven days.

    Exit status 3 where a publisher is unhealthy; each is named on standard error.

    Example: clausewatch status
    """
    with open_stores(settings) as stores:
        with stores.ledger.read() as session:
            crawls, findings = count_as_gone(session, latest_crawls(session)), read_findings(session)
            spent = read_spent_by_all(session, datetime.now(UTC).date())
            gaps = crawls_with_gaps(session, datetime.now(UTC) - RECENT)
        reasons = explain_illness(crawls, findings)
        for line in (*describe_crawls(crawls, reasons, spent), "", *describe_gaps(gaps), *describe_work(stores)):
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


def describe_crawls(crawls: list[CrawlResult], reasons: Mapping[str, str], spent: Mapping[str, int]) -> Iterator[str]:
    """One line a publisher, with how many answers of the last crawl were 304 and the requests of the day; one more
    where something was left out.
    """
    if not crawls:
        yield "No publisher was crawled yet: clausewatch run"
        return
    counted = f"{'new':>5} {'same':>5} {'gone':>5} {'failed':>6} {'304':>9} {'today':>6}"
    yield f"{'publisher':24} {'last crawl':17} {counted}  health"
    for crawl in crawls:
        at = crawl.finished_at.strftime("%Y-%m-%d %H:%MZ")
        saved = f"{crawl.not_modified}/{crawl.requests}"
        counts = f"{crawl.fresh:5} {crawl.unchanged:5} {crawl.gone:5} {crawl.failed:6} {saved:>9}"
        counts += f" {spent.get(crawl.publisher, 0):6}"
        yield f"{crawl.publisher:24} {at:17} {counts}  {reasons.get(crawl.publisher, 'healthy')}"
        if left_out := ", ".join(describe_left_out(crawl)):
            yield f"{'':24} {left_out}"


def describe_gaps(crawls: Sequence[CrawlResult]) -> Iterator[str]:
    """One line for each list that had missed something, newest first."""
    told = [f"{crawl.publisher}: {describe_gap(gap)}" for crawl in crawls for gap in crawl.gaps]
    yield from (f"gap        {line}" for line in told[:GAPS_SHOWN])
    if len(told) > GAPS_SHOWN:
        yield f"           and {len(told) - GAPS_SHOWN} more"


def describe_work(stores: Stores) -> Iterator[str]:
    """What waits and what failed between the steps, what the index holds, and which annotator read how much."""
    with stores.ledger.read() as session:
        work, failures = count(session), list_failed(session, FAILURES_SHOWN)
        deliveries, annotators = count_deliveries(session), count_by_annotator(session)
        happened = count_page_events(session, datetime.now(UTC) - RECENT)
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
    yield f"{'pages':10} in the last 7 days: {describe_page_events(happened)}"
    for failure in failures:
        yield f"failed     {failure.step}: {failure.reason}"
    failed = sum(number for (_, state), number in work.items() if state == "failed")
    if failed > len(failures):
        yield f"           and {failed - len(failures)} more"


def describe_page_events(counts: Mapping[tuple[PageEventKind, str | None], int]) -> str:
    """`3 changed (1 without saying so), 1 withdrawn by a notice, 2 gone (HTTP 404), 1 put behind a paywall`."""
    totals: dict[PageEventKind, int] = {}
    for (kind, _), number in counts.items():
        totals[kind] = totals.get(kind, 0) + number
    passing = counts.get(("revised", PASSING), 0)
    silently, by_notice = counts.get(("revised", UNANNOUNCED), 0), counts.get(("withdrawn", NOTICE), 0)
    gone = [(reason, n) for (kind, reason), n in counts.items() if kind == "withdrawn" and reason != NOTICE]
    told = [
        (totals.get("revised", 0) - passing, f"changed ({silently} without saying so)" if silently else "changed"),
        (by_notice, "withdrawn by a notice"),
        *((number, f"gone ({reason})" if reason else "gone") for reason, number in gone),
        (totals.get("returned", 0), "back again"),
        (totals.get("paywalled", 0), "put behind a paywall"),
        (totals.get("reopened", 0), "taken out from behind one"),
        (passing, "read otherwise for a moment only"),
    ]
    return ", ".join(f"{number} {what}" for number, what in told if number) or "no change"
