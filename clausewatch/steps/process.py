"""From fetched responses to sent alerts: all steps after the crawl, in order, to the end of the work."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TextIO

from clausewatch.ledger.queue import Failure
from clausewatch.models import Publisher
from clausewatch.steps.alert import alert_batch, deliver
from clausewatch.steps.annotate import annotate_batch
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.index import index_batch
from clausewatch.steps.report import StepReport, repeat_until_done
from clausewatch.steps.stores import Stores
from nlp.annotator import Annotator

Watcher = Callable[[StepReport], None]
"""Is told of each batch as it ends."""


def process_all(
    stores: Stores,
    annotator: Annotator,
    publishers: Sequence[Publisher],
    *,
    console: TextIO | None = None,
    watch: Watcher | None = None,
) -> list[StepReport]:
    """Extract, annotate, index, alert and deliver until nothing waits; one report a step.

    Alerts for the console go to `console`, by default standard output. An alert that a channel did not take is a
    failure in the last report and waits in the outbox.
    """
    batches: dict[str, Callable[[], StepReport]] = {
        "extract": lambda: extract_batch(stores, publishers),
        "annotate": lambda: annotate_batch(stores, annotator),
        "index": lambda: index_batch(stores),
        "alert": lambda: alert_batch(stores),
    }
    reports = [repeat_until_done(step, partial(_run_watched, batch, watch)) for step, batch in batches.items()]
    return [*reports, _deliver(stores, console)]


def _run_watched(batch: Callable[[], StepReport], watch: Watcher | None) -> StepReport:
    report = batch()
    if watch is not None:
        watch(report)
    return report


def _deliver(stores: Stores, console: TextIO | None) -> StepReport:
    sent = deliver(stores, datetime.now(UTC), console)
    failures = tuple(Failure(step="deliver", subject="", reason=error) for error in sent.errors)
    return StepReport(step="deliver", claimed=sent.sent + sent.failed, done=sent.sent, failures=failures)
