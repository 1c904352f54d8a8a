"""`clausewatch search`: statements, newest or best first."""

import sys
from datetime import datetime
from io import TextIOWrapper
from typing import Any, TextIO, get_args

import click

from clausewatch.cli.formats import write_csv, write_json, write_rss, write_table
from clausewatch.cli.options import DateTime, with_settings
from clausewatch.index.protocol import Query, SearchResult, Sort
from clausewatch.models import Category, StanceLabel, StatementKind
from clausewatch.settings import Settings
from clausewatch.steps.copy_reports import add_copies
from clausewatch.steps.correction_reports import add_corrections
from clausewatch.steps.embedding import embed_text
from clausewatch.steps.stores import open_stores
from nlp.components.targets import find_target, load_targets

WRITERS = {"table": write_table, "json": write_json, "csv": write_csv, "rss": write_rss}


@click.command()
@click.argument("text", metavar="[QUERY]", default="")
@click.option("--target", metavar="ID", help="About this target.")
@click.option("--stance", type=click.Choice(get_args(StanceLabel), case_sensitive=False), help="On the target.")
@click.option("--speaker", metavar="NAME", help="Made by this person or body: all words of a name, or an id.")
@click.option("--organisation", metavar="NAME", help="Made for this body.")
@click.option("--category", type=click.Choice(get_args(Category)), help="Made by somebody of this kind.")
@click.option("--publisher", metavar="NAME", help="Collected from this publisher.")
@click.option("--kind", type=click.Choice(get_args(StatementKind)), help="Kind of statement.")
@click.option("--since", type=DateTime(), help="Published on that day or later.")
@click.option("--until", type=DateTime(), help="Published before that day.")
@click.option("--like", metavar="TEXT", help="Nearest in meaning to this first.")
@click.option("--sort", type=click.Choice(get_args(Sort)), help="Default: best with a QUERY, else newest.")
@click.option("--limit", type=click.IntRange(0, 10_000), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0, 2**62), default=0, help="Leave out that many first.")
@click.option("--format", "shape", type=click.Choice(list(WRITERS)), default="table", show_default=True)
@with_settings
def command(
    settings: Settings,
    *,
    shape: str,
    sort: Sort | None,
    text: str,
    since: datetime | None,
    until: datetime | None,
    like: str | None,
    **filters: Any,
) -> None:
    """Find statements by words, "phrases", prefix* and -exclusions, and by who made them and where they stand.

    Write -- before a QUERY that begins with an exclusion.

    Example: clausewatch search "client-side scanning" --category government --stance FAVOR
    """
    if filters["target"] is not None:
        find_target(load_targets(settings.targets), filters["target"])
    order: Sort = sort or ("best" if text.strip() else "newest")
    if like is not None and not like.strip():
        raise click.BadParameter("the text is empty", param_hint="--like")
    vector = embed_text(like) if like is not None else None
    query = Query(text=text, sort=order, since=since, until=until, like=vector, **filters)
    with open_stores(settings) as stores:
        result = add_corrections(stores.ledger, add_copies(stores.ledger, stores.index.search(query)))
        is_empty = not result.total and not stores.index.count()
    _use_utf8(sys.stdout, strict=shape != "table")
    WRITERS[shape](result, sys.stdout)
    if shape == "table":
        click.echo(_summarise(result, query.offset, is_empty), err=True)


def _use_utf8(stream: TextIO, *, strict: bool) -> None:
    """What programs read is UTF-8 on every machine; a terminal of another kind shows what it can."""
    if isinstance(stream, TextIOWrapper):
        if strict:
            stream.reconfigure(encoding="utf-8")
        else:
            stream.reconfigure(errors="replace")


def _summarise(result: SearchResult, offset: int, is_empty: bool) -> str:
    if is_empty:
        return "The index holds no statement yet: `clausewatch run` collects some."
    if not result.total:
        return "No statement matches."
    if not result.hits:
        return f"{result.total} statements match; none is shown."
    return f"{offset + 1} to {offset + len(result.hits)} of {result.total} statements."
