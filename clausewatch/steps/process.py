"""From fetched responses to sent alerts: all steps after the crawl, in order, to the end of the work."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import TextIO

from clausewatch.ledger.queue import Failure
from clausewatch.models import Publisher
from clausewatch.steps.alert import alert_batch, deliver
from clausewatch.steps.annotate import annotate_batch
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.index import index_batch
from clausewatch.steps.report import StepReport, Watcher, repeat_until_done
from clausewatch.steps.second_reading import read_again
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
    stores: Stores,
    annotator: Annotator,
    publishers: Sequence[Publisher],
    *,
    crawled: Collection[str] = (),
    watch: Watcher | None = None,
) -> list[StepReport]:
    """Extract, annotate, index and find what to alert of until nothing waits; one report a step.

    `crawled`: names of publishers that were crawled just now, whose changed pages are read a second time before anybody
    is told; where some were, there is a report of that, too.
    """
    extract = repeat_until_done("extract", lambda: extract_batch(stores, publishers), watch)
    again = read_again(stores, publishers, crawled, watch)
    batches: dict[str, Callable[[], StepReport]] = {
        "annotate": lambda: annotate_batch(stores, annotator),
        "index": lambda: index_batch(stores),
        "alert": lambda: alert_batch(stores),
    }
    reread = [again.readings] if again.readings.claimed or again.readings.passing else []
    return [extract + again.extract, *reread, *(repeat_until_done(step, each, watch) for step, each in batches.items())]


def deliver_all(stores: Stores, console: TextIO | None = None) -> StepReport:
    """Send what is due; alerts for the console go to `console`, by default standard output. One that a channel did
    not take is a failure and waits in the outbox.
    """
    sent = deliver(stores, datetime.now(UTC), console)
    failures = tuple(Failure(step="deliver", subject="", reason=error) for error in sent.errors)
    return StepReport(step="deliver", claimed=sent.sent + sent.failed, done=sent.sent, failures=failures)
