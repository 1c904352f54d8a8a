"""`clausewatch search`: statements, newest or best first."""

import sys
from datetime import datetime
from typing import Any, get_args

import click

from clausewatch.cli.formats import write_csv, write_json, write_rss, write_table
from clausewatch.cli.options import DateTime, with_settings
from clausewatch.index.protocol import Query, Sort
from clausewatch.models import Category, StanceLabel, StatementKind
from clausewatch.settings import Settings
from clausewatch.steps.stores import open_stores

WRITERS = {"table": write_table, "json": write_json, "csv": write_csv, "rss": write_rss}


@click.command()
@click.argument("text", metavar="[QUERY]", default="")
@click.option("--target", metavar="ID", help="About this target.")
@click.option("--stance", type=click.Choice(get_args(StanceLabel), case_sensitive=False), help="On the target.")
@click.option("--speaker", metavar="NAME", help="Made by this person or body.")
@click.option("--organisation", metavar="NAME", help="Made for this body.")
@click.option("--category", type=click.Choice(get_args(Category)), help="Made by somebody of this kind.")
@click.option("--publisher", metavar="NAME", help="Collected from this publisher.")
@click.option("--kind", type=click.Choice(get_args(StatementKind)), help="Kind of statement.")
@click.option("--since", type=DateTime(), help="Published on that day or later.")
@click.option("--until", type=DateTime(), help="Published before that day.")
@click.option("--sort", type=click.Choice(get_args(Sort)), help="Default: best with a QUERY, else newest.")
@click.option("--limit", type=click.IntRange(0, 10_000), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Leave out that many first.")
@click.option("--format", "shape", type=click.Choice(list(WRITERS)), default="table", show_default=True)
@with_settings
def command(
    settings: Settings,
    *,
    shape: str,
    sort: Sort | None,
    since: datetime | None,
    until: datetime | None,
    text: str,
    **filters: Any,
) -> None:
    """Find statements by words, "phrases", prefix* and -exclusions, and by who made them and where they stand.

    Example: clausewatch search "client-side scanning" --category government --stance FAVOR
    """
    order: Sort = sort or ("best" if text.strip() else "newest")
    query = Query(text=text, sort=order, since=since, until=until, **filters)
    with open_stores(settings) as stores:
        result = stores.index.search(query)
    WRITERS[shape](result, sys.stdout)
