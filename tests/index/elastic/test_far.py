"""Which months hold a page far down."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.index.elastic.conditions import Json
from clausewatch.index.elastic.far import MONTH, UNDATED, Part, choose_part

ALL: Json = {"bool": {"filter": []}}
COUNTS = {"2024-03": 4, "2024-02": 3, "2023-12": 5}
TOTAL = 15
"""Three of these have no time."""


def choose(begin: int, end: int) -> tuple[list[str], bool, int]:
    """The months, whether what has none is among them, and how many hits come before."""
    part = choose_part(ALL, COUNTS, TOTAL, begin, end)
    assert part.total == TOTAL
    return read(part.conditions)[0], read(part.conditions)[1], part.before


def read(conditions: Json) -> tuple[list[str], bool]:
    whole, narrow = conditions["bool"]["filter"]
    assert whole == ALL
    assert narrow["bool"]["minimum_should_match"] == 1
    months, *others = narrow["bool"]["should"]
    return months["terms"][MONTH], others == [UNDATED]


@pytest.mark.parametrize(
    ("begin", "end", "months", "before"),
    [
        (0, 4, ["2024-03"], 0),
        (3, 5, ["2024-03", "2024-02"], 0),
        (4, 7, ["2024-02"], 4),
        (6, 8, ["2024-02", "2023-12"], 4),
        (11, 12, ["2023-12"], 7),
        (2, 12, ["2024-03", "2024-02", "2023-12"], 0),
    ],
)
def test_only_months_with_hits_of_the_page_are_asked(begin: int, end: int, months: list[str], before: int) -> None:
    assert choose(begin, end) == (months, False, before)


@pytest.mark.parametrize(
    ("begin", "end", "months", "before"),
    [(11, 13, ["2023-12"], 7), (12, 15, [], 12), (14, 99, [], 12)],
)
def test_what_has_no_time_comes_after_all_months(begin: int, end: int, months: list[str], before: int) -> None:
    assert choose(begin, end) == (months, True, before)


def test_months_of_years_that_sort_otherwise_are_not_used() -> None:
    assert choose_part(ALL, {"999-05": 3, "2024-03": 4}, 7, 5, 6) == Part(ALL, 0, 7)


@given(st.lists(st.integers(1, 6), max_size=8), st.integers(0, 5), st.integers(0, 50), st.integers(1, 9))
def test_a_page_of_the_part_is_the_page_of_all(counts: list[int], undated: int, begin: int, limit: int) -> None:
    months: dict[str, Any] = {f"{2024 - number}-01": count for number, count in enumerate(counts)}
    hits = [month for month, count in months.items() for _ in range(count)] + [""] * undated
    part = choose_part(ALL, months, len(hits), begin, begin + limit)
    wanted, has_undated = read(part.conditions)
    numbered = [(number, month) for number, month in enumerate(hits) if (has_undated if not month else month in wanted)]
    place = begin - part.before
    found = [number for number, _ in numbered[place : place + limit]] if begin < len(hits) else []
    assert found == list(range(len(hits)))[begin : begin + limit]
