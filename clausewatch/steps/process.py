"""From fetched responses to sent alerts: all steps after the crawl, in order, to the end of the work."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TextIO

from clausewatch.ledger.queue import Failure
from clausewatch.models import Publisher
from clausewatch.steps.alert import alert_batch, deliver
from clausewatch.steps.annotate import annotate_batch
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.index import index_batch
from clausewatch.steps.report import StepReport, Watcher, repeat_until_done
from clausewatch.steps.stores import Stores
from nlp.annotator import Annotator


def process_all(
    stores: Stores,
    annotator: Annotator,
    publishers: Sequence[Publisher],
    *,
    console: TextIO | None = None,
    watch: Watcher | None = None,
) -> list[StepReport]:
    """All steps after the crawl, and then the delivery, until nothing waits; one report a step."""
    return [*process_new(stores, annotator, publishers, watch=watch), deliver_all(stores, console)]


def process_new(
    stores: Stores, annotator: Annotator, publishers: Sequence[Publisher], *, watch: Watcher | None = None
) -> list[StepReport]:
    """Extract, annotate, index and find what to alert of until nothing waits; one report a step."""
    batches: dict[str, Callable[[], StepReport]] = {
        "extract": lambda: extract_batch(stores, publishers),
        "annotate": lambda: annotate_batch(stores, annotator),
        "index": lambda: index_batch(stores),
        "alert": lambda: alert_batch(stores),
    }
    return [repeat_until_done(step, batch, watch) for step, batch in batches.items()]


def deliver_all(stores: Stores, console: TextIO | None = None) -> StepReport:
    """Send what is due; alerts for the console go to `console`, by default standard output. One that a channel did
    not take is a failure and waits in the outbox.
    """
    sent = deliver(stores, datetime.now(UTC), console)
    failures = tuple(Failure(step="deliver", subject="", reason=error) for error in sent.errors)
    return StepReport(step="deliver", claimed=sent.sent + sent.failed, done=sent.sent, failures=failures)
