"""Two days of the fictional web through the whole pipeline."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from clausewatch.crawls import CrawlResult
from clausewatch.demo.folder import prepare_folder
from clausewatch.demo.pages import Day
from clausewatch.demo.publishers.addresses import PORT_VARIABLE
from clausewatch.demo.server import DemoWeb
from clausewatch.demo.settings import make_settings
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from clausewatch.steps.crawl import choose_publishers, crawl
from clausewatch.steps.process import process_all
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import Stores, open_stores
from nlp.annotator import Annotator, load_annotator

DAYS: tuple[Day, Day] = (1, 2)
Watcher = Callable[[str], None]
"""Is told what is being done now."""


class DayReport(NamedTuple):
    """One day: how each publisher's crawl went, and what the steps after it did."""

    day: Day
    crawls: tuple[CrawlResult, ...]
    steps: tuple[StepReport, ...]

    def total(self, count: str) -> int:
        """A count of the crawls (fresh, unchanged, gone, failed, disallowed), all publishers together."""
        return sum(getattr(crawl, count) for crawl in self.crawls)

    @property
    def problems(self) -> list[str]:
        """What failed, one line each."""
        ill = [f"{crawl.publisher}: {crawl.reason}" for crawl in self.crawls if not crawl.healthy]
        return ill + [f"{failure.step}: {failure.reason}" for step in self.steps for failure in step.failures]


def run_story(folder: Path, port: int, watch: Watcher) -> tuple[Settings, list[DayReport]]:
    """Serve the web on loopback, crawl it on both days and process what came; the folder is begun anew.

    `ServerError` where the port is taken, `InputError` where the folder holds something else.
    """
    settings = make_settings(folder)
    with DemoWeb(port) as web:
        prepare_folder(folder)
        # The publishers' addresses, here and in the crawl processes.
        os.environ[PORT_VARIABLE] = str(web.port)
        publishers = choose_publishers(settings, ())
        annotator = load_annotator(settings.targets, settings.speakers)
        with open_stores(settings) as stores:
            return settings, [_live_day(web, day, stores, annotator, publishers, watch) for day in DAYS]


def _live_day(
    web: DemoWeb,
    day: Day,
    stores: Stores,
    annotator: Annotator,
    publishers: tuple[Publisher, ...],
    watch: Watcher,
) -> DayReport:
    web.day = day
    crawls = []
    watch(f"day {day}: crawling {len(publishers)} publishers")
    for result in crawl(stores, [publisher.name for publisher in publishers]):
        crawls.append(result)
        watch(f"day {day}: crawled {result.publisher}")
    told = io.StringIO()
    steps = process_all(
        stores, annotator, publishers, console=told, watch=lambda report: watch(f"day {day}: {report.step}")
    )
    return DayReport(day, tuple(crawls), tuple(steps))
