"""`clausewatch correct`: put a statement's speaker or stance right."""

from contextlib import closing
from datetime import UTC, datetime
from typing import get_args

import click

from clausewatch.cli.options import with_settings
from clausewatch.cli.progress import show_progress
from clausewatch.errors import InputError
from clausewatch.ledger import open_ledger
from clausewatch.ledger.copies import lock_groups
from clausewatch.ledger.corrections import correct
from clausewatch.ledger.statements import read_statement
from clausewatch.models import StanceLabel, Statement
from clausewatch.settings import Settings
from clausewatch.steps.copies import group_statements
from clausewatch.steps.index import index_batch
from clausewatch.steps.report import repeat_until_done
from clausewatch.steps.stores import open_stores
from nlp.components.targets import find_target, load_targets


@click.command()
@click.argument("statement")
@click.option("--stance", type=click.Choice(get_args(StanceLabel), case_sensitive=False), help="What it is.")
@click.option("--target", metavar="ID", help="What the stance is about; needed where the statement has not just one.")
@click.option("--speaker", metavar="NAME", help="Who made it.")
@click.option("--why", required=True, help="Kept with the correction.")
@with_settings
def command(
    settings: Settings, *, statement: str, stance: StanceLabel | None, target: str | None, speaker: str | None, why: str
) -> None:
    """Put the speaker or the stance of STATEMENT (its id) right; it stays so when the page is processed anew.

    Example: clausewatch correct 4f0c21d9a7b35e8812aa --stance AGAINST --why "he quotes the other side"
    """
    if stance is None and speaker is None:
        raise click.UsageError("Give --stance, --speaker or both.")
    if target is not None and stance is None:
        raise click.UsageError("--target needs --stance.")
    with closing(open_ledger(settings.database_url)) as ledger, ledger.begin() as session:
        lock_groups(session)
        if stance is not None:
            target = _choose_target(settings, read_statement(session, statement), target)
        correct(session, statement, speaker_name=speaker, stance=stance, target=target, why=why, at=datetime.now(UTC))
        corrected = read_statement(session, statement)
        group_statements(session, [corrected])
    with open_stores(settings) as stores, show_progress("indexing"):
        repeat_until_done("index", lambda: index_batch(stores))
    click.echo(describe(corrected))


def _choose_target(settings: Settings, statement: Statement, named: str | None) -> str:
    """The target that was named, else the only one that the statement is about; `TargetError` where there is none."""
    targets = [stance.target for stance in statement.stances]
    if named is not None:
        return named if named in targets else find_target(load_targets(settings.targets), named).id
    if len(targets) == 1:
        return targets[0]
    about = f"is about {', '.join(targets)}" if targets else "is about no target so far"
    raise InputError(f"statement {statement.id} {about}: say with --target which stance is meant")


def describe(statement: Statement) -> str:
    """One line: who said what, and where they stand."""
    who = statement.speaker.name if statement.speaker else "somebody"
    stances = ", ".join(f"{stance.target}: {stance.label}" for stance in statement.stances)
    return f"{who}: “{' '.join(statement.text.split())}”{f' ({stances})' if stances else ''}"
