"""Options that several commands share."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from clausewatch.settings import load_settings

Command = TypeVar("Command", bound=Callable[..., Any])


class DateTime(click.ParamType[datetime]):
    """A day (midnight in UTC) or an ISO 8601 time; without a zone it is UTC."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """An aware time, or wrong use."""
        if isinstance(value, datetime):
            return value
        try:
            if len(value) == len("2023-09-06"):
                return datetime.combine(date.fromisoformat(value), time(), UTC)
            at = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date: write 2023-09-06 or 2023-09-06T17:00:00Z", param, ctx)
        return at if at.tzinfo else at.replace(tzinfo=UTC)


def with_settings(function: Command) -> Callable[..., Any]:
    """Add --data, --database and --index, and hand the function the `Settings` in force as its first argument."""

    @click.option("--data", type=click.Path(path_type=Path), help="Folder of archive, ledger and index.")
    @click.option("--database", metavar="URL", help="Ledger: sqlite:/// or postgresql+psycopg://.")
    @click.option("--index", "index_url", metavar="URL", help="Index: sqlite:///; default: in the data folder.")
    @wraps(function)
    def wrapped(data: Path | None, database: str | None, index_url: str | None, **rest: Any) -> Any:
        return function(load_settings(data=data, database=database, index=index_url), **rest)

    return wrapped


def read_input(path: str) -> bytes:
    """The bytes of a file, or of standard input for `-`."""
    if path == "-":
        return sys.stdin.buffer.read()
    return Path(path).read_bytes()
