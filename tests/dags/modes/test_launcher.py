"""The parts of the launcher, each by itself: options, secrets, environment, and what is told."""

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from clausewatch.errors import ServerError, SettingsError
from scripts.airflow_stack.api import Api
from scripts.airflow_stack.environment import keep_servers, make_environment, read_settings
from scripts.airflow_stack.options import read_options
from scripts.airflow_stack.plan import Plan
from scripts.airflow_stack.running import announce, own_folder, read_running
from scripts.airflow_stack.secret_files import SecretFiles
from scripts.airflow_stack.stack import choose_port, count_dag_files, list_commands
from tests.dags.modes.running import SCRIPT

METADATA = "postgresql+psycopg://airflow:s3cret@127.0.0.1/airflow"
BROKER = "redis://:t0ken@127.0.0.1:6379/0"
WAIT_S = 20


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(folder=tmp_path / "airflow")


@pytest.fixture
def secrets(plan: Plan) -> SecretFiles:
    return SecretFiles(plan.folder / "secrets")


def test_secrets_are_for_their_owner_only_and_no_two_are_alike(secrets: SecretFiles) -> None:
    files = list(secrets.folder.iterdir())
    assert {path.name for path in files} == {"jwt-secret", "fernet-key", "session-key", "passwords.json"}
    assert secrets.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert len({path.read_text() for path in files}) == len(files)
    assert len(secrets.password) >= 12


def test_secrets_that_are_there_stay(secrets: SecretFiles) -> None:
    before = {path.name: path.read_text() for path in secrets.folder.iterdir()}
    assert {path.name: path.read_text() for path in SecretFiles(secrets.folder).folder.iterdir()} == before


def test_a_secret_that_is_written_anew_keeps_its_mode(secrets: SecretFiles) -> None:
    path = secrets.write("jwt-secret", "another")
    assert path.read_text() == "another"
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_secret_is_in_the_environment(plan: Plan, secrets: SecretFiles) -> None:
    with_servers = Plan(folder=plan.folder, metadata=METADATA, broker=BROKER)
    keep_servers(with_servers, secrets)
    text = json.dumps(make_environment(with_servers, secrets, 8080, 0, {}))
    kept = [path.read_text() for path in secrets.folder.iterdir()]
    assert len(kept) == 7
    assert [secret for secret in (*kept, "s3cret", "t0ken") if secret in text] == []
    assert "AIRFLOW__CELERY__BROKER_URL_CMD" in text


def test_servers_of_an_earlier_start_are_forgotten(plan: Plan, secrets: SecretFiles) -> None:
    keep_servers(Plan(folder=plan.folder, metadata=METADATA, broker=BROKER), secrets)
    keep_servers(plan, secrets)
    assert not secrets.path("broker-url").exists()
    assert secrets.path("metadata-url").read_text().startswith("sqlite:///")
    assert "AIRFLOW__CELERY__BROKER_URL_CMD" not in make_environment(plan, secrets, 8080, 0, {})


def test_the_demo_touches_no_ledger_of_the_user(plan: Plan, secrets: SecretFiles) -> None:
    given = {
        "CLAUSEWATCH_DATABASE": METADATA,
        "AIRFLOW_HOME": "/elsewhere",
        "PYTHONPATH": "/x",
        "HOME": "/home/somebody",
    }
    made = make_environment(plan, secrets, 8080, 4242, given)
    assert "CLAUSEWATCH_DATABASE" not in made
    assert "PYTHONPATH" not in made
    assert made["CLAUSEWATCH_DATA"] == str(plan.data)
    assert made["CLAUSEWATCH_DEMO_PORT"] == "4242"
    assert made["AIRFLOW_HOME"] == str(plan.home)
    assert made["HOME"] == "/home/somebody"


def test_real_publishers_are_crawled_by_the_users_own_settings(plan: Plan, secrets: SecretFiles) -> None:
    live = Plan(folder=plan.folder, is_live=True)
    made = make_environment(live, secrets, 8080, 0, {"CLAUSEWATCH_DATABASE": METADATA})
    assert made["CLAUSEWATCH_DATABASE"] == METADATA
    assert "CLAUSEWATCH_PUBLISHERS" not in made
    assert "CLAUSEWATCH_ALLOW_LOOPBACK" not in made


def test_every_address_is_on_loopback(plan: Plan, secrets: SecretFiles) -> None:
    made = make_environment(plan, secrets, 8080, 0, {})
    hosts = {name: value for name, value in made.items() if name.endswith("HOST")}
    assert set(hosts.values()) == {"127.0.0.1"}
    assert made["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:8080/execution/"
    assert all("--skip-serve-logs" in list_commands(plan)[name] for name in ("scheduler", "triggerer"))


def test_a_dead_worker_is_noticed_within_a_minute() -> None:
    settings = read_settings()
    silence = int(settings["AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT"])
    looks = int(settings["AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL"])
    assert silence + looks < 60
    assert int(settings["AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL"]) * 4 <= silence
    assert settings["AIRFLOW__CELERY__WORKER_PREFETCH_MULTIPLIER"] == "1"


def test_each_celery_worker_has_a_name_and_a_file_of_its_own(tmp_path: Path) -> None:
    commands = list_commands(Plan(folder=tmp_path, metadata=METADATA, broker=BROKER, workers=2, at_once=1))
    workers = [commands[name] for name in ("worker-1", "worker-2")]
    assert len(set(workers)) == 2
    assert all("--skip-serve-logs" in worker and "--pid" in worker for worker in workers)
    assert "worker-1" not in list_commands(Plan(folder=tmp_path))


def test_options_become_a_plan(tmp_path: Path) -> None:
    (tmp_path / "metadata").write_text(f"{METADATA}\n")
    (tmp_path / "broker").write_text(BROKER)
    files = ["--metadata-file", str(tmp_path / "metadata"), "--broker-file", str(tmp_path / "broker")]
    plan, command = read_options(["--folder", str(tmp_path), "--port", "0", *files, "--", "dags", "list"])
    assert (plan.folder, plan.port, plan.metadata, plan.broker) == (tmp_path, 0, METADATA, BROKER)
    assert command == ["dags", "list"]


def test_demo_and_real_publishers_have_folders_of_their_own() -> None:
    demo, live = read_options([])[0], read_options(["--live"])[0]
    assert demo.folder == Path.cwd() / "clausewatch-airflow" / "demo"
    assert live.folder == Path.cwd() / "clausewatch-airflow" / "live"


@pytest.mark.parametrize("words", [["--port", "http"], ["--port", "65536"], ["--workers", "0"]])
def test_a_wrong_number_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_options(words)
    assert ended.value.code == 2
    assert f"{words[1]} is no number from" in capsys.readouterr().err


def test_a_file_of_a_url_that_is_missing_or_empty_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    with pytest.raises(SettingsError, match="empty"):
        read_options(["--metadata-file", str(empty)])
    with pytest.raises(SettingsError, match="cannot be read"):
        read_options(["--metadata-file", str(tmp_path / "missing")])


def test_celery_workers_on_sqlite_are_refused(tmp_path: Path) -> None:
    (tmp_path / "broker").write_text(BROKER)
    with pytest.raises(SettingsError, match="--metadata-file"):
        read_options(["--broker-file", str(tmp_path / "broker")])


def test_a_port_that_is_taken_is_refused_and_the_usual_one_is_left_alone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match=f"port {port} is in use"):
            choose_port(port)
    assert choose_port(0) > 0
    assert choose_port(None) > 0


def test_one_airflow_a_folder(tmp_path: Path) -> None:
    with own_folder(tmp_path), pytest.raises(ServerError, match="an Airflow runs on"), own_folder(tmp_path):
        pass
    with own_folder(tmp_path):
        pass


def test_what_runs_is_told_while_it_runs(tmp_path: Path) -> None:
    with announce(tmp_path, 8080, 4242, {"scheduler": 17}):
        assert read_running(tmp_path).children == {"scheduler": 17}
    with pytest.raises(ServerError, match="no Airflow runs on"):
        read_running(tmp_path)


def test_an_airflow_that_does_not_answer_is_not_healthy() -> None:
    api = Api("http://127.0.0.1:1", "admin", "")
    assert api.find_sick() == ["api-server"]
    with pytest.raises(httpx.ConnectError):
        api.log_in()
    api.close()


def test_our_dag_folder_has_one_dag_a_file(plan: Plan) -> None:
    assert count_dag_files(plan.dags) == 7


def test_a_command_for_an_airflow_that_does_not_run_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scripts.airflow_stack", "--folder", str(tmp_path), "--", "dags", "list"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3])
    assert done.returncode == 1
    assert "make airflow" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_does_not_answer_is_told_with_what_airflow_said(tmp_path: Path) -> None:
    (tmp_path / "metadata").write_text("postgresql+psycopg://airflow:s3cret@127.0.0.1:1/airflow")
    options = ["--live", "--folder", str(tmp_path / "new"), "--metadata-file", str(tmp_path / "metadata")]
    done = subprocess.run([str(SCRIPT), *options], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert "Airflow's database cannot be prepared; the last lines of" in done.stdout
    assert "refused" in done.stdout
    assert "s3cret" not in done.stdout


def test_without_an_installed_airflow_it_is_told_how_to_get_it(tmp_path: Path) -> None:
    copy = tmp_path / "scripts" / "run-airflow"
    copy.parent.mkdir()
    shutil.copy(SCRIPT, copy)
    done = subprocess.run([str(copy)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "make airflow" in done.stderr
