"""Entry point: runs a command and turns errors into one line on stderr and an exit status."""

import errno
import io
import os
import sys
from collections.abc import Sequence

import click

from clausewatch.cli.app import app
from clausewatch.errors import ClausewatchError

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with 0 = done, 1 = failed, 2 = wrong use, 3 = done but some parts failed."""
    _open_closed_streams()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that is not of UTF-8 shows what it can.
        sys.stdout.reconfigure(errors="replace")
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    try:
        # Not `app.main`, which takes a reader of our output that has gone for an error.
        given = sys.argv[1:] if arguments is None else list(arguments)
        with app.make_context("clausewatch", given) as context:
            status = app.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`): not an error.
        _drop_output()
        return 0
    except ClausewatchError as error:
        click.echo(f"Error: {error}", err=True)
        return error.exit_status
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        _drop_output()
        click.echo(f"Error: {error.strerror}: free some space and run the command again", err=True)
        return 1
    return status if isinstance(status, int) else 0


def _open_closed_streams() -> None:
    """Nothing to read or write in the place of a stream that our caller closed (`>&-`): the next file that is opened,
    for instance a database, would get its number and be written over.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _drop_output() -> None:
    """What is not written yet never will be: Python would try again, and complain, while it shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
