"""What was measured, as tables in Markdown, and into a page of the docs."""

import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.bulk import PLAIN, Round
from bench.searches import Times

BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


class Filled(NamedTuple):
    """One store filled with so many statements, and how it was searched."""

    store: str
    statements: int
    seconds: float
    """To fill it, generating the statements included."""
    disk_mb: float
    heap_mb: float | None
    """Of the server, in use; none: there is no server."""
    resident_mb: float
    """Memory of the server's process, or of ours where there is none."""
    searches: dict[str, Times]


class Figures(NamedTuple):
    """All of one run."""

    machine: str
    users: int
    rounds: int
    bulk: dict[str, list[Round]]
    """Each way to write the same statements; ours is the first."""
    stores: list[Filled]


def to_json(figures: Figures) -> dict[str, object]:
    """All figures under their names."""
    stores = [
        filled._asdict() | {"searches": {name: times._asdict() for name, times in filled.searches.items()}}
        for filled in figures.stores
    ]
    bulk = {name: [one._asdict() for one in found] for name, found in figures.bulk.items()}
    return figures._asdict() | {"stores": stores, "bulk": bulk}


def to_markdown(figures: Figures) -> str:
    """Three tables, each under a line that says what it shows."""
    asked = f"{figures.users} users at once, {figures.rounds} searches of each kind"
    parts = [f"Measured on {figures.machine}.", ""]
    if figures.stores:
        parts += (
            f"Searches, p50 / p95 in milliseconds by the clock, {asked}:",
            "",
            *_list_searches(figures.stores),
            "",
        )
        parts += ("Growth:", "", *_list_growth(figures.stores), "")
    if figures.bulk:
        ways = (
            "way",
            "statements a second",
            "in each round",
            f"beside {PLAIN}",
            "own CPU µs each",
            "server's CPU µs each",
        )
        parts += (
            "Writing in bulk, in one run with the same documents (medians):",
            "",
            *table(ways, _list_ways(figures.bulk)),
            "",
        )
    return "\n".join(parts[:-1])


def _list_searches(stores: Sequence[Filled]) -> list[str]:
    heads = ["search", *(f"{filled.store}, {filled.statements:,}" for filled in stores)]
    return table(heads, ([kind, *(_show(filled.searches[kind]) for filled in stores)] for kind in stores[0].searches))


def _list_growth(stores: Sequence[Filled]) -> list[str]:
    heads = ("store", "statements", "seconds to fill", "a second", "MB on disk", "bytes each", "heap MB", "memory MB")
    return table(heads, map(_list_sizes, stores))


def _list_sizes(filled: Filled) -> list[str]:
    count = filled.statements
    heap = "" if filled.heap_mb is None else f"{filled.heap_mb:,.0f}"
    speed = [f"{filled.seconds:.0f}", f"{count / filled.seconds:,.0f}"]
    return [
        filled.store,
        f"{count:,}",
        *speed,
        f"{filled.disk_mb:,.0f}",
        f"{filled.disk_mb * 1e6 / count:,.0f}",
        heap,
        f"{filled.resident_mb:,.0f}",
    ]


def _show(times: Times) -> str:
    return f"{times.p50:.1f} / {times.p95:.1f}"


def _list_ways(bulk: dict[str, list[Round]]) -> Iterable[list[str]]:
    medians = {name: statistics.median(one.rate for one in found) for name, found in bulk.items()}
    for name, found in bulk.items():
        rates = ", ".join(f"{one.rate:,.0f}" for one in found)
        own, server = (statistics.median(one[place] for one in found) for place in (1, 2))
        yield [
            name,
            f"{medians[name]:,.0f}",
            rates,
            f"{medians[name] / medians[PLAIN]:.2f}",
            f"{own:.0f}",
            f"{server:.0f}",
        ]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table in Markdown."""
    return [_line(heads), _line(["---"] * len(heads)), *map(_line, rows)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write_into(page: Path, measured: str, marks: tuple[str, str] = (BEGIN, END)) -> None:
    """Put it between the marks of a page; `ValueError` where it has none."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not begin or not end:
        raise ValueError(f"{page} has no {marks[0]} with an {marks[1]} after it")
    page.write_text(f"{before}{begin}\n{measured}\n{end}{after}", encoding="utf-8")
