"""The task that reads one file of another crawler's pages."""

import logging
from datetime import timedelta
from typing import Any

from airflow.sdk import get_current_context, task

from clausewatch.errors import ArchiveError
from dags.shared.assets import DOCUMENTS
from dags.shared.defaults import ANNOTATE

logger = logging.getLogger(__name__)
AT_ONCE = 8
"""Files that are read at the same time, however many slots the pool has: all of them write into one ledger."""


@task(
    multiple_outputs=False,
    pool=ANNOTATE,
    outlets=[DOCUMENTS],
    execution_timeout=timedelta(hours=4),
    max_active_tis_per_dag=AT_ONCE,
    map_index_template="{{ file }}",
)
def read_file(number: int, params: dict[str, Any] | None = None) -> dict[str, int]:
    """The pages of one file that are worth it, to responses that wait for extraction; what became of its records.

    Red where the file cannot be read to its end: another try goes on where this one was.
    """
    from clausewatch.settings import load_settings
    from clausewatch.steps.ingest_plan import ingest_planned
    from clausewatch.steps.stores import open_stores

    with open_stores(load_settings()) as stores:
        name, report = ingest_planned(stores, number, take_all=(params or {}).get("all", False))
    context: Any = get_current_context()
    context["file"] = name.rpartition("/")[2]
    for place, reason in report.failures:
        logger.warning("%s: %s", place, reason)
    logger.info("%s: %s", name, "read before" if report.finished else report.counts.model_dump_json())
    if report.fault:
        raise ArchiveError(f"{name}: {report.fault}")
    return report.counts.model_dump()
