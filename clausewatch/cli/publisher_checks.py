"""What `clausewatch publishers check` prints: one line a publisher, as soon as it was looked at."""

import sys
from collections.abc import Sequence
from datetime import datetime

import click

from clausewatch.alerts.channels.content import clean
from clausewatch.cli.progress import show_progress, warn
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.settings import Settings
from clausewatch.steps.check_publishers import PublisherCheck, check_publishers
from clausewatch.steps.crawl import choose_publishers


def run_check(settings: Settings, names: Sequence[str], shape: str) -> int:
    """Look, print, and name what is wrong on standard error for scripts; the exit status."""
    publishers = choose_publishers(settings, names)
    with show_progress("looking", len(publishers), beside_results=True) as progress:

        def tell(check: PublisherCheck) -> None:
            click.echo(check.model_dump_json() if shape == "json" else describe_check(check))
            # On a terminal it stands there already.
            if check.problems and not (shape == "table" and sys.stdout.isatty()):
                warn(f"{check.publisher}: {explain(check)}")
            progress.advance(check.publisher)

        found = check_publishers(settings, publishers, tell)
    ill = [check.publisher for check in found if check.problems]
    click.echo(f"publishers looked at: {len(found)}; ok: {len(found) - len(ill)}; wrong: {len(ill)}", err=True)
    return PARTLY_DONE if ill else 0


def describe_check(check: PublisherCheck) -> str:
    """One line for a person."""
    told = f"wrong: {explain(check)}" if check.problems else f"ok: {_describe_well(check)}"
    return clean(f"{check.publisher:24} {told}")


def explain(check: PublisherCheck) -> str:
    """What is wrong, on one line."""
    return clean("; ".join(" ".join(problem.split()) for problem in check.problems))


def _describe_well(check: PublisherCheck) -> str:
    items = sum(each.items for each in check.lists)
    newest = max((each.newest for each in check.lists if each.newest), default=None)
    parts = [f"newest item {_show(newest)}" if newest else "its lists give no dates" if items else "nothing found now"]
    parts += [f"{items} in {len(check.lists)} {'lists' if len(check.lists) > 1 else 'list'}"] if items else []
    parts += [f"page of {check.page.words} words" if check.page else "no page looked at"]
    parts += [f"lists not looked at: {check.lists_left_out}"] if check.lists_left_out else []
    parts += [f"{check.archive.items} in its archive"] if check.archive else []
    parts += [f"crawl delay {check.crawl_delay:g} s"] if check.crawl_delay else []
    said = ", ".join(parts)
    is_proven = items and not check.lists_left_out
    return f"{said}; verified=True may be set in its file" if is_proven and not check.verified else said


def _show(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
