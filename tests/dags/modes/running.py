"""An Airflow of a test's own, started by `scripts/run-airflow` as a user starts it."""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from scripts.airflow_stack.api import Api
from scripts.airflow_stack.children import list_session
from scripts.airflow_stack.running import Running, read_running
from scripts.airflow_stack.secret_files import SecretFiles
from tests.dags.modes.memory import MemoryWatch

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = ROOT / "scripts" / "run-airflow"
START_S = 300
RUN_S = 420
BEGIN_S = 60
STOP_S = 60
ENDED = {"success", "failed"}
LAST_LINES = 15
GIB = 1024**3
MOST_BYTES = 4 * GIB
"""What all processes of one mode may take together."""


class LocalAirflow:
    """One that runs; `stop` ends it as Ctrl-C does."""

    def __init__(self, folder: Path, options: Sequence[str], environment: Mapping[str, str]) -> None:
        """Wait until it says that it is ready."""
        self.folder = folder
        self.output = folder.with_suffix(".out")
        self._environment = os.environ | environment
        self.begun = time.monotonic()
        with self.output.open("wb") as output:
            self.launcher = subprocess.Popen(
                [str(SCRIPT), "--folder", str(folder), "--port", "0", *options],
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                bufsize=0,
                cwd=folder.parent,
                start_new_session=True,
            )
        try:
            self.wait_for(self._is_ready, START_S, "Airflow is ready")
            self.running: Running = read_running(folder)
        except BaseException:
            self.kill()
            raise
        self.seconds_to_start = time.monotonic() - self.begun
        self.api = Api(f"http://127.0.0.1:{self.running.port}", "admin", SecretFiles(folder / "secrets").password)
        self.api.log_in()
        self.memory = MemoryWatch(self.list_pids)

    def _is_ready(self) -> bool:
        if self.launcher.poll() is not None:
            pytest.fail(f"the launcher ended with status {self.launcher.returncode}\n{self.tell_logs()}", pytrace=False)
        return "Airflow is ready." in self.output.read_text()

    def wait_for(self, condition: Callable[[], Any], seconds: float, what: str) -> float:
        """Seconds until the condition held; the test fails with what the processes said last if it does not."""
        begun = time.monotonic()
        while time.monotonic() < begun + seconds:
            if condition():
                return time.monotonic() - begun
            time.sleep(0.25)
        pytest.fail(f"not within {seconds:.0f} s: {what}\n{self.tell_logs()}", pytrace=False)

    def tell_logs(self) -> str:
        """The last lines of the launcher and each process, and of the newest task logs."""
        tasks = sorted(self.folder.glob("airflow/logs/dag_id=*/**/*.log"), key=lambda path: path.stat().st_mtime)
        files = [self.output, *sorted(self.folder.glob("processes/*.log")), *tasks[-3:]]
        return "\n".join(f"== {file}\n{tail(file)}" for file in files)

    def type(self, line: str) -> None:
        """Into the launcher's terminal."""
        if self.launcher.stdin is None:
            raise TypeError("a launcher without a terminal")
        self.launcher.stdin.write(f"{line}\n".encode())
        self.launcher.stdin.flush()

    def run_command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Airflow's own command for this Airflow, whatever comes of it."""
        command = [str(SCRIPT), "--folder", str(self.folder), "--", *words]
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)

    def airflow(self, *words: str) -> str:
        """Airflow's own command for this Airflow: what it says."""
        done = self.run_command(*words)
        if done.returncode:
            pytest.fail(f"{' '.join(words)}: {done.stdout[-1500:]}{done.stderr[-1500:]}", pytrace=False)
        return done.stdout

    def switch_off(self, dag: str) -> None:
        """No run begins by itself any more."""
        self.api.ask("PATCH", f"dags/{dag}", {"is_paused": True})

    def is_idle(self) -> bool:
        """Whether no run of any DAG is under way."""
        runs = self.api.ask("GET", "dags/~/dagRuns", limit=100, state=["running", "queued"])
        return not runs["dag_runs"]

    def switch_on(self, dag: str) -> str:
        """The id of the run that its schedule begins at once, as its last time has passed."""
        self.api.switch_on(dag)
        self.wait_for(lambda: self.list_runs(dag), BEGIN_S, f"{dag} runs by its schedule")
        run: str = self.list_runs(dag)[0]["dag_run_id"]
        return run

    def trigger(self, dag: str, **options: Any) -> str:
        """The id of the new run."""
        run: str = self.api.ask("POST", f"dags/{dag}/dagRuns", {"logical_date": None, **options})["dag_run_id"]
        return run

    def finish(self, dag: str, run: str, seconds: float = RUN_S) -> str:
        """Wait for the end of a run: its state."""
        self.wait_for(lambda: self.state(dag, run) in ENDED, seconds, f"{dag} {run} ends; {self._tell_tasks(dag, run)}")
        return self.state(dag, run)

    def state(self, dag: str, run: str) -> str:
        state: str = self.api.ask("GET", f"dags/{dag}/dagRuns/{run}")["state"]
        return state

    def list_runs(self, dag: str) -> list[dict[str, Any]]:
        runs: list[dict[str, Any]] = self.api.ask("GET", f"dags/{dag}/dagRuns", limit=100)["dag_runs"]
        return runs

    def list_tasks(self, dag: str, run: str, task: str = "") -> list[dict[str, Any]]:
        """Its task instances, or those of one task."""
        found = self.api.ask("GET", f"dags/{dag}/dagRuns/{run}/taskInstances", limit=200)["task_instances"]
        return [each for each in found if task in {"", each["task_id"]}]

    def _tell_tasks(self, dag: str, run: str) -> str:
        return json.dumps(
            {f"{each['task_id']}[{each['map_index']}]": each["state"] for each in self.list_tasks(dag, run)}
        )

    def list_pids(self) -> list[int]:
        """Every process of it, the launcher first."""
        sessions = [self.launcher.pid, *self.running.children.values()]
        return [pid for session in sessions for pid in list_session(session)]

    def describe(self, mode: str) -> str:
        """How long it took and how much memory, in a line."""
        minutes = (time.monotonic() - self.begun) / 60
        peak = self.memory.peak / GIB
        return f"{mode}: up in {self.seconds_to_start:.0f} s, ran {minutes:.1f} min, {peak:.2f} GiB at most"

    def stop(self) -> int:
        """Ctrl-C; the launcher's exit status."""
        self.memory.stop()
        self.api.close()
        if self.launcher.poll() is None:
            self.launcher.send_signal(signal.SIGINT)
        try:
            return self.launcher.wait(STOP_S)
        finally:
            self.kill()

    def kill(self) -> None:
        """Whatever is left."""
        if self.launcher.stdin:
            self.launcher.stdin.close()
        sessions = [self.launcher.pid]
        if hasattr(self, "running"):
            sessions += self.running.children.values()
        for pid in (pid for session in sessions for pid in list_session(session)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.launcher.wait(STOP_S)


def tail(file: Path) -> str:
    """The last lines of a file."""
    return "\n".join(line[:400] for line in file.read_text(errors="replace").splitlines()[-LAST_LINES:])


TOLD: list[str] = []
"""Figures for those who run the tests; they are shown when all have run."""


def tell(line: str) -> None:
    """Have a line shown at the end."""
    TOLD.append(line)
