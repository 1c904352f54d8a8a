"""`clausewatch publishers`: whom we collect from."""

import json

import click

from clausewatch.settings import load_settings
from spiders.run import list_publishers


@click.command()
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(shape: str) -> None:
    """List the publishers: name, kind, category, whether a crawl without names takes them, and their terms.

    Example: clausewatch publishers
    """
    for publisher in list_publishers(load_settings()):
        if shape == "json":
            click.echo(json.dumps(publisher.model_dump(mode="json"), ensure_ascii=False))
            continue
        state = "enabled" if publisher.enabled else "disabled"
        checked = "" if publisher.verified else "  (addresses not checked live)"
        click.echo(
            f"{publisher.name:24} {publisher.kind:9} {publisher.category:14} {state:9} {publisher.title}{checked}"
        )
