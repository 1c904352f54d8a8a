"""`clausewatch demo`: the whole pipeline on a small fictional web."""

import shlex
import shutil
import sys
import time
from pathlib import Path

import click

from clausewatch.cli.progress import show_progress
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.demo.story import run_story
from clausewatch.demo.summary import summarise
from clausewatch.steps.stores import open_stores


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("clausewatch-demo"),
    show_default=True,
    help="Folder of what the demo keeps; begun anew each time.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Of the fictional web; default: any free one.")
def command(data: Path, port: int) -> int:
    """Crawl a small fictional web on this machine through two days, and show what came of it.

    Takes no settings from the environment, and touches nothing but its own folder.

    Example: clausewatch demo
    """
    begun = time.monotonic()
    with show_progress("demo") as progress:
        settings, days = run_story(data, port, progress.note)
    problems = [f"day {day.day}: {problem}" for day in days for problem in day.problems]
    with open_stores(settings) as stores:
        for line in summarise(stores, days, name_program(sys.argv[0])):
            click.echo(line)
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(f"Took {time.monotonic() - begun:.0f} seconds.", err=True)
    return PARTLY_DONE if problems else 0


def name_program(called: str) -> str:
    """How the reader can call `clausewatch` again: by its name if the shell finds it, else as it was called now."""
    found = shutil.which("clausewatch")
    is_this = Path(called).stem == "clausewatch"
    if not is_this or (found and Path(found).resolve() == Path(called).resolve()):
        return "clausewatch"
    return shlex.quote(called)
