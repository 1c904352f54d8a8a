"""What the setup of the composed stack makes on a real PostgreSQL server."""

import base64
import hashlib
import hmac
import os
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.servers.postgres import PostgresServer, run_postgres

ROOT = Path(__file__).resolve().parents[2]
FILES = {"airflow": "airflow-database-password", "clausewatch": "ledger-password"}
"""The password of each role."""

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """One of its own, as roles belong to a whole server."""
    with run_postgres() as running:
        yield running


@pytest.fixture(scope="module")
def superuser(server: PostgresServer) -> str:
    """A superuser who is not the owner of what the script makes."""
    with psycopg.connect(server.create_database().replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE ROLE postgres SUPERUSER LOGIN")
        # The tests' role would be in the way of the ledger's, which has the same name.
        connection.execute("CREATE ROLE parked SUPERUSER LOGIN")
    with connect(server, "parked") as connection:
        connection.execute("ALTER ROLE clausewatch RENAME TO tester")
    return "postgres"


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    for file in ("postgres-password", *FILES.values()):
        (tmp_path / file).write_text(f"{uuid.uuid4().hex}\n")
    return tmp_path


def connect(server: PostgresServer, user: str, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(host="127.0.0.1", port=server.port, user=user, dbname=database, autocommit=True)


def read_all(secrets: Path) -> dict[str, str]:
    return {file: (secrets / file).read_text().strip() for file in FILES.values()}


def set_up(server: PostgresServer, superuser: str, secrets: Path) -> subprocess.CompletedProcess[str]:
    place = {"PGHOST": "127.0.0.1", "PGPORT": str(server.port), "PGUSER": superuser, "DATABASE_SECRETS": str(secrets)}
    command = ["bash", str(ROOT / "scripts" / "set-up-databases")]
    return subprocess.run(command, env=os.environ | place, capture_output=True, text=True, check=False)


def read_verifiers(server: PostgresServer, superuser: str) -> dict[str, str]:
    """What the server keeps of each role's password."""
    with connect(server, superuser) as connection:
        rows = connection.execute("SELECT rolname, rolpassword FROM pg_authid WHERE rolname = ANY(%s)", [list(FILES)])
        return {str(name): str(verifier) for name, verifier in rows}


def is_password(verifier: str, password: str) -> bool:
    """As a server finds out (RFC 5802, 3; PostgreSQL's form is SCRAM-SHA-256$rounds:salt$stored:server)."""
    _, how, keys = verifier.split("$")
    rounds, salt = how.split(":")
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(salt), int(rounds))
    client = hmac.digest(salted, b"Client Key", "sha256")
    return base64.b64encode(hashlib.sha256(client).digest()).decode() == keys.split(":")[0]


def test_each_role_has_a_database_that_the_other_may_not_enter(
    server: PostgresServer, superuser: str, secrets: Path
) -> None:
    done = set_up(server, superuser, secrets)
    assert (done.returncode, done.stderr) == (0, "")
    for role in FILES:
        with connect(server, role, role) as connection:
            connection.execute("CREATE TABLE own (id int)")
            connection.execute("DROP TABLE own")
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        connect(server, "airflow", "clausewatch")


def test_running_it_again_changes_passwords_to_those_of_today_and_nothing_else(
    server: PostgresServer, superuser: str, secrets: Path
) -> None:
    assert set_up(server, superuser, secrets).returncode == 0
    with connect(server, "clausewatch", "clausewatch") as connection:
        connection.execute("CREATE TABLE kept (id int)")
    before = read_all(secrets)
    (secrets / "ledger-password").write_text("it's \\ new\n")
    assert set_up(server, superuser, secrets).returncode == 0
    verifiers, after = read_verifiers(server, superuser), read_all(secrets)
    assert all(is_password(verifiers[role], after[file]) for role, file in FILES.items())
    assert not is_password(verifiers["clausewatch"], before["ledger-password"])
    with connect(server, "clausewatch", "clausewatch") as connection:
        connection.execute("DROP TABLE kept")


def test_no_password_is_printed_or_logged(server: PostgresServer, superuser: str, secrets: Path) -> None:
    done = set_up(server, superuser, secrets)
    shown = done.stdout + done.stderr + server._log.read_text()
    assert "database clausewatch is ready" in shown
    assert not any(password in shown for password in read_all(secrets).values())


def test_a_server_that_does_not_answer_ends_it(server: PostgresServer, secrets: Path) -> None:
    done = set_up(server, "nobody", secrets)
    assert done.returncode != 0
    assert 'role "nobody" does not exist' in done.stderr
