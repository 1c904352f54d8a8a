"""What each evaluation gives back."""

from typing import NamedTuple

from pydantic import BaseModel


class Measured(NamedTuple):
    """A report, how many rows of the gold data were left out, each error as a line of JSON, and pictures of it."""

    report: BaseModel
    left_out: int = 0
    errors: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    """Name and text of SVG files."""
