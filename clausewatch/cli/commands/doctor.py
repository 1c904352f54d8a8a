"""`clausewatch doctor`: what is in force, and what is wrong with it."""

import os
import sqlite3
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import click
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from clausewatch.alerts.files import SHIPPED_RULES, read_rules_file
from clausewatch.cli.options import with_settings
from clausewatch.errors import ClausewatchError, SettingsError, StoreError
from clausewatch.index import open_index
from clausewatch.ledger import open_ledger
from clausewatch.ledger.failures import show_url
from clausewatch.settings import PROJECT_ADDRESS, SETTINGS_FILE, Settings
from nlp.annotator import load_annotator
from nlp.components.speakers.registry import load_registry
from nlp.components.targets import load_targets, synonym_groups
from spiders.run import list_publishers

Check = Callable[[Settings], str]
OPTIONS = {"data": "data", "database": "database", "index": "index_url"}
"""Settings that have an option of their own, and its parameter."""
NOT_MADE = "not made yet; the first run makes it"
NO_CONTACT = " (set CLAUSEWATCH_CONTACT to an address of yours before a crawl)"


@click.command()
@with_settings
def command(settings: Settings) -> int:
    """Print the settings in force, where each comes from, and check what they name.

    Exit status 1 where something is wrong.

    Example: clausewatch doctor
    """
    given = {name for name, parameter in OPTIONS.items() if click.get_current_context().params.get(parameter)}
    for name, value in describe(settings, given):
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


def describe(settings: Settings, options: set[str]) -> Iterator[tuple[str, str]]:
    """Each setting with its value in force and where it was set; secrets are not shown."""
    stores = {"database": _hide(settings.database_url), "index": _hide(settings.index_url)}
    shown = settings.model_dump() | stores | {"webhook": settings.webhook and _hide_path(settings.webhook)}
    file = _read_file()
    for name in type(settings).model_fields:
        note = NO_CONTACT if name == "contact" and settings.contact == PROJECT_ADDRESS else ""
        value = "not set" if shown[name] is None else shown[name]
        yield name, f"{value}{_tell_origin(name, options, file)}{note}"


def _tell_origin(name: str, options: set[str], file: set[str]) -> str:
    variable = f"CLAUSEWATCH_{name.upper()}"
    if name in options:
        return " (option)"
    if os.environ.get(variable):
        return f" (from {variable})"
    return f" (from {SETTINGS_FILE})" if name in file else ""


def _read_file() -> set[str]:
    path = Path(SETTINGS_FILE)
    return set(tomllib.loads(path.read_text(encoding="utf-8"))) if path.is_file() else set()


def _hide(url: str) -> str:
    try:
        return show_url(make_url(url))
    except (ArgumentError, ValueError):
        return "no URL, not shown as it may hold a password"


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _hide_path(url: str) -> str:
    """The scheme and host of an address; what stands around the host may be a secret."""
    parts = _split(url)
    return f"{parts.scheme}://{parts.hostname}/***" if parts and parts.scheme and parts.hostname else "***"


def _check_sqlite(settings: Settings) -> str:
    del settings
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
        except sqlite3.OperationalError as error:
            raise StoreError(f"Python's SQLite has no full-text search (FTS5): {error}") from error
    return f"SQLite {sqlite3.sqlite_version} with full-text search"


def _check_data(settings: Settings) -> str:
    folder = settings.data.absolute()
    try:
        while not folder.exists():
            folder = folder.parent
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}; choose another with --data") from error
    if not folder.is_dir():
        raise StoreError(f"{folder} is no folder; choose another with --data")
    if not os.access(folder, os.W_OK):
        raise StoreError(f"{folder} cannot be written; choose another with --data")
    return f"{settings.data.absolute()} can be written"


def _check_ledger(settings: Settings) -> str:
    if _is_missing(settings.database_url):
        return NOT_MADE
    with closing(open_ledger(settings.database_url)):
        return "opens"


def _check_index(settings: Settings) -> str:
    if _is_missing(settings.index_url):
        return NOT_MADE
    synonyms = synonym_groups(load_targets(settings.targets))
    with closing(open_index(settings.index_url, synonyms, settings.credentials)) as index:
        return f"{index.description}: {index.count()} statements"


def _is_missing(url: str) -> bool:
    """Whether it names a file of SQLite that is not there, which looking would make."""
    try:
        parsed = make_url(url)
        return parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").exists()
    except (ArgumentError, ValueError, OSError):
        return False


def _check_webhook(settings: Settings) -> str:
    if settings.webhook is None:
        return "not set: alerts go to the console and a file"
    parts = _split(settings.webhook)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError("not an address of http or https: no alert can be posted there")
    return "is an address; nothing was posted to it"


def _check_targets(settings: Settings) -> str:
    targets = load_targets(settings.targets)
    return ", ".join(target.id for target in targets) or "none: no statement gets a stance"


def _check_speakers(settings: Settings) -> str:
    registry = load_registry(settings.speakers)
    counts = {
        "people": len(registry.people),
        "organisations": len(registry.organisations),
        "offices": len(registry.offices),
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items())


def _check_models(settings: Settings) -> str:
    annotator = load_annotator(settings.targets, settings.speakers)
    return f"quotations, speakers and stances can be found; the annotator is version {annotator.version}"


def _check_rules(settings: Settings) -> str:
    rules = read_rules_file(settings.rules or SHIPPED_RULES)
    return f"{len(rules)} {'of ' + str(settings.rules) if settings.rules else 'that ship'}"


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
    "models": _check_models,
    "rules": _check_rules,
    "webhook": _check_webhook,
    "publishers": _check_publishers,
}
