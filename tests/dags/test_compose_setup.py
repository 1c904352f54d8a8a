"""What services of docker-compose.yml run before and beside Airflow, run as it stands there, without containers."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from tests.servers.postgres import PostgresServer, free_port, run_postgres

ROOT = Path(__file__).resolve().parents[2]
COMPOSED: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSED["services"]
SECONDS = 120
"""The longest that a service may take to start."""


class Stack:
    """Secrets, PostgreSQL and folders in the place of those of the containers."""

    def __init__(self, folder: Path, server: PostgresServer) -> None:
        self.secrets, self.home = folder / "secrets", folder / "home"
        self.server = server
        self.home.mkdir()
        subprocess.run([str(ROOT / "scripts" / "make-secrets"), str(self.secrets)], check=True)
        self.places = {
            "$$": "$",
            "/run/secrets": str(self.secrets),
            "/home/clausewatch": str(self.home),
            "/srv/clausewatch": str(ROOT),
            "/var/log/airflow": str(self.home / "logs"),
            "@postgres/": f"@127.0.0.1:{server.port}/",
        }

    def place(self, text: str) -> str:
        """The text of the file with the places that are here."""
        for there, here in self.places.items():
            text = text.replace(there, here)
        return text

    def make_environment(self) -> dict[str, str]:
        inherited = {name: it for name, it in os.environ.items() if not name.startswith(("AIRFLOW", "CLAUSEWATCH"))}
        given = {name: self.place(value) for name, value in COMPOSED["x-airflow-environment"].items()}
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        return inherited | given | {"PATH": path, "AIRFLOW_HOME": str(self.home / "airflow"), "PYTHONPATH": str(ROOT)}

    def read_secret(self, name: str) -> str:
        return (self.secrets / name).read_text(encoding="utf-8").strip()

    def run(self, script: str, **variables: str) -> str:
        """Run one of our scripts; what it says."""
        done = subprocess.run(
            ["bash", str(ROOT / "scripts" / script)],
            env=self.make_environment() | variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A server with Airflow's tables and pools, made by the two scripts of set-up; the second twice."""
    with run_postgres() as server:
        stack = Stack(tmp_path_factory.mktemp("stack"), server)
        with connect(server, "clausewatch", "template1") as connection:
            connection.execute("CREATE ROLE postgres SUPERUSER LOGIN")
        place = {"PGHOST": "127.0.0.1", "PGPORT": str(server.port), "PGUSER": "postgres"}
        said = stack.run("set-up-databases", DATABASE_SECRETS=str(stack.secrets), **place)
        said += stack.run("set-up-airflow")
        said += stack.run("set-up-airflow")
        assert not any(path.read_text().strip() in said for path in stack.secrets.iterdir())
        yield stack


def connect(server: PostgresServer, user: str, database: str) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(host="127.0.0.1", port=server.port, user=user, dbname=database, autocommit=True)


def test_airflow_s_tables_are_in_its_own_database_with_the_pools_of_the_dags(stack: Stack) -> None:
    with connect(stack.server, "airflow", "airflow") as connection:
        pools = dict(connection.execute("SELECT pool, slots FROM slot_pool").fetchall())
    wanted = json.loads((ROOT / "dags" / "pools.json").read_text(encoding="utf-8"))
    assert pools == {name: pool["slots"] for name, pool in wanted.items()}


@contextmanager
def start(command: list[str], environment: Mapping[str, str], log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A process and its children, ended with the `with`."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=30)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until(ready: Callable[[], bool], process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if ready():
            return
        time.sleep(0.2)
    pytest.fail(log.read_text(errors="replace")[-4000:])


def test_the_page_takes_the_password_of_its_file_and_no_other(stack: Stack, tmp_path: Path) -> None:
    port = free_port()
    *shell, script = SERVICES["airflow-api-server"]["entrypoint"]
    script = stack.place(script).replace("0.0.0.0", "127.0.0.1").replace("8080", str(port))  # noqa: S104
    address, log = f"http://127.0.0.1:{port}", tmp_path / "log"

    def is_healthy() -> bool:
        with suppress(OSError):
            urllib.request.urlopen(f"{address}/api/v2/monitor/health", timeout=5).close()  # noqa: S310
            return True
        return False

    def log_in(password: str) -> int:
        body = json.dumps({"username": "admin", "password": password}).encode()
        request = urllib.request.Request(f"{address}/auth/token", body, {"Content-Type": "application/json"})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code

    with start([*shell, script], stack.make_environment(), log) as process:
        wait_until(is_healthy, process, log)
        assert log_in(stack.read_secret("airflow-admin-password")) == 201
        assert log_in("admin") == 401
    assert (stack.home / "passwords.json").stat().st_mode & 0o777 == 0o600
    assert not any(path.read_text().strip() in log.read_text() for path in stack.secrets.iterdir())


@pytest.fixture(scope="module")
def redis(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of the broker, started as its service is."""
    port, folder = free_port(), tmp_path_factory.mktemp("redis")
    *shell, script = SERVICES["redis"]["entrypoint"]
    script = stack.place(script).replace("/tmp/redis.conf", f"{folder}/redis.conf").replace("/data", str(folder))  # noqa: S108
    check = stack.place(SERVICES["redis"]["healthcheck"]["test"][1]).replace("redis-cli", f"redis-cli -p {port}")

    def is_healthy() -> bool:
        return subprocess.run(["sh", "-c", check], capture_output=True, check=False).returncode == 0

    command = [*shell, f"{script.strip()} --port {port} --bind 127.0.0.1"]
    with start(command, os.environ, folder / "log") as process:
        wait_until(is_healthy, process, folder / "log")
        yield port
    assert stack.read_secret("redis-password") not in (folder / "log").read_text()


def test_redis_asks_for_the_password_of_its_file(redis: int) -> None:
    asked = subprocess.run(["redis-cli", "-p", str(redis), "ping"], capture_output=True, text=True, check=True)
    assert "NOAUTH" in asked.stdout


def test_a_worker_that_runs_is_found_healthy(stack: Stack, redis: int, tmp_path: Path) -> None:
    stack.places["@redis:6379/"] = f"@127.0.0.1:{redis}/"
    environment, log = stack.make_environment(), tmp_path / "log"
    check = stack.place(SERVICES["airflow-worker"]["healthcheck"]["test"][1])
    # The server of logs would listen on every address.
    command = ["airflow", *SERVICES["airflow-worker"]["command"], "--skip-serve-logs"]

    def is_healthy() -> bool:
        return subprocess.run(["sh", "-c", check], env=environment, capture_output=True, check=False).returncode == 0

    assert not is_healthy()
    with start(command, environment, log) as process:
        wait_until(lambda: "ready" in log.read_text(errors="replace"), process, log)
        assert is_healthy()
    assert not any(path.read_text().strip() in log.read_text() for path in stack.secrets.iterdir())
