"""`clausewatch index`: what is searched, made anew from the ledger."""

import click

from clausewatch.cli.options import with_settings
from clausewatch.cli.progress import show_progress
from clausewatch.settings import Settings
from clausewatch.steps.index import rebuild_index
from clausewatch.steps.stores import open_stores


@click.group()
def command() -> None:
    """Rebuild what is searched.

    Example: clausewatch index rebuild
    """


@command.command()
@with_settings
def rebuild(settings: Settings) -> None:
    """Make a new index from the ledger beside the live one, then switch; searches and runs may go on meanwhile.

    Example: clausewatch index rebuild
    """
    with open_stores(settings) as stores, show_progress("documents") as progress:
        count = rebuild_index(stores, progress.advance)
    click.echo(f"The index now holds {count} statements.", err=True)
