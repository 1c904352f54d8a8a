"""On demand: archives of other crawlers, such as Common Crawl's news, one mapped task a WARC file."""

from typing import Any

from airflow.sdk import Param, TriggerRule, chain, dag, task

from dags.shared.defaults import ANNOTATE, DAG_DEFAULTS, share_param
from dags.shared.processing import process_batches
from dags.shared.reading import read_file

DOC = """
### What it does
Lists the WARC files that patterns and addresses stand for, reads each in a task of its own, and takes what is new
through to delivered alerts. Of the pages those are taken that are of a known publisher and hold a keyword of a target.
A task that is stopped goes on where it was; a file that was read to its end is not read again, so that the next run
takes the files that are new or were left.

### What it needs
Files that every worker can reach: folders that all of them see, `s3://` buckets that the workers may read, or a web
server. The pool `annotate`, one slot a core of the workers.

### When it is red
* **`list_files`**: an address or folder cannot be listed; its log says why. Clear the task when that is mended.
* **One `read_file` task**: that file cannot be read, or was cut off by the network; its log says why. The others' pages
  are processed all the same. Clear the task: it goes on where it was.
* **Any other task**: ledger or index could not be used; `clausewatch doctor` says which.

A broken record turns nothing red: the log of its task names it.

### Parameters
`files`: folders, patterns or addresses, as `clausewatch ingest` takes them; docs/common-crawl.md has examples. `most`:
how many files a run reads; those that are left wait for the next. `all`: every page, whatever its site and words.
`share`: documents a mapped task.
"""
FILES = Param(
    [],
    type="array",
    items={"type": "string", "minLength": 1, "maxLength": 1000},
    uniqueItems=True,
    title="Files",
    description="Such as s3://BUCKET/FOLDER/*.warc.gz or https://HOST/FOLDER/warc.paths.gz; none: nothing is read.",
)
MOST = Param(
    200,
    type="integer",
    minimum=1,
    maximum=500,
    title="Files a run",
    description="Those that are left wait for the next.",
)


@task(multiple_outputs=False, pool=ANNOTATE)
def list_files(params: dict[str, Any] | None = None) -> list[int]:
    """Numbers under which the ledger has the files that are still to be read, as many as a run takes."""
    from clausewatch.settings import load_settings
    from clausewatch.steps.ingest_plan import plan_files
    from clausewatch.steps.stores import open_stores

    asked = params or {}
    with open_stores(load_settings()) as stores:
        return plan_files(stores, asked.get("files", ()), asked["most"], take_all=asked.get("all", False))


@dag(
    schedule=None,
    description="Archives of other crawlers, such as Common Crawl's news, file by file",
    doc_md=DOC,
    tags=["clausewatch", "maintenance"],
    params={
        "files": FILES,
        "most": MOST,
        "all": Param(False, type="boolean", title="Every page, whatever its site and words"),
        "share": share_param(),
    },
    **DAG_DEFAULTS,
)
def ingest() -> None:
    """List, read, process."""
    read = read_file.expand(number=list_files())
    chain(read, process_batches(rule=TriggerRule.ALL_DONE))


ingest()
