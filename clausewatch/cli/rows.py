"""JSON Lines in and out: each row is checked, a bad one is named on stderr and costs nothing else."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

import click
from pydantic import BaseModel, ValidationError

from clausewatch.cli.progress import warn
from clausewatch.errors import InputError

Row = TypeVar("Row", bound=BaseModel)
PARTLY_DONE = 3


class RowReader(Generic[Row]):
    """The rows of a file, or of standard input for `-`, as models; `failed` counts those that were left out."""

    def __init__(self, path: str, model: type[Row]) -> None:
        self._path = path
        self._model = model
        self.failed = 0

    def __iter__(self) -> Iterator[Row]:
        """Rows in order; blank lines are skipped."""
        for number, line in enumerate(_read_lines(self._path), 1):
            if not line.strip():
                continue
            try:
                yield parse_row(line, self._model)
            except InputError as error:
                self.failed += 1
                warn(f"{_show(self._path)}: line {number}: {error}")

    @property
    def exit_status(self) -> int:
        """0 = every row was read, 3 = some were not."""
        return PARTLY_DONE if self.failed else 0


def parse_row(line: bytes, model: type[Row]) -> Row:
    """One line as a model; `InputError` says which field is wrong and why."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise InputError(f"a row must be an object, this is {_name_type(value)}")
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{field}: {first['msg'].removeprefix('Value error, ')}") from error


def write_row(value: dict[str, Any]) -> None:
    """One JSON line on standard output, in UTF-8 on every machine, not held back."""
    click.echo(json.dumps(value, ensure_ascii=False).encode())


def _read_lines(path: str) -> Iterator[bytes]:
    if path == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as file:
            yield from file
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error


def _show(path: str) -> str:
    return "standard input" if path == "-" else path


def _name_type(value: object) -> str:
    names = {list: "a list", str: "a string", bool: "a truth value", int: "a number", float: "a number"}
    return names.get(type(value), "null")
