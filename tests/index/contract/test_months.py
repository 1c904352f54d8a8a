"""Months are those of London, where the clock goes forward on the last Sunday of March and back in October."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from clausewatch.index.protocol import Index
from tests.index.contract.examples import count_values, fill, make_entry


@pytest.mark.parametrize(
    ("at", "month"),
    [
        (datetime(2024, 1, 31, 23, 59, 59, tzinfo=UTC), "2024-01"),
        (datetime(2024, 2, 1, 0, 0, tzinfo=UTC), "2024-02"),
        (datetime(2024, 3, 31, 22, 59, 59, tzinfo=UTC), "2024-03"),
        (datetime(2024, 3, 31, 23, 0, tzinfo=UTC), "2024-04"),
        (datetime(2024, 6, 30, 23, 30, tzinfo=UTC), "2024-07"),
        (datetime(2024, 10, 31, 23, 30, tzinfo=UTC), "2024-10"),
        (datetime(2019, 3, 31, 23, 30, tzinfo=UTC), "2019-04"),
        (datetime(2024, 12, 31, 23, 30, tzinfo=UTC), "2024-12"),
        (datetime(2024, 2, 1, 4, 0, tzinfo=timezone(timedelta(hours=5))), "2024-01"),
    ],
)
def test_a_time_falls_into_the_month_of_london(index: Index, at: datetime, month: str) -> None:
    fill(index, [make_entry("a", "words", at=at)])
    assert count_values(index, "month") == [(month, 1)]


def test_months_come_in_order_not_by_number(index: Index) -> None:
    for number, month in enumerate((11, 2, 11, 7)):
        fill(index, [make_entry(f"d{number}", "words", at=datetime(2023, month, 9, tzinfo=UTC))])
    fill(index, [make_entry("d9", "words", at=datetime(2022, 12, 9, tzinfo=UTC))])
    assert count_values(index, "month") == [("2022-12", 1), ("2023-02", 1), ("2023-07", 1), ("2023-11", 2)]


def test_what_has_no_date_has_no_month(index: Index) -> None:
    fill(index, [make_entry("a", "words", at=None)])
    assert count_values(index, "month") == []
