"""`clausewatch targets`: what stance is about."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import click

from clausewatch.alerts.channels.content import clean
from clausewatch.cli.formats.wording import describe_speaker
from clausewatch.cli.options import with_settings
from clausewatch.cli.progress import show_progress
from clausewatch.cli.rows import PARTLY_DONE, write_row
from clausewatch.errors import TargetError
from clausewatch.ledger import open_ledger
from clausewatch.settings import SHIPPED, Settings
from clausewatch.steps.labelling import Suggested, list_corrected, suggest_statements
from nlp.components.encoder import load_encoder
from nlp.components.stance.checking import Kind, check_target, describe_limits
from nlp.components.targets import Target, find_target, load_targets, read_target
from nlp.components.targets.adopting import Adoption, plan_adoption
from nlp.components.targets.editing import Change, change_target, write_change
from nlp.components.targets.files import find_target_file, parse_target

DEFAULT = "encryption-clause"


@click.group()
def command() -> None:
    """Look after the target files.

    Example: clausewatch targets check nlp/targets/encryption-clause.yaml
    """


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", "kinds", multiple=True, type=click.Choice(get_args(Kind)), help="Only findings of this kind.")
def check(file: Path, kinds: tuple[Kind, ...]) -> int:
    """Say what is weak in a target file: too few examples, repeats, contradictions, examples that are misread.

    FILE may be - for standard input. Exit status 3 where something is weak.

    Example: clausewatch targets check nlp/targets/encryption-clause.yaml --kind contradicts
    """
    target = _read_given(file)
    with show_progress("checking"):
        findings = [each for each in check_target(target, load_encoder()) if not kinds or each.kind in kinds]
    for finding in findings:
        click.echo(clean(f"{finding.kind}: {finding.message}"))
    for limit in describe_limits(target):
        click.echo(f"note: {limit}", err=True)
    counts = Counter(finding.kind for finding in findings)
    told = f": {', '.join(f'{number} {kind}' for kind, number in counts.items())}" if counts else ""
    number = f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"
    click.echo(f"{target.id}: {len(target.labelled())} examples, {number}{told}", err=True)
    return PARTLY_DONE if findings else 0


def _read_given(file: Path) -> Target:
    if str(file) != "-":
        return read_target(file)
    try:
        return parse_target("standard input", sys.stdin.buffer.read().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise TargetError(f"standard input: is not UTF-8 at byte {error.start}") from error


@command.command("suggest")
@click.option("--target", "name", default=DEFAULT, show_default=True, metavar="ID", help="What the labels are about.")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True, help="At most so many.")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
@with_settings
def suggest(settings: Settings, *, name: str, limit: int, shape: str) -> None:
    """List the stored statements that would be the most useful to label next, the best first.

    Those that the model is least sure of, and that are unlike the examples and each other.

    Example: clausewatch targets suggest --limit 5
    """
    target = find_target(load_targets(settings.targets), name)
    with closing(open_ledger(settings.database_url)) as ledger, show_progress("comparing") as progress:
        found = suggest_statements(
            ledger, target, limit, lambda done, total: progress.note(f"{done} of {total} statements")
        )
    for number, each in enumerate(found, start=1):
        if shape == "json":
            write_row(suggestion_to_json(each))
        else:
            click.echo("\n".join(describe_suggestion(number, each)))
    if shape == "table":
        if not found:
            click.echo(f"no stored statement about {name} is left to label: `clausewatch run` collects more", err=True)
            return
        label = f"clausewatch correct STATEMENT --target {name} --stance LABEL --why TEXT"
        then = f"; label one with: {label}; then: clausewatch targets adopt --target {name}"
        click.echo(f"{len(found)} statement{'' if len(found) == 1 else 's'}{then}", err=True)


def describe_suggestion(number: int, suggested: Suggested) -> Iterator[str]:
    """A line that says why, a line with who said what."""
    statement, suggestion = suggested
    scores = suggestion.result.scores
    first, second = sorted(scores, key=lambda label: scores[label], reverse=True)[:2]
    guess = f"{first} {scores[first]:.2f}, {second} {scores[second]:.2f}"
    label, example = suggestion.nearest
    yield f"{number}. {statement.id}  {guess}; nearest example {suggestion.likeness:.2f} ({label})"
    yield clean(f"   {describe_speaker(statement.speaker)}: {statement.text}")
    yield clean(f"   like: {example}")


def suggestion_to_json(suggested: Suggested) -> dict[str, Any]:
    """One suggestion as scripts take it."""
    statement, suggestion = suggested
    label, text = suggestion.nearest
    return {
        "id": statement.id,
        "text": statement.text,
        "speaker": statement.speaker.name if statement.speaker else None,
        "label": suggestion.result.label,
        "confidence": round(suggestion.result.confidence, 4),
        "scores": {name: round(score, 4) for name, score in suggestion.result.scores.items()},
        "likeness": round(float(suggestion.likeness), 4),
        "nearest": {"label": label, "text": text},
    }


@command.command("adopt")
@click.option("--target", "name", metavar="ID", help=f"What the corrections are about; default: {DEFAULT}.")
@click.option("--file", type=click.Path(path_type=Path), help="Target file; default: that of the target in force.")
@click.option("--statement", "statements", multiple=True, metavar="ID", help="Only this one; may be given again.")
@click.option("--write", is_flag=True, help="Change the file; else only show what would be changed.")
@with_settings
def adopt(settings: Settings, *, name: str | None, file: Path | None, statements: tuple[str, ...], write: bool) -> int:
    """Make statements whose stance a person corrected examples of a target, with the label that the person gave.

    Exit status 3 where some contradict the examples or each other; these are not added.

    Example: clausewatch targets adopt --statement 4f0c21d9a7b35e8812aa --write
    """
    path = file or find_target_file(settings.targets, name or DEFAULT)
    target = read_target(path)
    if name not in (None, target.id):
        raise click.UsageError(f"--file is about {target.id}, --target says {name}.")
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        corrected = list_corrected(session, target.id, statements)
    plan = plan_adoption(target, corrected.labelled)
    if plan.size:
        _change(path, change_target(path, plan.examples), write=write)
    _tell(plan, corrected.lost)
    done = "added to" if write else "that --write would add to"
    click.echo(f"examples {done} {path}: {plan.size}; there already: {len(plan.known)}", err=True)
    return PARTLY_DONE if plan.refused else 0


def _change(path: Path, change: Change, *, write: bool) -> None:
    if write:
        write_change(path, change)
    for line in change.show(path.name):
        click.echo(clean(line))
    if path.resolve().is_relative_to(SHIPPED.resolve()):
        click.echo(
            f"note: {path.name} ships with Clausewatch, and an update replaces it: "
            "to keep your examples, copy the folder and name the copy in the setting `targets`",
            err=True,
        )


def _tell(plan: Adoption, lost: int) -> None:
    for reason in (*plan.known, *plan.refused):
        click.echo(clean(reason), err=True)
    if lost:
        click.echo(f"corrected statements that are kept no longer: {lost}", err=True)
