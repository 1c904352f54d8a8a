"""What is said when something fails, held against what may be said."""

import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from clausewatch.errors import ClausewatchError

PAGE = Path(__file__).resolve().parents[3] / "docs" / "security.md"


def refuse(doing: Callable[[], object], secrets: Iterable[str] = ("hush",)) -> str:
    """What is said instead: on one line, and without secrets there or in the errors behind it."""
    with pytest.raises(ClausewatchError) as caught:
        doing()
    whole = "".join(traceback.format_exception(caught.value))
    assert not any(secret in whole for secret in secrets)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def read_problems() -> dict[str, str]:
    """The last table of the page: what goes wrong, and what is said then."""
    table = PAGE.read_text(encoding="utf-8").partition("## What goes wrong")[2]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return {what: said.strip("`") for what, said in rows[1:]}
