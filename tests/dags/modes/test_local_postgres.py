"""LocalExecutor on PostgreSQL: Airflow's database and the ledger on a real server that asks for passwords."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from clausewatch.demo.pages import Day
from clausewatch.demo.server import DemoWeb
from tests.dags.modes.conftest import Place, State
from tests.dags.modes.leaks import find_leaks, find_leaks_in_database, read_secrets
from tests.dags.modes.running import MOST_BYTES, LocalAirflow, tell
from tests.dags.modes.servers import Databases
from tests.dags.modes.sockets import list_listeners

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


class Mode(NamedTuple):
    airflow: LocalAirflow
    place: Place
    metadata: str


@pytest.fixture(scope="module")
def mode(databases: Databases, web: DemoWeb, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mode]:
    web.day = 1
    folder = tmp_path_factory.mktemp("local")
    metadata, ledger = databases.create("airflow_local"), databases.create("ledger_local")
    url_file = folder / "metadata-url"
    url_file.write_text(metadata)
    place = Place(folder, web, ledger)
    airflow = LocalAirflow(folder / "airflow", ["--live", "--metadata-file", str(url_file)], place.environment)
    yield Mode(airflow, place, metadata)
    airflow.kill()


def test_on_real_publishers_nothing_runs_until_somebody_switches_it_on(mode: Mode) -> None:
    dags = mode.airflow.api.ask("GET", "dags")["dags"]
    assert len(dags) == 7
    assert all(dag["is_paused"] for dag in dags)
    assert not (mode.place.folder / "data").exists()


def test_a_run_is_green_and_gives_what_a_crawl_by_hand_gives(mode: Mode, by_hand: dict[Day, State]) -> None:
    mode.place.web.day = 1
    run = mode.airflow.switch_on("crawl_coverage")
    assert mode.airflow.finish("crawl_coverage", run) == "success", mode.airflow.tell_logs()
    assert len(mode.airflow.list_tasks("crawl_coverage", run, "crawl")) == len(mode.place.coverage)
    assert mode.place.dump() == by_hand[1]


def test_everything_listens_on_loopback_only(mode: Mode) -> None:
    listeners = list_listeners(mode.airflow.list_pids())
    assert {each.port for each in listeners} >= {mode.airflow.running.port}
    assert [each for each in listeners if not each.address.is_loopback] == []


def test_no_secret_is_said_logged_or_stored(mode: Mode) -> None:
    secrets = read_secrets(mode.airflow.folder)
    secrets |= {
        "metadata password": read_password(mode.metadata),
        "ledger password": read_password(mode.place.database),
    }
    assert find_leaks(mode.airflow.folder, mode.airflow.output, secrets) == []
    assert find_leaks_in_database(mode.metadata, secrets) == []


def read_password(url: str) -> str:
    password = urlsplit(url).password
    assert password
    return password


def test_ctrl_c_stops_everything(mode: Mode) -> None:
    pids = mode.airflow.list_pids()
    assert mode.airflow.stop() == 0
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
    tell(mode.airflow.describe("LocalExecutor, PostgreSQL"))
    assert 0 < mode.airflow.memory.peak <= MOST_BYTES
