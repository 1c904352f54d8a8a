"""Where secrets must not be: in what processes say and log, and anywhere in Airflow's database."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
from psycopg import sql

from scripts.airflow_stack.secret_files import MADE, SecretFiles

KEPT = "secrets"
"""The folder where they may be."""


def read_secrets(folder: Path) -> dict[str, str]:
    """Those that the launcher has made, but for the one that it shows to the user."""
    files = SecretFiles(folder / KEPT)
    return {name: files.path(name).read_text() for name in MADE if name != "passwords.json"}


def find_leaks(folder: Path, output: Path, secrets: Mapping[str, str]) -> list[str]:
    """Files in an Airflow's folder, and its output, that hold a secret; an SQLite database is one of them."""
    files = [path for path in folder.rglob("*") if path.is_file() and (folder / KEPT) not in path.parents]
    return [f"{name} in {path}" for path in (*files, output) for name in find_in(path.read_bytes(), secrets)]


def find_in(text: bytes, secrets: Mapping[str, str]) -> list[str]:
    """The names of those that are in it."""
    return [name for name, secret in secrets.items() if secret.encode() in text]


def find_leaks_in_database(url: str, secrets: Mapping[str, str]) -> list[str]:
    """Tables of a PostgreSQL that hold a secret: XCom, rendered templates, logs and all the others."""
    return [
        f"{name} in {table}"
        for table, row in _read_rows(url.replace("+psycopg", ""))
        for name in find_in(row.encode(), secrets)
    ]


def _read_rows(url: str) -> Iterator[tuple[str, str]]:
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (table,) in tables:
            query = sql.SQL("SELECT row_to_json(t)::text FROM {} t").format(sql.Identifier(table))
            for (row,) in connection.execute(query):
                yield table, row
