"""`clausewatch targets`: what stance is about."""

from pathlib import Path

import click

from clausewatch.cli.progress import show_progress
from clausewatch.cli.rows import PARTLY_DONE
from nlp.components.encoder import load_encoder
from nlp.components.stance.checking import check_target
from nlp.components.targets import read_target


@click.group()
def command() -> None:
    """Look after the target files.

    Example: clausewatch targets check nlp/targets/encryption-clause.yaml
    """


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", "kinds", multiple=True, help="Only findings of this kind: few, repeated, contradicts, misread.")
def check(file: Path, kinds: tuple[str, ...]) -> int:
    """Say what is weak in a target file: too few examples, repeats, contradictions, examples that are misread.

    Example: clausewatch targets check nlp/targets/encryption-clause.yaml --kind contradicts
    """
    target = read_target(file)
    with show_progress("checking"):
        findings = [each for each in check_target(target, load_encoder()) if not kinds or each.kind in kinds]
    for finding in findings:
        click.echo(f"{finding.kind}: {finding.message}")
    click.echo(f"{target.id}: {len(target.labelled())} examples, {len(findings)} findings", err=True)
    return PARTLY_DONE if findings else 0
