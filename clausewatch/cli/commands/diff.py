"""`clausewatch diff`: what was changed on a page that is kept."""

import json
import sys
from contextlib import closing
from datetime import datetime
from typing import Any

import click

from clausewatch.cli.formats.difference import say_time, write_difference
from clausewatch.cli.formats.difference_page import draw_difference
from clausewatch.cli.options import Address, with_settings
from clausewatch.errors import InputError
from clausewatch.ledger import open_ledger
from clausewatch.settings import Settings
from clausewatch.steps.page_changes import changes_to_json, compare_page, find_page, read_choice


class VersionOrTime(click.ParamType[str | datetime]):
    """A version's id or its begin, or a time: a day, which begins at midnight in London, or an ISO 8601 time."""

    name = "version|date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str | datetime:
        """The id as it is, an aware time, or wrong use."""
        try:
            return read_choice(value)
        except InputError as error:
            self.fail(str(error), param, ctx)


@click.command()
@click.argument("url", type=Address())
@click.option("--from", "older", type=VersionOrTime(), help="The older version, or how the page read at that time.")
@click.option("--to", "newer", type=VersionOrTime(), help="The newer version, or how the page read at that time.")
@click.option("--format", "shape", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@with_settings
def command(
    settings: Settings, url: str, *, older: str | datetime | None, newer: str | datetime | None, shape: str
) -> None:
    """Show what was changed on the page at URL: quotations first, then each sentence word by word, and what happened to
    the page when: edits, also those that it does not admit, withdrawals and paywalls.

    Without --from and --to it is the last change of the page. Elsewhere than on a terminal, [-words-] were taken out
    and {+words+} put in.

    Example: clausewatch diff https://news.example/story --from 2023-09-06
    """
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        history = find_page(session, url)
        found = compare_page(session, history, older, newer)
    if shape == "json":
        click.echo(json.dumps(changes_to_json(history, found), ensure_ascii=False).encode())
    elif shape == "html":
        click.echo(draw_difference(history, found).encode(), nl=False)
    else:
        write_difference(history, found, sys.stdout)
    if found is None:
        seen = say_time(history.versions[0].at)
        click.echo(f"One version is kept, first seen {seen}: there is nothing to compare it with.", err=True)
