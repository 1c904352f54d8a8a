"""The steps of one day as a process that may be killed: `python -m tests.faults.worker FOLDER PORT [STEP]`.

Says on standard output which step begins. Small batches, so that there is much between a claim and its end.
"""

import io
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from clausewatch.demo.publishers.addresses import PORT_VARIABLE
from clausewatch.demo.settings import make_settings
from clausewatch.steps.alert import alert_batch, deliver
from clausewatch.steps.annotate import annotate_batch
from clausewatch.steps.crawl import crawl
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.index import index_batch
from clausewatch.steps.report import StepReport, repeat_until_done
from clausewatch.steps.stores import Stores, open_stores
from nlp.annotator import load_annotator
from spiders.run import list_publishers

PUBLISHERS = ("albion-ledger", "harbour-news")
BATCH = 4
STEPS = ("crawl", "extract", "annotate", "index", "alert", "deliver")


def main(folder: str, port: str, first: str = "crawl") -> None:
    """Crawl and process until nothing waits, from a step on."""
    os.environ[PORT_VARIABLE] = port
    settings = make_settings(Path(folder))
    with open_stores(settings) as stores:
        for step in STEPS[STEPS.index(first) :]:
            run_batch = prepare(step, stores)
            announce(step)
            repeat_until_done(step, run_batch)
    announce("end")


def prepare(step: str, stores: Stores) -> Callable[[], StepReport]:
    """What is to be called until it has claimed nothing; models are loaded here and not while the step runs."""
    if step == "annotate":
        return partial(annotate_batch, stores, load_annotator(stores.settings.targets, stores.settings.speakers), BATCH)
    batches = {
        "crawl": partial(crawl_all, stores),
        "extract": partial(extract_batch, stores, list_publishers(stores.settings), BATCH),
        "index": partial(index_batch, stores, BATCH),
        "alert": partial(alert_batch, stores, BATCH),
        "deliver": partial(deliver_all, stores),
    }
    return batches[step]


def crawl_all(stores: Stores) -> StepReport:
    """One crawl, which needs no repeating."""
    if ill := [result.reason for result in crawl(stores, PUBLISHERS) if not result.healthy]:
        raise SystemExit(f"a crawl is unhealthy: {ill[0]}")
    return StepReport(step="crawl")


def deliver_all(stores: Stores) -> StepReport:
    """Send what is due, which needs no repeating."""
    deliver(stores, datetime.now(UTC), io.StringIO())
    return StepReport(step="deliver")


def announce(step: str) -> None:
    """Tell whoever may kill this process where it is."""
    sys.stdout.write(f"{step}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
