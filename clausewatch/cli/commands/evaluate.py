"""`clausewatch evaluate`: accuracy on gold data."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from clausewatch.cli.evaluate.gold_files import SHIPPED
from clausewatch.cli.evaluate.measure import Measured
from clausewatch.cli.evaluate.quotes import evaluate_quotes
from clausewatch.cli.evaluate.speakers import evaluate_speakers
from clausewatch.cli.evaluate.stance import evaluate_stance
from clausewatch.cli.evaluate.tables import show_report
from clausewatch.cli.progress import show_progress, warn
from clausewatch.cli.rows import PARTLY_DONE, write_row
from clausewatch.errors import InputError

Evaluation = Callable[[Path, str], Measured]
"""From the gold data and the target's id to what was measured."""

EVALUATIONS: dict[str, Evaluation] = {
    "quotes": evaluate_quotes,
    "speakers": evaluate_speakers,
    "stance": evaluate_stance,
}


@click.command()
@click.argument("parts", type=click.Choice([*EVALUATIONS, "all"]), nargs=-1)
@click.option("--data", type=click.Path(path_type=Path), default=SHIPPED, help="Gold: a file or folder; default: ours.")
@click.option("--target", default="encryption-clause", show_default=True, metavar="ID", help="What the gold is about.")
@click.option("--errors", type=click.Path(path_type=Path), help="File for the errors, one line of JSON each.")
@click.option("--plots", type=click.Path(path_type=Path), help="Folder for pictures of the figures (stance only): SVG.")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    parts: tuple[str, ...], data: Path, target: str, errors: Path | None, plots: Path | None, shape: str
) -> int:
    """Measure how often the annotator is right on texts that people have marked: statements, speakers and stances.

    One part or several; without any, all for which the data has something.

    Example: clausewatch evaluate quotes speakers --errors errors.jsonl
    """
    if plots and parts and not {"stance", "all"} & set(parts):
        raise click.UsageError("--plots needs stance or all: there are pictures of stances only.")
    if not data.exists():
        raise InputError(f"{data}: there is no such file or folder")
    with show_progress("measuring"):
        measured = _measure(parts, data, target)
    for name, result in measured.items():
        _write(name, result.report, shape)
    if errors:
        _save(errors, [error for result in measured.values() for error in result.errors])
    if plots:
        _save_pictures(plots, [picture for result in measured.values() for picture in result.pictures])
    return PARTLY_DONE if any(result.left_out for result in measured.values()) else 0


def _measure(parts: tuple[str, ...], data: Path, target: str) -> dict[str, Measured]:
    """The parts, or of all parts those for which the data has something; `InputError` where it has nothing."""
    if parts and "all" not in parts:
        return {part: EVALUATIONS[part](data, target) for part in parts}
    measured, reasons = {}, []
    for name, evaluate in EVALUATIONS.items():
        try:
            measured[name] = evaluate(data, target)
        except InputError as error:
            reasons.append(f"{name}: {error}")
    if not measured:
        raise InputError("; ".join(reasons))
    for reason in reasons:
        warn(f"Not measured: {reason}")
    return measured


def _save(path: Path, errors: list[str]) -> None:
    try:
        path.write_text("".join(f"{error}\n" for error in errors), "utf-8")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    click.echo(f"{len(errors)} errors written to {path}", err=True)


def _save_pictures(folder: Path, pictures: list[tuple[str, str]]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in pictures:
            (folder / name).write_text(picture, "utf-8")
    except OSError as error:
        raise InputError(f"{folder}: pictures cannot be written there: {error.strerror}") from error
    click.echo(f"{len(pictures)} pictures written to {folder}", err=True)


def _write(name: str, report: BaseModel, shape: str) -> None:
    values: dict[str, Any] = report.model_dump(mode="json")
    if shape == "json":
        write_row({"evaluation": name} | values)
    else:
        show_report(name, values)
