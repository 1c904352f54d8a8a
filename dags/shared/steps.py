"""The steps as tasks: each opens the stores that the settings name, calls its step and gives back what it counted.

What is heavy is imported in the task and not when the file is parsed.
"""

import logging
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import TriggerRule, task
from airflow.sdk.exceptions import AirflowFailException

from dags.shared.assets import DOCUMENTS, STATEMENTS
from dags.shared.defaults import ANNOTATE, CRAWL, INDEX

if TYPE_CHECKING:
    from clausewatch.ledger.documents import AnnotateStep
    from clausewatch.steps.extract import ExtractStep
    from clausewatch.steps.polling import Resting
    from clausewatch.steps.report import StepReport

logger = logging.getLogger(__name__)
SHOWN = 100
"""Failures that are written to the log; `clausewatch status` names more."""


@task(
    multiple_outputs=False,
    pool=CRAWL,
    outlets=[DOCUMENTS],
    execution_timeout=timedelta(hours=4),
    map_index_template="{{ task.op_kwargs['publishers'] | join(', ') }}",
)
def crawl(
    publishers: list[str],
    since: str = "",
    until: str = "",
    only_due: bool = False,
    params: dict[str, Any] | None = None,
) -> dict[str, int]:
    """Crawl publishers; the number of new or changed pages of each. `only_due`: those are left alone of which no list
    is due, unless the run's parameter `now` is set. Their reason is in the log.

    Red, without another try, where one of them is unhealthy: the next run is the next try, and the others' pages
    should not wait for it. `since` and `until` are dates; what the publishers date earlier, or after that day, is left
    out.
    """
    from clausewatch.settings import load_settings
    from clausewatch.steps.crawl import crawl as crawl_publishers
    from clausewatch.steps.stores import open_stores

    days = [date.fromisoformat(day) if day else None for day in (since, until)]
    only_due = only_due and not (params or {}).get("now")
    resting: list[Resting] = []
    with open_stores(load_settings()) as stores:
        found = crawl_publishers(stores, publishers, *days, only_due=only_due, tell_resting=resting.append)
        results = list(found)
    for each in resting:
        logger.info("%s is not asked: %s", each.publisher, each.reason)
    for result in results:
        logger.info("%s", result.model_dump_json())
    if ill := [f"{result.publisher}: {result.reason}" for result in results if not result.healthy]:
        raise AirflowFailException("; ".join(ill))
    return {result.publisher: result.fresh for result in results}


@task(trigger_rule=TriggerRule.ONE_SUCCESS)
def any_answered() -> None:
    """Red where every crawl before it is: then the fault is ours, and no green run should hide it."""


@task(multiple_outputs=False, pool=ANNOTATE, outlets=[DOCUMENTS])
def extract(share: int, step: "ExtractStep" = "extract") -> dict[str, Any]:
    """Fetched pages to document versions, or again from the archive."""
    from clausewatch.settings import load_settings
    from clausewatch.steps.batches import run_share
    from clausewatch.steps.extract import extract_batch
    from clausewatch.steps.report import BATCH
    from clausewatch.steps.stores import open_stores
    from spiders.run import list_publishers

    settings = load_settings()
    publishers = list_publishers(settings)
    with open_stores(settings) as stores:
        return tell(run_share(lambda limit: extract_batch(stores, publishers, limit, step), share, BATCH))


@task(multiple_outputs=False, pool=CRAWL, outlets=[DOCUMENTS], execution_timeout=timedelta(hours=1))
def reread(publishers: list[list[str]]) -> dict[str, Any]:
    """Changed pages of these publishers, asked once more, to revisions that stand or are passing. What cannot be had
    again stands as it is: that turns nothing red.
    """
    from clausewatch.settings import load_settings
    from clausewatch.steps.second_reading import read_again
    from clausewatch.steps.stores import open_stores
    from spiders.run import list_publishers

    settings = load_settings()
    names = {name for group in publishers for name in group}
    with open_stores(settings) as stores:
        again = read_again(stores, list_publishers(settings), names)
    tell(again.extract)
    return tell(again.readings) | {"passing": again.readings.passing}


@task(
    multiple_outputs=False,
    pool=ANNOTATE,
    inlets=[DOCUMENTS],
    outlets=[STATEMENTS],
    execution_timeout=timedelta(hours=2),
)
def annotate(share: int, step: "AnnotateStep" = "annotate") -> dict[str, Any]:
    """Document versions to statements, or again; what is found anew in an old version is no news."""
    from clausewatch.settings import load_settings
    from clausewatch.steps.annotate import BATCH, annotate_batch
    from clausewatch.steps.batches import run_share
    from clausewatch.steps.stores import open_stores
    from nlp.annotator import load_annotator

    settings = load_settings()
    annotator = load_annotator(settings.targets, settings.speakers)
    with open_stores(settings) as stores:
        return tell(run_share(lambda limit: annotate_batch(stores, annotator, limit, step), share, BATCH))


@task(multiple_outputs=False, pool=INDEX, inlets=[STATEMENTS], outlets=[STATEMENTS])
def index(share: int) -> dict[str, Any]:
    """Statements to the index."""
    from clausewatch.settings import load_settings
    from clausewatch.steps.batches import run_share
    from clausewatch.steps.index import index_batch
    from clausewatch.steps.report import BATCH
    from clausewatch.steps.stores import open_stores

    with open_stores(load_settings()) as stores:
        return tell(run_share(lambda limit: index_batch(stores, limit), share, BATCH))


@task(pool=INDEX, inlets=[STATEMENTS], outlets=[STATEMENTS], execution_timeout=timedelta(hours=6))
def rebuild() -> int:
    """A new index version from the ledger beside the one in use, and the switch; the number of statements in it."""
    from clausewatch.settings import load_settings
    from clausewatch.steps.rebuild import rebuild_index
    from clausewatch.steps.stores import open_stores

    with open_stores(load_settings()) as stores:
        return rebuild_index(stores)


@task(multiple_outputs=False, inlets=[STATEMENTS])
def alert(share: int) -> dict[str, Any]:
    """New versions and events, held against the rules, to alerts in the outbox."""
    from clausewatch.settings import load_settings
    from clausewatch.steps.alert import alert_batch
    from clausewatch.steps.batches import run_share
    from clausewatch.steps.report import BATCH
    from clausewatch.steps.stores import open_stores

    with open_stores(load_settings()) as stores:
        return tell(run_share(lambda limit: alert_batch(stores, limit), share, BATCH))


@task(pool=ANNOTATE, inlets=[DOCUMENTS], outlets=[STATEMENTS])
def process(publishers: list[list[str]]) -> list[dict[str, Any]]:
    """All steps from fetched pages to alerts in the outbox in one task: where seconds count and pages are few. Changed
    pages of these publishers are read a second time.
    """
    from clausewatch.settings import load_settings
    from clausewatch.steps.process import process_new
    from clausewatch.steps.stores import open_stores
    from nlp.annotator import load_annotator
    from spiders.run import list_publishers

    settings = load_settings()
    annotator = load_annotator(settings.targets, settings.speakers)
    names = {name for group in publishers for name in group}
    with open_stores(settings) as stores:
        reports = process_new(stores, annotator, list_publishers(settings), crawled=names)
    return [tell(report) for report in reports]


@task(multiple_outputs=False)
def deliver() -> dict[str, Any]:
    """Send what is due. Red where a channel did not take an alert, which then waits in the outbox until it is due
    again: whatever run is the next one sends it.
    """
    from clausewatch.settings import load_settings
    from clausewatch.steps.process import deliver_all
    from clausewatch.steps.stores import open_stores

    with open_stores(load_settings()) as stores:
        report = deliver_all(stores)
    told = tell(report)
    if report.failures:
        raise AirflowFailException(
            f"alerts that were not taken and wait: {len(report.failures)}; the first: {report.failures[0].reason}"
        )
    return told


def tell(report: "StepReport") -> dict[str, Any]:
    """The counts of a report, for XCom; what failed goes to the log, and how much was in another language."""
    for failure in report.failures[:SHOWN]:
        logger.warning("%s: %s", failure.step, failure.reason)
    if report.foreign:
        logger.info("%s: %d documents are in another language than English", report.step, report.foreign)
    return {"step": report.step, "claimed": report.claimed, "done": report.done, "failed": len(report.failures)}
