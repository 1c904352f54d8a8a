"""Every hour: the news publishers, and all that follows from what they published."""

from airflow.sdk import CronTriggerTimetable, Param, TriggerRule, dag

from dags.shared.choosing import choose_publishers
from dags.shared.defaults import DAG_DEFAULTS, date_param, publishers_param, share_param
from dags.shared.processing import process_batches
from dags.shared.steps import any_answered, crawl

DOC = """
### What it does
Crawls every enabled news publisher, one mapped task each, and takes what is new through to delivered alerts:
extract, annotate, index, alert, deliver. Each feed or other list is asked every ten minutes to once a day, by how often
it changes: of a publisher of which none is due nothing is asked, and the log of its `crawl` task says when the next is.
Pages that read otherwise are asked once more (`reread`), so that what one shows anew at each visit is told to nobody.

### What it needs
The settings of Clausewatch (`CLAUSEWATCH_*`) on the workers, and the pools of `dags/pools.json`.

### When it is red
* **One `crawl` task**: that publisher was unhealthy; its log says why (blocked, feed moved, fewer pages than its
  minimum). The others' pages are processed all the same and the run stays green. An alert tells of it, and of the
  recovery; one for all where nearly none could be reached. Nothing is to be done for a passing fault: the next run is
  the next try.
* **`any_answered`**, and with it the run: no publisher answered at all. Look at the network of the workers.
* **Any other task**, after its retries: ledger or index could not be used; `clausewatch doctor` says which. Clear the
  task when that is mended: it goes on where it was.
* **`deliver`**: a channel did not take an alert. It waits in the outbox, and the next run sends it.

A page that cannot be read turns nothing red: `clausewatch status` names those.

### Parameters
`publishers`: only these. `since`: leave out what the publishers date earlier. `now`: ask every list, also those that
are not due; so does `since`. `share`: documents a mapped task.
"""


@dag(
    schedule=CronTriggerTimetable("7 * * * *", timezone="UTC"),
    description="News publishers, hourly: crawl, extract, annotate, index, alert",
    doc_md=DOC,
    tags=["clausewatch", "crawl", "coverage"],
    params={
        "publishers": publishers_param("all enabled news publishers"),
        "since": date_param("Since", "Leave out what the publishers date earlier."),
        "now": Param(False, type="boolean", title="Now", description="Ask every list, also those that are not due."),
        "share": share_param(),
    },
    **DAG_DEFAULTS,
)
def crawl_coverage() -> None:
    """Choose, crawl, process."""
    chosen = choose_publishers("coverage")
    crawled = crawl.partial(since="{{ params.since or '' }}", only_due=True).expand(publishers=chosen)
    crawled >> process_batches(rule=TriggerRule.ALL_DONE, crawled=chosen)
    crawled >> any_answered()


crawl_coverage()
