"""A progress bar on standard error, on a terminal only."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

PATIENCE_S = 1.0
"""A task that takes no longer shows nothing."""


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


def warn(message: str) -> None:
    """A line on standard error, above the bar where one is shown: click would write into it."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


@contextmanager
def show_progress(what: str, total: int | None = None, *, beside_results: bool = False) -> Iterator[Progress]:
    """Show a bar while a task lasts, if that is longer than a second; nothing where standard error is no terminal.

    `beside_results`: the task writes its results meanwhile, so that on a terminal they show how far it is.
    """
    hidden = not sys.stderr.isatty() or (beside_results and sys.stdout.isatty())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Rich would send standard output, which may be a pipe, to standard error; what goes there stands above the bar.
    bar = Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=True)
    progress = Progress(bar, what, total)
    if hidden:
        yield progress
        return
    timer = Timer(PATIENCE_S, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield progress
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
