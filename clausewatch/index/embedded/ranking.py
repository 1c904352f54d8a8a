"""Which of the statements that a search finds stand on a page, in which order."""

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from clausewatch.index.embedded.columns import Columns, Numbers
from clausewatch.index.embedded.conditions import Found
from clausewatch.index.embedded.scoring import TermLister, score_entries
from clausewatch.index.protocol import Query

Order = Sequence[NDArray[np.float64] | NDArray[np.int64]]
"""Keys of all statements; the first decides, the next where it is the same, and the greater is before the less."""


def choose_page(columns: Columns, query: Query, found: Found, list_terms: TermLister) -> dict[int, float]:
    """Numbers of the page's statements in order, with their scores."""
    numbers, last = found.numbers, min(query.offset + query.limit, len(found.numbers))
    if last <= query.offset:
        return {}
    times = columns.read("published")[numbers].astype(np.int64, copy=False)
    order: Order = [times]
    if query.sort == "best" and found.scored is not None:
        scores = score_entries(columns, found, found.scored, list_terms)
        order = [scores, times]
    else:
        scores = np.zeros(len(numbers))
    return {int(numbers[row]): float(scores[row]) for row in order_rows(columns, numbers, order, query.offset, last)}


def order_rows(columns: Columns, numbers: Numbers, order: Order, offset: int, last: int) -> list[int]:
    """The rows of statements from place `offset` to before `last` in an order; what is alike by document and place."""
    rows, before = _cut(order, offset, last)
    places = _read_places(columns, numbers[rows])
    rows = sorted(rows, key=lambda row: (*(-key[row].item() for key in order), *places[int(numbers[row])]))
    return rows[offset - before : last - before]


def _cut(order: Order, offset: int, last: int) -> tuple[list[int], int]:
    """Rows among which the page's are: those and what ties with its ends; and how many stand before all of them."""
    # Most are left out by the first key, without being put in order.
    key, ends = order[0], [len(order[0]) - 1 - offset, len(order[0]) - last]
    highest, lowest = np.partition(key, ends)[ends]
    near = np.flatnonzero((key <= highest) & (key >= lowest))
    before = int(np.count_nonzero(key > highest))
    ordered = near[np.lexsort([key[near] for key in reversed(order)])[::-1]]
    first, end = _find_tied(order, ordered, offset - before)[0], _find_tied(order, ordered, last - 1 - before)[-1] + 1
    return ordered[first:end].tolist(), before + first


def _find_tied(order: Order, rows: Numbers, place: int) -> list[int]:
    """The places of the rows that have all keys like the one in a place."""
    tied = np.ones(len(rows), dtype=np.bool_)
    for key in order:
        tied &= key[rows] == key[rows[place]]
    found: list[int] = np.flatnonzero(tied).tolist()
    return found


def _read_places(columns: Columns, numbers: Numbers) -> dict[int, tuple[str, int, str]]:
    """What decides where everything else is the same."""
    command = (
        f"SELECT number, document, place, id FROM entry_{columns.generation} "  # noqa: S608
        "WHERE number IN (SELECT value FROM json_each(?))"
    )
    rows = columns.connection.execute(command, (json.dumps(numbers.tolist()),))
    return {number: (document, place, name) for number, document, place, name in rows}
