"""One installation of Clausewatch on the fictional web: what the DAGs and the command work on."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from clausewatch.demo.publishers.addresses import PORT_VARIABLE
from clausewatch.demo.server import DemoWeb
from clausewatch.demo.settings import PUBLISHERS, SPEAKERS, make_settings
from clausewatch.settings import Settings
from tests.dags.airflow_home import ROOT, SECONDS, Airflow, TaskState, make_environment

EVERYBODY = [
    "albion-ledger",
    "bytewise",
    "gov-albion",
    "harbour-news",
    "official-report",
    "online-standards-authority",
    "open-lines",
    "pigeonpost",
    "safe-childhood-trust",
    "wold-courier",
]
"""The publishers of the fictional web."""


class Outcome(NamedTuple):
    """How a run of a DAG ended: the command's exit status and its task instances."""

    status: int
    state: str
    tasks: list[TaskState]

    def states(self, task: str) -> dict[str | None, str]:
        """The states of a mapped task's instances by their names."""
        return {each.name: each.state for each in self.tasks if each.task == task}

    def state_of(self, task: str) -> str:
        """The state of a task that has one instance."""
        (state,) = [each.state for each in self.tasks if each.task == task]
        return state


class Installation:
    """A data folder, and the fictional web that it crawls."""

    def __init__(self, data: Path, web: DemoWeb) -> None:
        self.data, self.web = data, web

    @property
    def settings(self) -> Settings:
        """As the tasks read them from their environment."""
        return make_settings(self.data)

    @property
    def environment(self) -> dict[str, str]:
        """What the tasks and the command are told."""
        return {
            "CLAUSEWATCH_DATA": str(self.data),
            "CLAUSEWATCH_PUBLISHERS": PUBLISHERS,
            "CLAUSEWATCH_SPEAKERS": str(SPEAKERS),
            "CLAUSEWATCH_ALLOW_LOOPBACK": "true",
            "CLAUSEWATCH_ADAPTIVE_POLLING": "false",
            PORT_VARIABLE: str(self.web.port),
        }

    def test_dag(self, airflow: Airflow, dag: str, date: str, **conf: Any) -> Outcome:
        """`airflow dags test` for a logical date, as 2025-03-04T08:00:00+00:00.

        For the same date once more it clears the run and runs it again.
        """
        options = ["--conf", json.dumps(conf)] if conf else []
        status = airflow.run("dags", "test", dag, date, *options, **self.environment)
        query = "select run_id, state from dag_run where dag_id = ? and logical_date = ?"
        ((run, state),) = airflow.read(query, dag, date.replace("T", " ").replace("+00:00", ".000000"))
        return Outcome(status, state, airflow.list_tasks(run))

    def run_by_hand(self) -> None:
        """`clausewatch run`, as a person calls it."""
        command = [str(Path(sys.executable).parent / "clausewatch"), "run"]
        environment = make_environment(self.data.parent) | self.environment
        subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, timeout=SECONDS)
