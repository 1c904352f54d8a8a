"""As soon as an official publisher has something new: from its feed to the delivered alert, in seconds."""

from datetime import timedelta
from typing import Any

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, TriggerRule, dag

from dags.shared.choosing import choose_publishers
from dags.shared.defaults import DAG_DEFAULTS, LONDON, publishers_param
from dags.shared.feeds import make_feeds_asset
from dags.shared.steps import any_answered, crawl, deliver, process

DOC = """
### What it does
The triggerer looks at the feeds of all enabled official publishers with conditional requests. Where one has something
new, its event wakes this DAG, which crawls the publishers that have news and takes it through to the delivered alert.
One task crawls all that have news, two sites at once; whatever their number, starting more would take longer.

Every morning at 04:30, London time, it also crawls all official publishers, whatever their feeds say: no feed tells of
a page that was edited or taken down without notice.

### What it needs
The triggerer must run. How often it looks: `CLAUSEWATCH_WATCH_SECONDS` (60) in the environment of the DAG processor.

### When it is red
* **`crawl`**: one of its publishers was unhealthy; its log says why. What the others had is processed.
* **`any_answered`**, and with it the run: no `crawl` task was green. After an event there is only one, so that one ill
  publisher is enough; in the morning, look at the network of the workers.
* **`process`**, after its retries: ledger or index could not be used; `clausewatch doctor` says which. Clear the task
  when that is mended: it goes on where it was.
* **`deliver`**: a channel did not take an alert. It waits in the outbox, and the next run sends it.

No run for long, though something was published: see that the triggerer is alive, and that the asset `official-feeds`
has events. Trigger the DAG by hand meanwhile: without an event it crawls every official publisher, as every morning.

### Parameters
`publishers`: only these, whatever the event says.
"""


@dag(
    schedule=AssetOrTimeSchedule(
        timetable=CronTriggerTimetable("30 4 * * *", timezone=LONDON), assets=[make_feeds_asset()]
    ),
    description="Official publishers, as soon as they publish and every morning: crawl, process, deliver",
    doc_md=DOC,
    tags=["clausewatch", "crawl", "official"],
    dagrun_timeout=timedelta(hours=5),
    params={"publishers": publishers_param("those with news, else all official ones")},
    **DAG_DEFAULTS,
)
def watch_official() -> None:
    """Choose, crawl, process, deliver."""
    chosen: Any = choose_publishers("official")
    crawled = crawl.expand(publishers=chosen)
    crawled >> process.override(trigger_rule=TriggerRule.ALL_DONE)(publishers=chosen) >> deliver()
    crawled >> any_answered()


watch_official()
