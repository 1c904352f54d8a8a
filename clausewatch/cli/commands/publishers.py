"""`clausewatch publishers`: whom we collect from, and how they are."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from clausewatch.alerts.channels.content import clean
from clausewatch.cli.options import Address, DateTime, with_settings
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.ledger.health import latest_crawls
from clausewatch.models import PublisherKind
from clausewatch.settings import Settings, load_settings
from clausewatch.steps.crawl import choose_publishers
from clausewatch.steps.health import judge
from clausewatch.steps.stores import open_stores
from spiders.bases.publisher import PublisherSpider
from spiders.run import list_spiders

HEAD = "| name | what it is | kind | where it looks | checked live | budget | terms |\n|---|---|---|---|---|---|---|"


@click.group(invoke_without_command=True)
@click.option("--format", "shape", type=click.Choice(["table", "json", "markdown"]), default="table", show_default=True)
@click.pass_context
def command(context: click.Context, shape: str) -> None:
    """List the publishers: name, kind, category, whether a crawl without names takes them, and their terms.

    Example: clausewatch publishers health bbc-news
    """
    if context.invoked_subcommand is not None:
        return
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


@command.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--at", type=DateTime(), help="By what was collected before that day; default: all of it.")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
@with_settings
def health(settings: Settings, names: tuple[str, ...], at: datetime | None, shape: str) -> int:
    """Judge all enabled publishers, or those named, by their last crawl and the last four weeks. It keeps nothing.

    Exit status 3 where one is ill.

    Example: clausewatch publishers health bbc-news --format json
    """
    publishers = choose_publishers(settings, names)
    when = at or datetime.now(UTC)
    with open_stores(settings) as stores, stores.ledger.read() as session:
        crawls = {crawl.publisher: crawl.reason for crawl in latest_crawls(session, when)}
        judged = {one.name: judge(session, one, when) for one in publishers}
    rows = [
        {
            "publisher": name,
            "crawled": name in crawls,
            "last_crawl": crawls.get(name),
            "findings": [finding.model_dump(mode="json") for finding in findings],
        }
        for name, findings in judged.items()
    ]
    for row in rows:
        for line in [json.dumps(row, ensure_ascii=False)] if shape == "json" else describe_health(row):
            click.echo(line)
    return PARTLY_DONE if any(row["last_crawl"] or row["findings"] for row in rows) else 0


def describe_health(row: dict[str, Any]) -> Iterator[str]:
    """One line a finding, for a person; one line in all where there is none."""
    found = [(finding["kind"], finding["reason"]) for finding in row["findings"]]
    if row["last_crawl"]:
        found.insert(0, ("last crawl", row["last_crawl"]))
    for kind, reason in found or [("healthy" if row["crawled"] else "never crawled", "")]:
        yield clean(f"{row['publisher']:24} {kind:14} {reason}".rstrip())


@command.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
def check(names: tuple[str, ...], shape: str) -> int:
    """Test all enabled publishers, or those named, live: robots.txt, feeds, one page and what comes out of it.

    A few polite requests each, and nothing is kept. Exit status 3 where something is wrong.

    Example: clausewatch publishers check bbc-news --format json
    """
    # Here, as extraction takes long to load and a list of the publishers needs none.
    from clausewatch.cli.publisher_checks import run_check

    return run_check(load_settings(), names, shape)


@command.command()
@click.argument("url", type=Address())
@click.option("--name", metavar="NAME", help="Name of the publisher; default: by its host.")
@click.option("--kind", type=click.Choice(["coverage", "official"]), default="coverage", show_default=True)
@click.option("--domain", "domains", multiple=True, metavar="HOST", help="Another site on which its feed or pages are.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Checkout to write into; default: here.",
)
def new(url: str, name: str | None, kind: PublisherKind, domains: tuple[str, ...], out: Path) -> int:
    """Find the feeds and sitemaps of the site at URL, and write its file, a sample page and what must come out of it.

    Nothing is written over. What was found is to be reviewed, and the test of the sample fails until that is done.

    Example: clausewatch publishers new https://www.fentimes.example/ --name fen-times
    """
    from clausewatch.cli.publisher_new import run_new

    return run_new(load_settings(), url, name, kind, out, domains)
