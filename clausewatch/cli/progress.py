"""A progress bar on standard error, on a terminal only."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar


class Progress:
    """How far a task has come; without a total only that it goes on."""

    def __init__(self, bar: Bar, what: str, total: int | None) -> None:
        self._bar, self._what = bar, what
        self._task = bar.add_task(what, total=total)

    def advance(self, note: str = "") -> None:
        """One more is done."""
        self._bar.update(self._task, advance=1, description=f"{self._what} {note}".strip())

    def note(self, note: str) -> None:
        """What is being done now."""
        self._bar.update(self._task, description=f"{self._what}: {note}")


@contextmanager
def show_progress(what: str, total: int | None = None) -> Iterator[Progress]:
    """Show a bar while a task lasts; nothing where standard error is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Rich would send standard output, which may be a pipe, to standard error.
    redirect = False
    hidden = not sys.stderr.isatty()
    with Bar(
        *columns,
        console=console,
        transient=True,
        disable=hidden,
        redirect_stdout=redirect,
        redirect_stderr=redirect,
    ) as bar:
        yield Progress(bar, what, total)
