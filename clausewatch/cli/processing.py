"""The steps after the crawl, as `clausewatch run` and `clausewatch ingest` show them."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime

import click

from clausewatch.cli.progress import show_progress
from clausewatch.models import Publisher
from clausewatch.steps.health import judge_crawled
from clausewatch.steps.process import deliver_all, process_new
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import Stores
from nlp.annotator import Annotator

DONE = {
    "extract": "pages read",
    "reread": "changed pages read a second time",
    "annotate": "documents annotated",
    "index": "documents indexed",
    "alert": "changes checked for alerts",
    "health": "publishers judged without a finding",
    "deliver": "alerts sent",
}


def process(
    stores: Stores,
    annotator: Annotator,
    publishers: Sequence[Publisher],
    crawled: Collection[str] = (),
    read: StepReport | None = None,
) -> list[StepReport]:
    """Run the steps, send the alerts, and name on standard error what failed; one report a step. Changed pages of the
    publishers that were `crawled` just now are read a second time first, and the publishers are judged in the end.

    `read`: what a pool has extracted already, which is told as well.
    """
    with show_progress("processing") as progress:
        reports = process_new(
            stores, annotator, publishers, crawled=crawled, watch=lambda report: progress.note(report.step)
        )
        reports = [each + read if read and each.step == read.step else each for each in reports]
        reports = judge_crawled(
            stores, datetime.now(UTC), [each for each in publishers if each.name in crawled], reports
        )
    # When the bar has gone, as both may go to the same terminal. Printed at once, as each is then marked as sent.
    reports.append(deliver_all(stores))
    for report in reports:
        for failure in report.failures:
            click.echo(f"{failure.step}: {failure.reason}", err=True)
    return reports


def summarise(reports: Sequence[StepReport]) -> str:
    """One line of what the steps after the crawl did."""
    parts = [f"{report.done} {DONE[report.step]}{''.join(_tell_apart(report))}" for report in reports]
    failed = sum(len(report.failures) for report in reports)
    return ", ".join(parts) + (f"; {failed} failed" if failed else "")


def _tell_apart(report: StepReport) -> Iterator[str]:
    """What is counted beside what was done, and in which way it is not as the rest."""
    if report.gone:
        yield f" ({report.gone} more {'says that it is' if report.gone == 1 else 'say that they are'} gone)"
    if report.unreachable:
        yield f" ({report.unreachable} more could not be reached)"
    if report.foreign:
        yield f" ({report.foreign} in another language than English)"
    if report.passing:
        yield f" ({report.passing} changes did not stand)"
