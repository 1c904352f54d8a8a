"""The commands of docs/operations.md that save and restore, run as they stand there: searches answer the same after."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from clausewatch.settings import Settings, load_settings
from tests.cli.shell import Shell, settings, shell
from tests.collected import collect
from tests.servers.postgres import PostgresServer, find_programs, run_postgres

__all__ = ["settings", "shell"]

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
SEARCHES = ((), ("spy clause",), ("--speaker", "Renn"), ("--stance", "AGAINST", "--target", "encryption-clause"))
IN_POSTGRES = "docker compose --profile airflow exec -T postgres "
OURS = re.compile(
    r"^docker compose \S+ airflow (?:exec -T airflow-worker|run .* --entrypoint) clausewatch (?:airflow-setup )?"
)


def read_lines(section: str) -> list[str]:
    """The command lines of a section."""
    text = TEXT.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return [
        line
        for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    ]


def strip_container(line: str) -> str | None:
    """What is run inside the container; none for what only containers have."""
    if line.startswith(IN_POSTGRES):
        return line.removeprefix(IN_POSTGRES)
    found = OURS.match(line)
    return f"clausewatch {line[found.end() :]}" if found else None


def run(line: str, **variables: str) -> None:
    """Run a command line, which must succeed."""
    path = f"{Path(sys.executable).parent}:{find_programs()}:{os.environ['PATH']}"
    given = os.environ | {"PATH": path} | variables
    done = subprocess.run(["bash", "-c", line], env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def search(shell: Shell, *places: str) -> list[str]:
    """What each search answers."""
    answers = [shell("search", *words, "--format", "json", *places) for words in SEARCHES]
    assert all(answer.status == 0 and answer.out for answer in answers)
    return [answer.out for answer in answers]


def test_on_one_machine_without_containers(settings: Settings, shell: Shell) -> None:
    collect(settings)
    before = search(shell)
    (save,) = [line for line in read_lines("Back up") if line.startswith("clausewatch ")]
    (bring_back,) = [line for line in read_lines("Restore") if line.startswith("clausewatch ")]
    run(save)
    run(bring_back)
    assert search(shell, "--data", "restored") == before


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A server as the composed one, with a superuser `postgres`."""
    with run_postgres() as running:
        with enter(running) as connection:
            connection.execute("CREATE ROLE postgres SUPERUSER LOGIN")
        yield running


def enter(server: PostgresServer) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(host="127.0.0.1", port=server.port, user="clausewatch", dbname="template1", autocommit=True)


def make_empty(server: PostgresServer) -> None:
    """A ledger's database without anything, whatever was there."""
    with enter(server) as connection:
        connection.execute("DROP DATABASE IF EXISTS clausewatch")
        connection.execute("CREATE DATABASE clausewatch OWNER clausewatch TEMPLATE template0")


def run_inside(section: str, programs: list[str], **variables: str) -> None:
    """Run the lines of a section as they are run inside the containers."""
    lines = [inside for line in read_lines(section) if (inside := strip_container(line))]
    assert [line.split()[0] for line in lines] == programs
    for line in lines:
        run(line, **variables)


@pytest.mark.postgres
def test_with_the_ledger_on_postgres(settings: Settings, shell: Shell, server: PostgresServer, tmp_path: Path) -> None:
    place = {"PGHOST": "127.0.0.1", "PGPORT": str(server.port)}
    url = f"postgresql+psycopg://clausewatch@127.0.0.1:{server.port}/clausewatch"
    make_empty(server)
    collect(load_settings(data=settings.data, targets=settings.targets, database=url))
    page = Path("archive", "gazette", "20240304-a.warc.gz")
    (settings.data / page).parent.mkdir(parents=True)
    (settings.data / page).write_bytes(b"as it was")
    before = search(shell, "--database", url)

    run_inside("Back up", ["pg_dump", "clausewatch"], CLAUSEWATCH_DATABASE=url, **place)
    # All is lost.
    make_empty(server)
    new = tmp_path / "new"
    run_inside("Restore", ["pg_restore", "clausewatch"], CLAUSEWATCH_DATABASE=url, CLAUSEWATCH_DATA=str(new), **place)

    assert search(shell, "--database", url, "--data", str(new)) == before
    assert (new / page).read_bytes() == b"as it was"
