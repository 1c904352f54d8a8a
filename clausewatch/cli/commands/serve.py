"""`clausewatch serve`: the API and the pages."""

from functools import partial

import click

from clausewatch.cli.options import with_settings
from clausewatch.settings import Settings
from clausewatch.web import serve


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 is every one.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@with_settings
def command(settings: Settings, host: str, port: int) -> None:
    """Serve the search page, the API (/api/search, /api/facets) and feeds until Ctrl-C.

    Example: clausewatch serve --port 8080
    """
    try:
        serve(settings, host, port, partial(click.echo, err=True))
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
