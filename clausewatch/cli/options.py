"""Options that several commands share."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from clausewatch.identifiers import is_address
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
            at = at if at.tzinfo else at.replace(tzinfo=UTC)
            # Everything is compared in UTC, where the first and last day may lie out of reach.
            at.astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no date: write 2023-09-06 or 2023-09-06T17:00:00Z", param, ctx)
        return at


class Address(click.ParamType[str]):
    """Where a page was taken from."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address as it is, or wrong use."""
        if not is_address(value):
            self.fail(f"{value!r} is no address: write https://news.example/page", param, ctx)
        return str(value)


def with_settings(function: Command) -> Callable[..., Any]:
    """Add --data, --database and --index, and hand the function the `Settings` in force as its first argument."""

    @click.option("--data", type=click.Path(path_type=Path), help="Folder of archive, ledger and index.")
    @click.option("--database", metavar="URL", help="Ledger: sqlite:/// or postgresql+psycopg://.")
    @click.option("--index", "index_url", metavar="URL", help="Index: sqlite:///, https:// or opensearch+https://.")
    @wraps(function)
    def wrapped(data: Path | None, database: str | None, index_url: str | None, **rest: Any) -> Any:
        return function(load_settings(data=data, database=database, index=index_url), **rest)

    return wrapped


def read_input(path: str, most: int = -1) -> bytes:
    """The bytes of a file, or of standard input for `-`; where a number is given, no more than that."""
    if path == "-":
        return sys.stdin.buffer.read(most)
    with Path(path).open("rb") as file:
        return file.read(most)
