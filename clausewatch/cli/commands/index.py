"""`clausewatch index`: what is searched, made anew from the ledger, and its versions."""

import click

from clausewatch.cli.commands.quarantine import quarantine, replay
from clausewatch.cli.options import with_settings
from clausewatch.cli.progress import show_progress
from clausewatch.errors import InputError
from clausewatch.index.protocol import Index, Versioned
from clausewatch.settings import Settings
from clausewatch.steps.rebuild import count_documents, rebuild_index
from clausewatch.steps.stores import open_stores


@click.group()
def command() -> None:
    """Rebuild what is searched, look at its versions, and go back to the one before.

    Example: clausewatch index rebuild
    """


@command.command()
@with_settings
def rebuild(settings: Settings) -> None:
    """Make a new index from the ledger beside the live one, then switch; searches and runs may go on meanwhile.

    On a search server the old version is kept, and a rebuild that was killed is gone on with.

    Example: clausewatch index rebuild
    """
    with open_stores(settings) as stores, show_progress("documents", count_documents(stores)) as progress:
        count = rebuild_index(stores, progress.advance)
    click.echo(f"The index now holds {count} statements.", err=True)


@command.command()
@with_settings
def versions(settings: Settings) -> None:
    """List the versions on a search server: which one is searched, and which one is kept.

    Example: clausewatch index versions --index https://search.example:9200
    """
    with open_stores(settings) as stores:
        for version in _versioned(stores.index).list_versions():
            click.echo(f"{version.name:40} {version.state:9} {version.statements:10} statements")


@command.command()
@with_settings
def rollback(settings: Settings) -> None:
    """Search the version before the last rebuild again, at once; it has followed the ledger all the time.

    Example: clausewatch index rollback --index https://search.example:9200
    """
    with open_stores(settings) as stores:
        name = _versioned(stores.index).roll_back()
    click.echo(f"Searches are now answered by {name}; the other version is kept.", err=True)


@command.command("drop")
@with_settings
def drop_kept(settings: Settings) -> None:
    """Take the version that was kept off the search server, so that nothing more is written to it.

    Example: clausewatch index drop --index https://search.example:9200
    """
    with open_stores(settings) as stores:
        names = _versioned(stores.index).drop_kept()
    click.echo(f"Dropped: {', '.join(names) or 'nothing, as no version was kept'}", err=True)


command.add_command(quarantine)
command.add_command(replay)


def _versioned(index: Index) -> Versioned:
    if not isinstance(index, Versioned):
        raise InputError("the embedded index keeps no older version: make it anew with `clausewatch index rebuild`")
    return index
