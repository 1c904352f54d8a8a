"""`clausewatch doctor`: what is in force, and what is wrong with it."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import click
from sqlalchemy.engine import make_url

from clausewatch.cli.options import with_settings
from clausewatch.errors import ClausewatchError, StoreError
from clausewatch.ledger import open_ledger
from clausewatch.settings import Settings
from clausewatch.steps.stores import open_stores
from nlp.components.speakers.files import load_registry
from nlp.components.targets import load_targets
from spiders.run import list_publishers

Check = Callable[[Settings], str]


@click.command()
@with_settings
def command(settings: Settings) -> int:
    """Print the settings in force and check what they name.

    Example: clausewatch doctor
    """
    for name, value in describe(settings):
        click.echo(f"{name:15} {value}")
    click.echo("")
    failed = 0
    for name, check in CHECKS.items():
        try:
            click.echo(f"ok     {name:12} {check(settings)}")
        except ClausewatchError as error:
            failed += 1
            click.echo(f"WRONG  {name:12} {error}")
    return 1 if failed else 0


def describe(settings: Settings) -> Iterator[tuple[str, str]]:
    """Each setting with its value in force; secrets are not shown."""
    shown = settings.model_dump() | {"database": _hide(settings.database_url), "index": _hide(settings.index_url)}
    for name in type(settings).model_fields:
        given = " (from the environment)" if f"CLAUSEWATCH_{name.upper()}" in os.environ else ""
        yield name, f"{shown[name]}{given}"


def _hide(url: str) -> str:
    return make_url(url).render_as_string(hide_password=True) if "@" in url else url


def _check_sqlite(settings: Settings) -> str:
    del settings
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
        except sqlite3.OperationalError as error:
            raise StoreError(f"Python's SQLite has no full-text search (FTS5): {error}") from error
    return f"SQLite {sqlite3.sqlite_version} with full-text search"


def _check_data(settings: Settings) -> str:
    folder = settings.data if settings.data.exists() else settings.data.absolute().parent
    if not os.access(folder, os.W_OK):
        raise StoreError(f"{folder} cannot be written; choose another with --data")
    return f"{settings.data.absolute()} can be written"


def _check_ledger(settings: Settings) -> str:
    if settings.database_url.startswith("sqlite") and not settings.data.exists():
        return "not made yet; the first run makes it"
    with closing(open_ledger(settings.database_url)):
        return "opens"


def _check_index(settings: Settings) -> str:
    if not settings.data.exists():
        return "not made yet; the first run makes it"
    with open_stores(settings) as stores:
        return f"{stores.index.count()} statements"


def _check_targets(settings: Settings) -> str:
    targets = load_targets(settings.targets)
    return ", ".join(target.id for target in targets) or "none: no statement gets a stance"


def _check_speakers(settings: Settings) -> str:
    return f"registry read from {settings.speakers}" if load_registry(settings.speakers) else "empty"


def _check_publishers(settings: Settings) -> str:
    publishers = list_publishers(settings)
    return f"{sum(p.enabled for p in publishers)} of {len(publishers)} enabled"


CHECKS: dict[str, Check] = {
    "sqlite": _check_sqlite,
    "data": _check_data,
    "ledger": _check_ledger,
    "index": _check_index,
    "targets": _check_targets,
    "speakers": _check_speakers,
    "publishers": _check_publishers,
}
