"""`clausewatch restore`: a backup into an empty place, and the index made anew from it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from clausewatch.cli.options import with_settings
from clausewatch.cli.progress import show_progress
from clausewatch.errors import InputError
from clausewatch.settings import Settings
from clausewatch.steps.rebuild import count_documents, rebuild_index
from clausewatch.steps.restore import restore_backup
from clausewatch.steps.stores import open_stores


@click.command()
@click.argument("file")
@with_settings
def command(settings: Settings, file: str) -> None:
    """Put what `backup` saved in FILE (- is standard input) into an empty place, and make the index from it.

    Example: clausewatch restore clausewatch.tar.gz --data restored
    """
    with _open_input(file) as stream, show_progress("files") as progress:
        kept = restore_backup(settings, stream, progress.advance)
    with open_stores(settings) as stores, show_progress("documents", count_documents(stores)) as progress:
        statements = rebuild_index(stores, progress.advance)
    click.echo(f"Restored {kept.files} files; the index now holds {statements} statements.", err=True)


@contextmanager
def _open_input(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - closed below; the error is of opening alone
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from error
    with stream:
        yield stream
