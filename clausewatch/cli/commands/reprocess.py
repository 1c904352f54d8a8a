"""`clausewatch reprocess`: annotate again what was annotated before, into a new index."""

from datetime import datetime
from typing import Any

import click

from clausewatch.cli.options import with_settings
from clausewatch.cli.progress import Progress, show_progress
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.errors import InputError
from clausewatch.ledger.annotations import Selection
from clausewatch.settings import Settings
from clausewatch.steps.batches import count_waiting
from clausewatch.steps.index import index_batch
from clausewatch.steps.process import deliver_all
from clausewatch.steps.rebuild import count_documents, rebuild_index
from clausewatch.steps.report import StepReport, repeat_until_done
from clausewatch.steps.reprocess import read_time, reprocess_waiting, request_reprocessing
from clausewatch.steps.stores import Stores, open_stores
from nlp.annotator import Annotator, load_annotator
from spiders.run import list_publishers


class Time(click.ParamType[datetime]):
    """A day, which begins at midnight in London, or an ISO 8601 time."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """An aware time, or wrong use."""
        try:
            return read_time(value)
        except InputError as error:
            self.fail(str(error), param, ctx)


@click.command()
@click.option("--made-by", metavar="ID", help="Only what this annotator read; `unknown`: nobody knows which.")
@click.option("--stale", is_flag=True, help="Only what another annotator read than the one in force.")
@click.option("--publisher", "names", multiple=True, metavar="NAME", help="Only of this one; may be given again.")
@click.option("--since", type=Time(), help="Published, else first seen, on that day in London or later.")
@click.option("--until", type=Time(), help="The same before that day.")
@click.option("--older-versions", is_flag=True, help="Also what stood in pages before they were changed.")
@click.option("--extract", is_flag=True, help="Extract the pages again from the archive before.")
@click.option("--announce", is_flag=True, help="Send alerts of what is found anew, as if it were news.")
@click.option("--no-rebuild", is_flag=True, help="Change the index in place; default: a new one, then the switch.")
@with_settings
def command(
    settings: Settings,
    *,
    stale: bool,
    names: tuple[str, ...],
    extract: bool,
    announce: bool,
    no_rebuild: bool,
    **given: Any,
) -> int:
    """Annotate documents again with the annotator in force: all, or those that the options leave.

    What is found anew counts as known: no alert is sent of it, and no page counts as changed. A run that was stopped
    is gone on with by the next. Exit status 3 where something failed; each is named on standard error.

    Example: clausewatch reprocess --stale --since 2023-09-01
    """
    if stale and given["made_by"] is not None:
        raise click.UsageError("--stale and --made-by exclude each other.")
    annotator = load_annotator(settings.targets, settings.speakers)
    selection = Selection(publishers=names, stale_for=annotator.version if stale else None, **given)
    with open_stores(settings) as stores:
        asked = request_reprocessing(stores, selection, extract=extract)
        reports = _annotate(stores, annotator, announce)
        if reports["reannotate"].done and not no_rebuild:
            _rebuild(stores)
        with show_progress("indexing"):
            reports["index"] = repeat_until_done("index", lambda: index_batch(stores))
        if announce:
            reports["deliver"] = deliver_all(stores)
    failures = [failure for report in reports.values() for failure in report.failures]
    for failure in failures:
        click.echo(f"{failure.step}: {failure.reason}", err=True)
    click.echo(_summarise(reports, annotator.version, asked.new), err=True)
    return PARTLY_DONE if failures else 0


def _annotate(stores: Stores, annotator: Annotator, announce: bool) -> dict[str, StepReport]:
    publishers = list_publishers(stores.settings)
    with show_progress("annotating again", count_waiting(stores, "reannotate")) as progress:
        reports = reprocess_waiting(
            stores, annotator, publishers, announce=announce, watch=lambda report: _show(progress, report)
        )
    return {report.step: report for report in reports}


def _show(progress: Progress, report: StepReport) -> None:
    if report.step != "reannotate":
        progress.note(report.step)
        return
    for _ in range(report.claimed):
        progress.advance()


def _rebuild(stores: Stores) -> None:
    with show_progress("indexing", count_documents(stores)) as progress:
        rebuild_index(stores, progress.advance)


def _summarise(reports: dict[str, StepReport], version: str, new: int) -> str:
    """One line of what was done."""
    done = {step: report.done for step, report in reports.items()}
    documents = "1 document" if done["reannotate"] == 1 else f"{done['reannotate']} documents"
    parts = [f"{documents} annotated again by {version}"]
    parts += [f"{done['reextract']} pages extracted again"] if done["reextract"] else []
    parts += [f"{done['deliver']} alerts sent"] if "deliver" in done else []
    parts += [f"{new} wait to be annotated for the first time (`clausewatch run`)"] if new else []
    return ", ".join(parts) + "."
