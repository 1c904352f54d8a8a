"""Entry point: runs a command and turns errors into one line on stderr and an exit status."""

import os
import sys
from collections.abc import Sequence

import click

from clausewatch.cli.app import app
from clausewatch.errors import ClausewatchError


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with 0 = done, 1 = failed, 2 = wrong use, 3 = done but some parts failed."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    try:
        status = app.main(args=arguments, prog_name="clausewatch", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`): not an error, but Python would complain while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ClausewatchError as error:
        click.echo(f"Error: {error}", err=True)
        return error.exit_status
    return status if isinstance(status, int) else 0
