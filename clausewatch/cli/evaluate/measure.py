"""What each evaluation gives back."""

from typing import NamedTuple

from pydantic import BaseModel


class Measured(NamedTuple):
    """A report, how many rows of the gold data were left out, and each error as a line of JSON."""

    report: BaseModel
    left_out: int = 0
    errors: tuple[str, ...] = ()
