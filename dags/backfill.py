"""Days of the past, through Airflow's own backfill: the data interval decides what is taken."""

from datetime import timedelta
from typing import Any

from airflow.sdk import CronDataIntervalTimetable, TriggerRule, chain, dag, task

from dags.shared.choosing import choose_publishers
from dags.shared.dates import FIRST_DAY, INTERVAL_END, INTERVAL_START, LAST_DAY, read_time
from dags.shared.defaults import DAG_DEFAULTS, publishers_param, share_param
from dags.shared.processing import process_batches, repeat_batches
from dags.shared.selecting import select_again
from dags.shared.steps import crawl

WHICH = "all enabled official publishers, and those with an archive by date"
DOC = """
### What it does
For each day asked for: crawls the official publishers, whose APIs, unlike feeds, go back, and those that declare an
archive by date, for what they date on that day; then takes **what the ledger holds that was published on that day**
(first seen, where it has no date), extracts it again from the archive and annotates it again. No clock has a say: the
run's data interval, midnight to midnight in UTC, decides, so that a day gives the same whenever it is run, and twice
gives what once gives.

What is found anew in pages that were known fires no alert; pages that were not known are news.

### How to use it
Unpause the DAG, then

```
airflow backfill create --dag-id backfill --from-date 2023-09-04 --to-date 2023-09-08 \\
    --reprocess-behavior completed --max-active-runs 1
```

`--dry-run` lists the days first, `--run-backwards` begins with the last, `--dag-run-conf '{"publishers": ["gov-uk"]}'`
sets parameters. Airflow's page shows the backfill and can pause or cancel it. The runs that Airflow makes by itself
each midnight, while the DAG is unpaused, do nothing: `is_asked_for` skips them.

### When it is red
* **`crawl`**: a publisher of that task was unhealthy; its log says why. What the ledger holds is processed all the
  same.
* **`reextract` or `reannotate`**, **any other task**: ledger or index could not be used; `clausewatch doctor` says
  which. Clear the task when that is mended: it goes on where it was.

### Parameters
`publishers`: crawl only these; what the ledger holds of the day is taken whoever published it. `share`: documents a
mapped task.
"""


@task.short_circuit
def is_asked_for(since: str, until: str, dag_run: Any = None) -> bool:
    """Whether a person asked for this day, by a backfill or by hand; also whether it is one."""
    if dag_run.run_type == "scheduled":
        return False
    return read_time(since, "data_interval_start") < read_time(until, "data_interval_end")


@dag(
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    description="Days of the past again, by Airflow's own backfill",
    doc_md=DOC,
    tags=["clausewatch", "maintenance"],
    dagrun_timeout=timedelta(hours=12),
    is_paused_upon_creation=True,
    params={"publishers": publishers_param(WHICH), "share": share_param()},
    **DAG_DEFAULTS,
)
def backfill() -> None:
    """Crawl what is of the interval, then extract, annotate and index what is of the interval."""
    asked = is_asked_for(INTERVAL_START, INTERVAL_END)
    chosen = choose_publishers("past")
    crawled = crawl.partial(since=FIRST_DAY, until=LAST_DAY).expand(publishers=chosen)
    selected = select_again.override(trigger_rule=TriggerRule.ALL_DONE)(
        since=INTERVAL_START, until=INTERVAL_END, extract=True
    )
    chain(asked, chosen)
    chain(crawled, selected, repeat_batches(), process_batches())


backfill()
