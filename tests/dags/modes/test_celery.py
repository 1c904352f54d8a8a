"""CeleryExecutor on PostgreSQL and Redis: two workers share the work, and one of them is killed in the middle of it."""

import os
import re
import secrets
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from clausewatch.demo.pages import Day
from clausewatch.demo.server import DemoWeb
from scripts.airflow_stack.children import list_session
from tests.dags.modes.conftest import Place, State
from tests.dags.modes.leaks import find_leaks, find_leaks_in_database, read_secrets
from tests.dags.modes.running import MOST_BYTES, LocalAirflow, tell
from tests.dags.modes.servers import Databases, run_redis
from tests.dags.modes.sockets import list_listeners
from tests.dags.modes.test_local_postgres import read_password

pytestmark = [pytest.mark.slow, pytest.mark.postgres]
WORKERS = ("worker-1", "worker-2")
KILLED, LEFT = WORKERS
DAG = "crawl_coverage"
BUSY_S = 120
BROKEN_RUN_S = 400


class Mode(NamedTuple):
    airflow: LocalAirflow
    place: Place
    secrets: dict[str, str]
    metadata: str


@pytest.fixture(scope="module")
def mode(databases: Databases, web: DemoWeb, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mode]:
    web.day = 1
    folder = tmp_path_factory.mktemp("celery")
    metadata, ledger = databases.create("airflow_celery"), databases.create("ledger_celery")
    place, index_password = Place(folder, web, ledger), secrets.token_hex(16)
    # The embedded index asks for none; like every setting it is known to all processes.
    environment = place.environment | {"CLAUSEWATCH_INDEX_USER": "app", "CLAUSEWATCH_INDEX_PASSWORD": index_password}
    with run_redis() as broker:
        options = ["--live", "--workers", "2", "--at-once", "1"]
        for name, url in (("metadata", metadata), ("broker", broker)):
            (folder / f"{name}-url").write_text(url)
            options += [f"--{name}-file", str(folder / f"{name}-url")]
        airflow = LocalAirflow(folder / "airflow", options, environment)
        made = {
            name: read_password(url) for name, url in (("metadata", metadata), ("ledger", ledger), ("redis", broker))
        }
        yield Mode(airflow, place, {**read_secrets(airflow.folder), **made, "index": index_password}, metadata)
        airflow.kill()


def list_done_by(airflow: LocalAirflow, worker: str, tasks: list[dict[str, Any]]) -> list[int]:
    """The map indices of the tasks that a worker says it began."""
    said = (airflow.folder / "processes" / f"{worker}.log").read_text()
    begun = set(re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", said))
    return [each["map_index"] for each in tasks if each["id"] in begun]


def test_two_workers_share_the_mapped_tasks(mode: Mode, by_hand: dict[Day, State]) -> None:
    mode.place.web.day = 1
    run = mode.airflow.switch_on(DAG)
    assert mode.airflow.finish(DAG, run) == "success", mode.airflow.tell_logs()
    crawls = mode.airflow.list_tasks(DAG, run, "crawl")
    shares = {worker: list_done_by(mode.airflow, worker, crawls) for worker in WORKERS}
    assert all(shares.values()), shares
    assert sorted(index for share in shares.values() for index in share) == list(range(len(mode.place.coverage)))
    assert mode.place.dump() == by_hand[1]


def test_a_worker_that_is_killed_in_mid_task_costs_nothing(mode: Mode, by_hand: dict[Day, State]) -> None:
    mode.place.web.day = 2
    airflow = mode.airflow
    run = airflow.trigger(DAG)
    airflow.wait_for(lambda: find_running(airflow, run), BUSY_S, f"{KILLED} is in the middle of a crawl")
    caught = find_running(airflow, run)
    kill_session(airflow.running.children[KILLED])
    assert airflow.finish(DAG, run, BROKEN_RUN_S) == "success", airflow.tell_logs()
    crawls = {each["map_index"]: each for each in airflow.list_tasks(DAG, run, "crawl")}
    assert caught
    assert {crawls[index]["try_number"] for index in caught} == {2}
    assert {each["state"] for each in crawls.values()} == {"success"}
    assert mode.place.dump() == by_hand[2]


def find_running(airflow: LocalAirflow, run: str) -> list[int]:
    """Map indices of the crawls that the worker which is to be killed has in hand."""
    running = [each for each in airflow.list_tasks(DAG, run, "crawl") if each["state"] == "running"]
    return list_done_by(airflow, KILLED, running)


def kill_session(session: int) -> None:
    """The worker, its tasks and their crawls, all at once, as when the power fails."""
    for pid in list_session(session):
        os.kill(pid, signal.SIGKILL)


def test_the_launcher_goes_on_with_the_worker_that_is_left(mode: Mode) -> None:
    assert mode.airflow.launcher.poll() is None
    assert list_session(mode.airflow.running.children[LEFT])


def test_everything_listens_on_loopback_only(mode: Mode) -> None:
    listeners = list_listeners(mode.airflow.list_pids())
    assert {each.port for each in listeners} >= {mode.airflow.running.port}
    assert [each for each in listeners if not each.address.is_loopback] == []


def test_no_secret_is_said_logged_or_stored(mode: Mode) -> None:
    assert len(mode.secrets) == 7
    assert find_leaks(mode.airflow.folder, mode.airflow.output, mode.secrets) == []
    assert find_leaks_in_database(mode.metadata, mode.secrets) == []


def test_ctrl_c_stops_everything(mode: Mode) -> None:
    pids = mode.airflow.list_pids()
    assert mode.airflow.stop() == 0
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
    tell(mode.airflow.describe("CeleryExecutor, PostgreSQL, Redis, two workers"))
    assert 0 < mode.airflow.memory.peak <= MOST_BYTES
