"""`clausewatch publishers`: whom we collect from."""

import json
from collections.abc import Callable

import click

from clausewatch.settings import load_settings
from spiders.bases.publisher import PublisherSpider
from spiders.run import list_spiders

HEAD = "| name | what it is | kind | where it looks | checked live | budget | terms |\n|---|---|---|---|---|---|---|"


@click.command()
@click.option("--format", "shape", type=click.Choice(["table", "json", "markdown"]), default="table", show_default=True)
def command(shape: str) -> None:
    """List the publishers: name, kind, category, whether a crawl without names takes them, and their terms.

    Example: clausewatch publishers --format markdown
    """
    if shape == "markdown":
        click.echo(HEAD)
    for spider in list_spiders(load_settings()):
        click.echo(SHAPES[shape](spider))


def describe(spider: type[PublisherSpider]) -> str:
    """One line for a person."""
    publisher = spider.publisher
    state = "enabled" if publisher.enabled else "disabled"
    checked = "" if publisher.verified else "  (addresses not checked live)"
    return f"{publisher.name:24} {publisher.kind:9} {publisher.category:14} {state:9} {publisher.title}{checked}"


def describe_as_json(spider: type[PublisherSpider]) -> str:
    """One line of JSON with all that is known, addresses included."""
    known = spider.publisher.model_dump(mode="json") | {"addresses": spider.addresses()}
    return json.dumps(known, ensure_ascii=False)


def describe_as_markdown(spider: type[PublisherSpider]) -> str:
    """One row of the table in docs/publishers.md."""
    publisher = spider.publisher
    name = f"`{publisher.name}`" + ("" if publisher.enabled else " (off)")
    kind = f"{publisher.kind}, {publisher.category}"
    checked = "yes" if publisher.verified else "no"
    addresses = "<br>".join(spider.addresses())
    cells = (name, publisher.title, kind, addresses, checked, str(publisher.budget), publisher.terms)
    return f"| {' | '.join(cells)} |"


SHAPES: dict[str, Callable[[type[PublisherSpider]], str]] = {
    "table": describe,
    "json": describe_as_json,
    "markdown": describe_as_markdown,
}
