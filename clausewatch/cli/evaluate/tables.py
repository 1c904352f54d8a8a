"""Reports for a person to read."""

from typing import Any

from rich.console import Console
from rich.table import Table


def show_report(name: str, report: dict[str, Any]) -> None:
    """The figures of a report as a table on standard output, then its tables and lists."""
    console = Console()
    figures = Table("measure", name)
    for key, value in report.items():
        if not isinstance(value, dict | list):
            figures.add_row(key.replace("_", " "), f"{value:.3f}" if isinstance(value, float) else str(value))
    console.print(figures)
    for key, value in report.items():
        if isinstance(value, dict) and value:
            console.print(_cross_table(key, value))
        elif isinstance(value, list) and value:
            lines = [" ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in each.items())
                     if isinstance(each, dict) else str(each) for each in value]  # fmt: skip
            console.print(f"{key.replace('_', ' ')}: " + "; ".join(lines))


def _cross_table(key: str, rows: dict[str, dict[str, int]]) -> Table:
    table = Table(key.replace("_", " "), *next(iter(rows.values())))
    for label, counts in rows.items():
        table.add_row(label, *(str(count) for count in counts.values()))
    return table
