"""Real servers that ask for passwords: PostgreSQL with a role for each user, and Redis, both on loopback."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.servers.elasticsearch import NOBODY
from tests.servers.postgres import ROLE, PostgresServer, find_memory, free_port, run_postgres

HELP = "Redis is not installed, and these tests need a real one; install it with: apt-get install redis-server"
START_S = 20


@contextmanager
def run_databases() -> Iterator["Databases"]:
    """A PostgreSQL; each of its databases has an owner whose password is asked for."""
    with run_postgres() as server:
        yield Databases(server)


class Databases:
    """Makes databases on a server."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server

    def create(self, owner: str) -> str:
        """SQLAlchemy URL of a new database, with the password in it."""
        password, url = secrets.token_hex(16), self._server.create_database()
        database = url.rpartition("/")[2]
        address = url.replace("+psycopg", "").replace(database, "postgres")
        with psycopg.connect(address, autocommit=True) as connection:
            role = sql.Identifier(owner)
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, sql.Literal(password)))
            connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(database), role))
            row = connection.execute("SHOW hba_file").fetchone()
            rules = f"host all {ROLE} 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256"
            query = "COPY (SELECT unnest(string_to_array({}, chr(10)))) TO {}"
            connection.execute(sql.SQL(query).format(sql.Literal(rules), sql.Literal(row[0] if row else "")))
            connection.execute("SELECT pg_reload_conf()")
        return url.replace(f"{ROLE}@", f"{owner}:{password}@")


@contextmanager
def run_redis() -> Iterator[str]:
    """The URL of a Redis that asks for a password; nothing of it is kept."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.fail(HELP, pytrace=False)
    folder = Path(tempfile.mkdtemp(prefix="clausewatch-redis-", dir=find_memory()))
    account = NOBODY if os.geteuid() == 0 else None
    if account:
        os.chown(folder, account, account)
    port, password = free_port(), secrets.token_hex(16)
    settings = [f"port {port}", "bind 127.0.0.1", f"requirepass {password}", f"dir {folder}", 'save ""']
    # The settings on its standard input, so that the password is on no command line.
    process = subprocess.Popen(
        [program, "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, user=account, group=account, cwd="/"
    )
    try:
        if process.stdin:
            process.stdin.write("\n".join(settings).encode())
            process.stdin.close()
        _wait_until_open(port, process)
        yield f"redis://:{password}@127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(START_S)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_open(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"Redis did not start (status {process.poll()})", pytrace=False)
