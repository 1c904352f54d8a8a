"""A real PostgreSQL server of the tests' own: private folder, loopback only, gone at the end."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

HELP = "PostgreSQL is not installed, and these tests need a real one; install it with: apt-get install postgresql"
ACCOUNT = "postgres"
"""Of the operating system: the server refuses to run as root."""
ROLE = "clausewatch"
START_S = 60
MEMORY = Path("/dev/shm")  # noqa: S108
"""A folder of Linux that lies in memory: thousands of small files are made and removed there in no time."""
ROOM_BYTES = 1_000_000_000
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100", "shared_buffers=16MB")


def find_programs() -> Path:
    """The folder of `initdb` and `postgres`: Debian's newest, else the one in PATH; the test fails without."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    found = debian[-1] if debian else on_path and Path(on_path).resolve()
    if not found:
        pytest.fail(HELP, pytrace=False)
    return Path(found).parent


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def find_memory() -> Path | None:
    """A folder in memory, where there is room; none: the usual folder of temporary files."""
    has_room = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_BYTES
    return MEMORY if has_room else None


class PostgresServer:
    """A running server; `url` is that of its first database."""

    def __init__(self, folder: Path) -> None:
        self._programs = find_programs()
        self._data = folder / "data"
        self._log = folder / "server.log"
        self._account = ACCOUNT if os.geteuid() == 0 else None
        self.port = free_port()
        if self._account:
            shutil.chown(folder, self._account)
        self._initialise()
        self._process = self._start()

    def _initialise(self) -> None:
        program = [str(self._programs / "initdb"), "--pgdata", str(self._data)]
        options = ["--username", ROLE, "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"]
        done = subprocess.run(
            [*program, *options], user=self._account, capture_output=True, text=True, check=False, cwd="/"
        )
        if done.returncode:
            pytest.fail(f"initdb failed: {done.stderr}", pytrace=False)

    def _start(self) -> "subprocess.Popen[bytes]":
        settings = [f"port={self.port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *FAST]
        options = [part for setting in settings for part in ("-c", setting)]
        with self._log.open("wb") as log:
            process = subprocess.Popen(
                [str(self._programs / "postgres"), "-D", str(self._data), *options],
                user=self._account,
                stdout=log,
                stderr=log,
                cwd="/",
            )
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline and process.poll() is None:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self._dsn("postgres")).close()
                return process
            time.sleep(0.05)
        process.kill()
        process.wait()
        pytest.fail(f"PostgreSQL did not start: {self._log.read_text()}", pytrace=False)

    def _dsn(self, database: str) -> str:
        return f"host=127.0.0.1 port={self.port} user={ROLE} dbname={database} connect_timeout=5"

    def create_database(self) -> str:
        """SQLAlchemy URL of a new, empty database."""
        name = f"test_{uuid.uuid4().hex}"
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return f"postgresql+psycopg://{ROLE}@127.0.0.1:{self.port}/{name}"

    def stop(self) -> None:
        """Stop the server at once: connections that are still open are cut, and nothing is written any more."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(timeout=30)


@contextlib.contextmanager
def run_postgres() -> Iterator[PostgresServer]:
    """A server in a new folder, both removed afterwards."""
    # Not pytest's folder: the server's account may not enter that.
    folder = Path(tempfile.mkdtemp(prefix="clausewatch-postgres-", dir=find_memory()))
    try:
        server = PostgresServer(folder)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for all tests of a process; each takes a database of its own."""
    with run_postgres() as server:
        yield server
