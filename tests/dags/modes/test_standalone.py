"""One machine, SQLite, no other server: what `make airflow` brings up, with the fictional web in the launcher."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC
from pathlib import Path
from typing import Any

import httpx
import pytest

from clausewatch.demo.settings import make_settings
from clausewatch.ledger import open_ledger
from clausewatch.ledger.documents import iterate_documents
from clausewatch.models import Publisher
from clausewatch.steps.crawl import choose_publishers
from tests.dags.modes.leaks import find_leaks, read_secrets
from tests.dags.modes.running import MOST_BYTES, RUN_S, SCRIPT, LocalAirflow, tell
from tests.dags.modes.sockets import list_listeners

pytestmark = pytest.mark.slow
NEWS_S = 30
"""From publication to the delivered alert, at most."""
QUIET_S = 240
CUT_SHORT = ("database is locked", "AlreadyRunningBackfill")
PAGE = "/government/news/position-on-encryption"
"""What the fictional government publishes on day 2."""
DAYS = ("2025-03-04", "2025-03-05")
DAGS = {"crawl_coverage", "watch_official", "daily_digest", "reprocess", "backfill", "check_publishers", "ingest"}


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAirflow]:
    folder = tmp_path_factory.mktemp("standalone") / "airflow"
    running = LocalAirflow(folder, [], {})
    yield running
    running.kill()


def enabled_publishers(airflow: LocalAirflow) -> dict[str, Publisher]:
    return {each.name: each for each in choose_publishers(make_settings(airflow.folder / "data"), ())}


def read_alerts(airflow: LocalAirflow) -> list[dict[str, Any]]:
    file = airflow.folder / "data" / "alerts.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [json.loads(line) for line in lines]


def test_the_launcher_tells_address_and_login_in_a_few_lines(airflow: LocalAirflow) -> None:
    said = airflow.output.read_text()
    assert airflow.api.address in said
    assert len(said.splitlines()) <= 12
    password = next(line.split()[1] for line in said.splitlines() if line.startswith("  password"))
    login = {"username": "admin", "password": password}
    assert httpx.post(f"{airflow.api.address}/auth/token", json=login).status_code == httpx.codes.CREATED


def list_woken(airflow: LocalAirflow) -> list[Any]:
    """The runs that an event of the watcher started."""
    return [each for each in airflow.list_runs("watch_official") if is_woken(each)]


def is_woken(run: Mapping[str, Any]) -> bool:
    return run["run_type"] in {"asset_triggered", "asset"}


def test_nobody_enters_without_the_password(airflow: LocalAirflow) -> None:
    address = airflow.api.address
    wrong = httpx.post(f"{address}/auth/token", json={"username": "admin", "password": "admin"})
    assert wrong.status_code == httpx.codes.UNAUTHORIZED
    assert httpx.get(f"{address}/api/v2/dags").status_code == httpx.codes.UNAUTHORIZED


def test_every_dag_file_is_read_and_the_pools_are_there(airflow: LocalAirflow) -> None:
    assert airflow.api.list_import_errors() == []
    assert set(airflow.api.list_dags()) == DAGS
    pools = {pool["name"] for pool in airflow.api.ask("GET", "pools")["pools"]}
    assert {"crawl", "annotate", "index"} <= pools


def test_a_first_run_is_green_with_nothing_but_trigger(airflow: LocalAirflow) -> None:
    run = airflow.trigger("crawl_coverage")
    assert airflow.finish("crawl_coverage", run) == "success", airflow.tell_logs()
    crawls = airflow.list_tasks("crawl_coverage", run, "crawl")
    coverage = [each for each in enabled_publishers(airflow).values() if each.kind == "coverage"]
    assert len(crawls) == len(coverage) >= 4
    assert {each["state"] for each in crawls} == {"success"}
    assert read_alerts(airflow)


def test_the_page_shows_the_graph_the_assets_and_the_log_of_a_task(airflow: LocalAirflow) -> None:
    api = airflow.api
    page = httpx.get(f"{api.address}/dags/crawl_coverage", follow_redirects=True)
    assert "text/html" in page.headers["content-type"]
    assert page.status_code == httpx.codes.OK
    run = airflow.list_runs("crawl_coverage")[0]["dag_run_id"]
    log = api.ask("GET", f"dags/crawl_coverage/dagRuns/{run}/taskInstances/choose_publishers/logs/1")
    assert "Done" in json.dumps(log)
    assets = {each["name"]: each for each in api.ask("GET", "assets")["assets"]}
    assert {"clausewatch-documents", "clausewatch-statements", "official-feeds"} <= assets.keys()
    scheduled = assets["official-feeds"]["scheduled_dags"]
    assert [each["dag_id"] for each in scheduled] == ["watch_official"]


def test_what_the_government_publishes_is_an_alert_within_half_a_minute(airflow: LocalAirflow) -> None:
    airflow.switch_off("crawl_coverage")
    # The run of the morning needs no watcher; that of an event shows that the watcher has begun to look.
    airflow.wait_for(lambda: list_woken(airflow), QUIET_S, "the watcher has seen the news of the first day")
    airflow.wait_for(airflow.is_idle, QUIET_S, "the news of the first day are processed")
    assert not is_told(airflow)
    airflow.type("day 2 government")
    seconds = airflow.wait_for(lambda: is_told(airflow), RUN_S, f"an alert about {PAGE}")
    tell(f"from publication to the delivered alert: {seconds:.1f} s")
    assert seconds <= NEWS_S
    # The alert comes before its run ends, so that a second listing may say another state of the same run.
    assert is_woken(max(airflow.list_runs("watch_official"), key=lambda each: each["run_after"]))


def is_told(airflow: LocalAirflow) -> bool:
    return any(PAGE in json.dumps(alert) for alert in read_alerts(airflow))


def test_a_backfill_of_two_past_days_takes_what_was_published_on_them(airflow: LocalAirflow) -> None:
    airflow.wait_for(airflow.is_idle, QUIET_S, "the news of the second day are processed")
    airflow.api.switch_on("backfill")
    first, last = DAYS
    options = ("--from-date", first, "--to-date", last, "--max-active-runs", "1")
    create_backfill(airflow, *options)
    airflow.wait_for(lambda: has_ended(airflow), RUN_S, "both days of the backfill end")
    runs = list_backfills(airflow)
    assert [run["data_interval_start"][:10] for run in runs] == [first, last]
    assert {run["state"] for run in runs} == {"success"}, airflow.tell_logs()
    taken = [read_taken(airflow, run["dag_run_id"]) for run in runs]
    assert taken == [count_published(airflow, day) for day in DAYS]
    assert all(taken)


def create_backfill(airflow: LocalAirflow, *options: str) -> None:
    """By Airflow's own command."""
    words = ("backfill", "create", "--dag-id", "backfill", *options)
    airflow.wait_for(lambda: is_created(airflow.run_command(*words)), RUN_S, "the backfill is created")


def is_created(done: subprocess.CompletedProcess[str]) -> bool:
    """What SQLite cut short, as Airflow itself was writing, may be asked for again when the days made so far end."""
    if done.returncode:
        assert any(reason in done.stderr for reason in CUT_SHORT), done.stderr[-1500:]
    return not done.returncode


def read_taken(airflow: LocalAirflow, run: str) -> int:
    """How many versions a run took again."""
    path = f"dags/backfill/dagRuns/{run}/taskInstances/select_again/xcomEntries/return_value"
    given = airflow.api.ask("GET", path)["value"]
    return int((given if isinstance(given, dict) else json.loads(given))["versions"])


def count_published(airflow: LocalAirflow, day: str) -> int:
    """How many documents of a day the ledger holds."""
    ledger = open_ledger(make_settings(airflow.folder / "data").database_url)
    with closing(ledger), ledger.read() as session:
        dates = [document.published_at for document in iterate_documents(session)]
    return sum(date is not None and f"{date.astimezone(UTC):%Y-%m-%d}" == day for date in dates)


def list_backfills(airflow: LocalAirflow) -> list[dict[str, Any]]:
    runs = [run for run in airflow.list_runs("backfill") if run["run_type"] == "backfill"]
    return sorted(runs, key=lambda run: str(run["data_interval_start"]))


def has_ended(airflow: LocalAirflow) -> bool:
    states = [run["state"] for run in list_backfills(airflow)]
    return len(states) == len(DAYS) and set(states) <= {"success", "failed"}


def test_everything_listens_on_loopback_only(airflow: LocalAirflow) -> None:
    listeners = list_listeners(airflow.list_pids())
    ports = {each.port for each in listeners}
    assert {airflow.running.port, airflow.running.demo_port} <= ports
    assert [each for each in listeners if not each.address.is_loopback] == []


def test_a_second_airflow_on_the_same_folder_is_refused(airflow: LocalAirflow) -> None:
    done = subprocess.run([str(SCRIPT), "--folder", str(airflow.folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "an Airflow runs on" in done.stdout


def test_ctrl_c_stops_everything(airflow: LocalAirflow) -> None:
    pids = airflow.list_pids()
    assert len(pids) > len(airflow.running.children)
    assert airflow.stop() == 0
    assert "Stopped." in airflow.output.read_text()
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []


def test_no_secret_is_said_logged_or_stored(airflow: LocalAirflow) -> None:
    secrets = read_secrets(airflow.folder)
    assert len(secrets) == 3
    assert find_leaks(airflow.folder, airflow.output, secrets) == []


def test_it_takes_less_than_four_gigabytes(airflow: LocalAirflow) -> None:
    tell(airflow.describe("standalone, SQLite"))
    assert 0 < airflow.memory.peak <= MOST_BYTES
