"""The fictional web that the modes crawl one after the other, what a crawl of it by hand gives, and databases."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from clausewatch.demo.pages import Day
from clausewatch.demo.publishers.addresses import PORT_VARIABLE
from clausewatch.demo.server import DemoWeb
from clausewatch.demo.settings import PUBLISHERS, SPEAKERS, DemoSettings
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from clausewatch.steps.crawl import choose_publishers
from tests.dags.modes.running import TOLD
from tests.dags.modes.servers import Databases, run_databases
from tests.faults.state import dump_stores

DAYS: tuple[Day, Day] = (1, 2)
State = dict[str, Any]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the modes took: docs/airflow.md quotes it."""
    if TOLD:
        terminalreporter.section("measured")
        terminalreporter.write_line("\n".join(TOLD))


class Place(NamedTuple):
    """Stores of a test's own; the fictional web is crawled into them."""

    folder: Path
    web: DemoWeb
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """As a user would set it, for real publishers."""
        given = {
            "CLAUSEWATCH_DATA": str(self.folder / "data"),
            "CLAUSEWATCH_DATABASE": self.database,
            "CLAUSEWATCH_PUBLISHERS": PUBLISHERS,
            "CLAUSEWATCH_SPEAKERS": str(SPEAKERS),
            "CLAUSEWATCH_ALLOW_LOOPBACK": "true",
            "CLAUSEWATCH_ADAPTIVE_POLLING": "false",
            PORT_VARIABLE: str(self.web.port),
        }
        return {name: value for name, value in given.items() if value}

    @property
    def settings(self) -> Settings:
        """The same, to look into the stores."""
        data = self.folder / "data"
        return DemoSettings(data=data, database=self.database, publishers=PUBLISHERS, speakers=SPEAKERS)

    @property
    def coverage(self) -> list[Publisher]:
        """The enabled news publishers."""
        return [publisher for publisher in choose_publishers(self.settings, ()) if publisher.kind == "coverage"]

    def dump(self) -> State:
        """What the stores hold."""
        return dump_stores(self.settings)


@pytest.fixture(scope="session")
def web() -> Iterator[DemoWeb]:
    """One for all modes, as ids hold its port."""
    with DemoWeb() as served:
        yield served


@pytest.fixture(scope="session")
def by_hand(web: DemoWeb, tmp_path_factory: pytest.TempPathFactory) -> dict[Day, State]:
    """What ledger and index hold after each day, where `clausewatch run` crawls the news publishers."""
    place = Place(tmp_path_factory.mktemp("by-hand"), web)
    return {day: _run_by_hand(place, day) for day in DAYS}


def _run_by_hand(place: Place, day: Day) -> State:
    place.web.day = day
    command = [str(Path(sys.executable).with_name("clausewatch")), "run"]
    command += [word for publisher in place.coverage for word in ("--publisher", publisher.name)]
    subprocess.run(command, env=os.environ | place.environment, cwd=place.folder, check=True, capture_output=True)
    return place.dump()


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """A real PostgreSQL that asks for passwords."""
    with run_databases() as made:
        yield made
