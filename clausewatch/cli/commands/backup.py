"""`clausewatch backup`: ledger and archive into one file, while everything goes on."""

import os
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
from clausewatch.steps.backup import write_backup


@click.command()
@click.argument("file")
@click.option("--archive-only", is_flag=True, help="Leave the ledger out, as it is on a server.")
@with_settings
def command(settings: Settings, file: str, archive_only: bool) -> None:
    """Save ledger, archive and alerts in FILE (- is standard output), while crawls go on; `restore` takes it.

    A ledger on PostgreSQL is saved with pg_dump, before the archive is.

    Example: clausewatch backup clausewatch.tar.gz
    """
    with _open_output(file) as stream, show_progress("files") as progress:
        kept = write_backup(settings, stream, progress.advance, archive_only=archive_only)
    click.echo(f"Saved {kept.files} files of {kept.size} bytes.", err=True)


@contextmanager
def _open_output(file: str) -> Iterator[BinaryIO]:
    """A new file, which gets its name only when it is whole and on the disk."""
    if file == "-":
        yield sys.stdout.buffer
        return
    path = Path(file)
    if path.exists():
        raise InputError(f"{file}: is there already; name another file, as an older backup is never written over")
    part = path.with_name(f"{path.name}.part")
    try:
        stream = part.open("wb")
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from error
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
