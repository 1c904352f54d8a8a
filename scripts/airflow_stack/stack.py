"""Airflow's processes, from an empty folder to a healthy page, and their end."""

import json
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from clausewatch.errors import ServerError
from scripts.airflow_stack.api import Api
from scripts.airflow_stack.children import Child, stop_children
from scripts.airflow_stack.environment import LOOPBACK
from scripts.airflow_stack.plan import PROGRAMS, Plan

USUAL_PORT = 8080
SECONDS_TO_MIGRATE = 300
SECONDS_TO_START = 240
SECONDS_TO_STOP = 30
SECONDS_FOR_THE_LAST = 2
"""For the page's server, which nobody needs any more by then and which is slow to end."""
POOLS = "pools.json"
AT_WILL = {"backfill", "ingest", "reprocess"}
"""DAGs that do something only when somebody asks for it."""
SWITCHED_ON = "dags-were-switched-on"
AIRFLOW = str(PROGRAMS / "airflow")
# Without the log servers: they listen on every address whatever one says, and the page reads the files itself.
COMPONENTS = {
    "api-server": ("api-server",),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
}
WORKER = "worker-"
"""How the names of Celery workers begin."""
Teller = Callable[[str], None]


@dataclass(frozen=True)
class Stack:
    """Airflow that runs."""

    api: Api
    children: tuple[Child, ...]

    @property
    def pids(self) -> dict[str, int]:
        """Ids of the processes by name."""
        return {child.name: child.pid for child in self.children}

    def find_ended(self) -> Child | None:
        """A process that is no longer there, though nothing goes on without it: any but a worker that has others."""
        ended = [child for child in self.children if child.status is not None]
        workers = [child for child in self.children if child.name.startswith(WORKER)]
        spared = workers if any(child.status is None for child in workers) else []
        return next((child for child in ended if child not in spared), None)


def choose_port(wanted: int | None) -> int:
    """A port for the page; `ServerError` where the one wanted is taken."""
    for port in (USUAL_PORT, 0) if wanted is None else (wanted,):
        with socket.socket() as probe:
            # Else a port that was ours a minute ago would count as taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ServerError(f"port {wanted} is in use; choose another with --port, or 0 for any free one")


@contextmanager
def run_stack(plan: Plan, environment: Mapping[str, str], api: Api, tell: Teller) -> Iterator[Stack]:
    """Airflow, healthy and with the pools of the DAG folder, stopped at the end.

    `ServerError` where a process ends by itself or does not get well in time; it holds what the process said last.
    """
    plan.said.mkdir(parents=True, exist_ok=True)
    tell("Preparing Airflow's database ...")
    _migrate(plan, environment)
    tell("Starting Airflow ...")
    children: list[Child] = []
    try:
        for name, options in list_commands(plan).items():
            children.append(Child(name, [AIRFLOW, *options], environment, plan.said, plan.work))
        stack = Stack(api, tuple(children))
        with closing(api):
            _wait_until_healthy(stack)
            _set_up(plan, stack, tell)
            yield stack
    finally:
        _stop(children, tell)


def list_commands(plan: Plan) -> dict[str, tuple[str, ...]]:
    """What is started, by name."""
    commands = dict(COMPONENTS)
    for number in range(1, plan.workers + 1) if plan.broker else ():
        name = f"{WORKER}{number}"
        options = ("--concurrency", str(plan.at_once), "--celery-hostname", f"{name}@%h", "--skip-serve-logs")
        # Each its own file of its id, or the second would take itself for the first.
        commands[name] = ("celery", "worker", *options, "--pid", str(plan.said / f"{name}.pid"))
    return commands


def _migrate(plan: Plan, environment: Mapping[str, str]) -> None:
    child = Child("migrate", [AIRFLOW, "db", "migrate"], environment, plan.said, plan.work)
    try:
        is_done = child.wait(SECONDS_TO_MIGRATE)
    finally:
        child.kill()
    if not is_done or child.status:
        raise ServerError(_describe("Airflow's database cannot be prepared", child))


def _wait_until_healthy(stack: Stack) -> None:
    until = time.monotonic() + SECONDS_TO_START
    sick = ["api-server"]
    while sick:
        if ended := stack.find_ended():
            raise ServerError(_describe(f"{ended.name} ended with status {ended.status}", ended))
        if time.monotonic() > until:
            child = next((child for child in stack.children if child.name.replace("-", "_") in sick), stack.children[0])
            raise ServerError(_describe(f"{', '.join(sick)}: not healthy after {SECONDS_TO_START} s", child))
        time.sleep(0.5)
        sick = stack.api.find_sick()


def _set_up(plan: Plan, stack: Stack, tell: Teller) -> None:
    """The DAGs read, pools, and on the first start of a demo all DAGs switched on. A DAG file that cannot be read is
    told, and does not keep the others from running.
    """
    stack.api.log_in()
    wanted = count_dag_files(plan.dags)
    until = time.monotonic() + SECONDS_TO_START
    while len(stack.api.list_dags()) + len(stack.api.list_import_errors()) < wanted and time.monotonic() < until:
        time.sleep(0.5)
    for error in stack.api.list_import_errors():
        tell(f"A DAG file cannot be read: {error}")
    pools = plan.dags / POOLS
    if pools.exists():
        stack.api.add_pools(json.loads(pools.read_text(encoding="utf-8")))
    done = plan.folder / SWITCHED_ON
    # Later on, whoever has paused one wants it so.
    if not plan.is_live and not done.exists():
        for dag in stack.api.list_dags():
            if dag not in AT_WILL:
                stack.api.switch_on(dag)
        done.touch()


def count_dag_files(folder: Path) -> int:
    """Files that each hold one DAG."""
    return sum(not path.name.startswith("_") for path in folder.glob("*.py"))


def _stop(children: list[Child], tell: Teller) -> None:
    """The page's server last, as tasks that end now tell it so."""
    tell("Stopping Airflow (a running task gets half a minute; Ctrl-C once more stops it at once) ...")
    try:
        stop_children([child for child in children if child.name != "api-server"], SECONDS_TO_STOP)
    finally:
        stop_children([child for child in children if child.name == "api-server"], SECONDS_FOR_THE_LAST)


def _describe(what: str, child: Child) -> str:
    said = "\n".join(f"  {line}" for line in child.last_lines)
    return f"{what}; the last lines of {child.log}:\n{said}"


def describe_end(child: Child) -> str:
    """What is told of a process that ended though nobody asked it to."""
    return _describe(f"{child.name} ended by itself with status {child.status}", child)
