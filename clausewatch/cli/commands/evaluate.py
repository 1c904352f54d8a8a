"""`clausewatch evaluate`: accuracy on gold data."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from clausewatch.cli.evaluate.stance import evaluate_stance
from clausewatch.cli.evaluate.tables import show_report
from clausewatch.cli.rows import write_row
from clausewatch.errors import InputError

Evaluation = Callable[[Path, str], tuple[BaseModel, int]]
"""From the gold data and the target's id to the report and the number of rows that were left out."""

EVALUATIONS: dict[str, Evaluation] = {"stance": evaluate_stance}
PARTLY_DONE = 3


@click.command()
@click.argument("part", type=click.Choice([*EVALUATIONS, "all"]), default="all")
@click.option("--data", type=click.Path(path_type=Path), required=True, help="Gold data: a file or a folder of them.")
@click.option("--target", default="encryption-clause", show_default=True, metavar="ID", help="What the gold is about.")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(part: str, data: Path, target: str, shape: str) -> int:
    """Measure how often the annotator is right on labelled data.

    Example: clausewatch evaluate stance --data gold/clause_dev.jsonl
    """
    if not data.exists():
        raise InputError(f"{data}: there is no such file or folder")
    left_out = 0
    for name in EVALUATIONS if part == "all" else (part,):
        report, failed = EVALUATIONS[name](data, target)
        left_out += failed
        _write(name, report, shape)
    return PARTLY_DONE if left_out else 0


def _write(name: str, report: BaseModel, shape: str) -> None:
    values: dict[str, Any] = report.model_dump(mode="json")
    if shape == "json":
        write_row({"evaluation": name} | values)
    else:
        show_report(name, values)
