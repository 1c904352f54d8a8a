"""A folder of Airflow's own with its database, and commands that are run on it."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import IO, Any, NamedTuple, Self

ROOT = Path(__file__).resolve().parents[2]
DAGS = ROOT / "dags"
SECONDS = 300
"""The longest that a command may take."""


class TaskState(NamedTuple):
    """How a task instance ended; `name` is what Airflow's page calls a mapped one."""

    task: str
    map_index: int
    state: str
    name: str | None
    tries: int


def make_environment(home: Path) -> dict[str, str]:
    """Variables under which Airflow uses the folder and our DAGs, and nothing of the machine's own settings."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "CLAUSEWATCH"))}
    return inherited | {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        "PYTHONPATH": str(ROOT),
    }


class Airflow:
    """The `airflow` command on one folder; the database is made when the object is."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = make_environment(home)
        self.log = home / "commands.log"
        self._process: subprocess.Popen[str] | None = None
        command = [sys.executable, "-m", "airflow", "db", "migrate"]
        subprocess.run(command, env=self.environment, check=True, capture_output=True, timeout=SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.communicate(timeout=SECONDS)

    def run(self, *arguments: str, **environment: str) -> int:
        """Run a command in the process that stays; its exit status. What it says is added to `log`."""
        process = self._process or self._start()
        if process.stdin is None or process.stdout is None:
            raise TypeError("the driver has no pipes")
        process.stdin.write(json.dumps({"arguments": arguments, "environment": environment}) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer:
            raise RuntimeError(f"airflow {' '.join(arguments)} ended the driver:\n{self.log.read_text()[-4000:]}")
        return int(answer)

    def _start(self) -> subprocess.Popen[str]:
        with self.log.open("w") as log:
            self._process = _open_driver(self.environment, log)
        return self._process

    def read(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of Airflow's database."""
        with closing(sqlite3.connect(self.home / "airflow.db")) as database:
            return database.execute(query, values).fetchall()

    def list_tasks(self, run: str) -> list[TaskState]:
        """The task instances of a run, by name and place."""
        columns = "task_id, map_index, state, rendered_map_index, try_number"
        rows = self.read(f"select {columns} from task_instance where run_id = ? order by 1, 2", run)  # noqa: S608
        return [TaskState(*row) for row in rows]


def _open_driver(environment: Mapping[str, str], log: IO[str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.dags.driver"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=log, text=True)
