"""On demand: annotate again what an older model read, into a new version of the index."""

from airflow.sdk import Param, TriggerRule, chain, dag

from dags.shared.defaults import DAG_DEFAULTS, date_param, publishers_param, share_param
from dags.shared.processing import process_batches, repeat_batches
from dags.shared.selecting import select_again
from dags.shared.steps import rebuild

DOC = """
### What it does
Chooses document versions by the annotator that read them, their publisher and when they were published, annotates them
again over mapped tasks, writes a **new version of the index** beside the one in use, checks it against the ledger and
switches to it. Searches go on meanwhile and see the old statements until the switch.

What is found anew in an old page is taken as known: it fires no alert. Corrections made by people stay.

### What it needs
Room for a second index. The models and targets that are installed on the workers are those that are used.

### When it is red
* **`select_again`**: a publisher of whom nothing is kept, or a date that is none; its log says which. Trigger the run
  again with other parameters.
* **`reextract` or `reannotate`**: clear the task; what is done stays done, and what was in hand is taken over.
* **`rebuild`**: the new index was not complete, or the search server not reachable. The old index stays in use. Clear
  the task when that is mended.

### Parameters
By default: all that another annotator than the installed one has read.
`model`: only what this annotator read, as `clausewatch status` names it. `stale`: only what the installed annotator has
not read. `publishers`, `since`, `until`: days in London, `until` itself not included. `extract`: from the archived
pages again, for a better extractor. `share`: documents a mapped task.
"""

MODEL = Param(
    None,
    type=["null", "string"],
    pattern="^([0-9a-f]{12}|unknown|custom)$",
    title="Model version",
    description="Only what this annotator read, as `clausewatch status` names it.",
)


@dag(
    schedule=None,
    description="Annotate again into a new index version, and switch to it",
    doc_md=DOC,
    tags=["clausewatch", "maintenance"],
    params={
        "model": MODEL,
        "stale": Param(True, type="boolean", title="Only what the installed annotator has not read"),
        "publishers": publishers_param("all"),
        "since": date_param("Since", "Published on this day or later."),
        "until": date_param("Until", "Published before this day."),
        "extract": Param(False, type="boolean", title="Extract again from the archive"),
        "share": share_param(),
    },
    **DAG_DEFAULTS,
)
def reprocess() -> None:
    """Select, annotate again, rebuild, and what is left to be done with it."""
    chain(
        select_again(since="{{ params.since or '' }}", until="{{ params.until or '' }}", of_publishers=True),
        repeat_batches(),
        rebuild.override(trigger_rule=TriggerRule.NONE_FAILED)(),
        process_batches(first="index"),
    )


reprocess()
