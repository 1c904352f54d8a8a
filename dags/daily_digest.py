"""Every morning at seven in London: the day's statements, shifts and changes of each rule."""

from datetime import timedelta
from typing import Any

from airflow.sdk import CronDataIntervalTimetable, Param, dag, task

from dags.shared.assets import STATEMENTS
from dags.shared.dates import INTERVAL_END, INTERVAL_START, read_time
from dags.shared.defaults import DAG_DEFAULTS, LONDON
from dags.shared.steps import deliver

DOC = """
### What it does
At 07:00 London time, in summer and in winter, puts one digest a rule into the outbox, with the statements, shifts of
position and changes since seven the morning before, and delivers what is due.

The run's data interval decides what is in it: 07:00 to 07:00, London time, so 23 and 25 hours on the two days on which
the clocks change. A digest has one id for its rule and interval: to clear a run and let it run again sends nothing
twice.

### What it needs
Rules (`clausewatch alert list`) and, unless console and file are enough, the webhook settings.

### When it is red
* **`make_digests`**: ledger or rules could not be read; `clausewatch doctor` says which. Clear the run when that is
  mended.
* **`deliver`**: a channel did not take a digest. It waits in the outbox, and the next run of any DAG sends it.

A digest that was missed, because Airflow was down: trigger the DAG with the logical date of that morning, or run
`airflow backfill create --dag-id daily_digest --from-date DAY --to-date DAY`.

### Parameters
`rules`: digests of these only, as `clausewatch alert list` names them.
"""
RULES = Param(
    [],
    type="array",
    items={"type": "string", "minLength": 1, "maxLength": 120},
    uniqueItems=True,
    title="Rules",
    description="Names as `clausewatch alert list` gives them; none: every rule that wants a digest.",
)


@task(inlets=[STATEMENTS], execution_timeout=timedelta(minutes=10))
def make_digests(since: str, until: str, params: dict[str, Any] | None = None) -> int:
    """Digests of an interval, into the outbox, once ever; how many rules have one that is new."""
    from clausewatch.settings import load_settings
    from clausewatch.steps.digest import record_digests
    from clausewatch.steps.stores import open_stores

    first, last = read_time(since, "data_interval_start"), read_time(until, "data_interval_end")
    with open_stores(load_settings()) as stores:
        return len(record_digests(stores, first, last, (params or {}).get("rules", ())))


@dag(
    schedule=CronDataIntervalTimetable("0 7 * * *", timezone=LONDON),
    description="What each rule found since yesterday, at 07:00 London time",
    doc_md=DOC,
    tags=["clausewatch", "alerts"],
    dagrun_timeout=timedelta(hours=2),
    params={"rules": RULES},
    **DAG_DEFAULTS,
)
def daily_digest() -> None:
    """Send, deliver."""
    make_digests(since=INTERVAL_START, until=INTERVAL_END) >> deliver()


daily_digest()
