"""Every morning: which publishers have gone quiet, give nothing, give too much or look different."""

from datetime import timedelta
from typing import Any

from airflow.sdk import CronTriggerTimetable, dag, task

from dags.shared.dates import RUN_DATE, read_time
from dags.shared.defaults import DAG_DEFAULTS, LONDON, share_param
from dags.shared.processing import process_batches
from dags.shared.steps import tell

DOC = """
### What it does
Looks at the crawls in the ledger up to the run's own time and finds publishers that have gone quiet, whose crawls
yield nothing, whose volume is far from that of the last 28 days, or whose pages no longer give what they gave (the
layout has changed). Each finding is an event once, when it begins, and an alert of the rules about publishers.

### What it needs
A few weeks of crawls in the ledger; a publisher that is new is given time. It asks no publisher anything itself.

### When it is red
* **`check`**: the ledger could not be read; `clausewatch doctor` says more. Clear the run when that is mended.
* **`deliver`**: a channel did not take an alert. It waits in the outbox, and the next run of any DAG sends it.

A publisher that is found ill turns nothing red here: read the alert, then `clausewatch status`. What to do about each
finding stands in docs/operations.md.

### Parameters
`share`: events a mapped task holds against the rules.
"""


@task(multiple_outputs=False, execution_timeout=timedelta(minutes=10))
def check(at: str) -> dict[str, Any]:
    """Findings as of a time."""
    from clausewatch.settings import load_settings
    from clausewatch.steps.health import check_publishers as check_all
    from clausewatch.steps.stores import open_stores

    with open_stores(load_settings()) as stores:
        return tell(check_all(stores, read_time(at, "logical_date")))


@dag(
    schedule=CronTriggerTimetable("30 6 * * *", timezone=LONDON),
    description="Health of the publishers, daily, with alerts",
    doc_md=DOC,
    tags=["clausewatch", "health"],
    dagrun_timeout=timedelta(hours=2),
    params={"share": share_param()},
    **DAG_DEFAULTS,
)
def check_publishers() -> None:
    """Check, alert, deliver."""
    check(at=RUN_DATE) >> process_batches(first="alert")


check_publishers()
