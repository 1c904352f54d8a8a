"""Every DAG by `airflow dags test` through both days of the fictional web, once for all tests: runs take their time."""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from clausewatch.demo.pages import Day
from clausewatch.demo.server import DemoWeb
from clausewatch.demo.sites import WEB
from clausewatch.index.times import LONDON
from clausewatch.steps.digest import MORNING
from tests.dags.airflow_home import Airflow
from tests.dags.installation import EVERYBODY, Installation, Outcome
from tests.dags.ledger_rows import read_rows
from tests.faults.state import dump_state

DAYS: tuple[Day, Day] = (1, 2)
MORNINGS = {1: "2025-03-04T08:07:00+00:00", 2: "2025-03-05T08:07:00+00:00"}
SHARE = 16
"""So that the steps have several mapped tasks."""
SILENT, OTHER = "wold-courier", "bytewise"
"""A publisher that the web of `live_ill` does not serve, and one that it does."""


class Snapshot(NamedTuple):
    """What ledger and index hold at a time."""

    rows: dict[str, Any]
    state: dict[str, Any]


def take_snapshot(installation: Installation) -> Snapshot:
    """What the installation holds now."""
    return Snapshot(read_rows(installation.settings), dump_state(installation.data))


@dataclass
class Story:
    """What each run did, by the name of its DAG or of what was done, and what was there afterwards."""

    airflow: Airflow
    installation: Installation
    by_hand: dict[int, Snapshot] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    after: dict[str, Snapshot] = field(default_factory=dict)

    def run(self, name: str, dag: str, date: str, **conf: Any) -> None:
        """`airflow dags test`; what came of it is kept under a name."""
        self.outcomes[name] = self.installation.test_dag(self.airflow, dag, date, **conf)
        self.after[name] = take_snapshot(self.installation)


def live(folder: Path, airflow: Airflow, web: DemoWeb) -> Story:
    """Both days by hand and by DAG, side by side, and then the other DAGs on what they left."""
    hand, story = Installation(folder / "hand", web), Story(airflow, Installation(folder / "dags", web))

    for day in DAYS:
        web.day = day
        hand.run_by_hand()
        story.by_hand[day] = take_snapshot(hand)
        story.run(f"day {day}", "crawl_coverage", MORNINGS[day], publishers=EVERYBODY, share=SHARE)
    story.run("cleared", "crawl_coverage", MORNINGS[2], publishers=EVERYBODY, share=SHARE)
    story.run("reprocess", "reprocess", "2025-03-06T10:00:00+00:00", stale=False, extract=True, since="2025-03-04")
    story.run("backfill", "backfill", "2025-03-05T00:00:00+00:00", publishers=["gov-albion"])
    story.run("check_publishers", "check_publishers", "2025-03-06T06:30:00+00:00")
    story.run("daily_digest", "daily_digest", next_morning(datetime.now(UTC)))
    return story


def next_morning(now: datetime) -> str:
    """Just after the next seven o'clock in London: the interval that ends there is that of the alerts of now."""
    there = now.astimezone(LONDON)
    seven = datetime.combine(there.date() + timedelta(days=there.hour >= MORNING.hour), MORNING, LONDON)
    return (seven.astimezone(UTC) + timedelta(minutes=1)).isoformat()


def watch(folder: Path, airflow: Airflow, web: DemoWeb) -> Story:
    """An official publisher's news through `watch_official`, in an installation of its own."""
    story = Story(airflow, Installation(folder / "watched", web))
    story.run("watch_official", "watch_official", "2025-03-05T12:00:00+00:00", publishers=["gov-albion"])
    return story


def live_ill(folder: Path, airflow: Airflow) -> Story:
    """A web on which one of two publishers is not served, and then a run that asks only that one."""
    sites = folder / "sites"
    shutil.copytree(WEB, sites, ignore=shutil.ignore_patterns("courier"))
    with DemoWeb(folder=sites) as web:
        story = Story(airflow, Installation(folder / "ill", web))
        story.run("one ill", "crawl_coverage", "2025-03-07T08:07:00+00:00", publishers=[SILENT, OTHER])
        story.run("all ill", "crawl_coverage", "2025-03-07T09:07:00+00:00", publishers=[SILENT])
    return story
