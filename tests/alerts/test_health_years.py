"""The daily check over synthetic years: no alarm in an ordinary one, and each fault is found within some days."""

import random
from datetime import date

import pytest

from tests.alerts.histories import DAY, days_from
from tests.alerts.sick_years import FAULTS, days_until_found
from tests.alerts.years import KINDS, WARM_UP, draw_days, follow, year

YEARS = {"newspaper": 1, "hansard": 2, "weekly blog": 3, "regulator": 3, "weekly batch": 2}
"""How many of each: a large publisher takes as long as several small ones."""
LONG_YEARS = {"monthly charity": 2, "monthly letter": 2, "monthly batch": 2}
"""Of those whose rhythm takes fourteen months, which are known when the year begins."""
MOST_ALARMS_A_YEAR = 0.1


def test_a_year_in_which_nothing_is_wrong_brings_no_alarm() -> None:
    told = []
    for name, number in YEARS.items():
        for seed in range(number):
            days = draw_days(random.Random(f"{name} {seed}"), KINDS[name], year((2023, 2025)[seed % 2]))
            told += [(name, at, found) for at, found in follow(KINDS[name], days) if found]
    assert len(told) <= MOST_ALARMS_A_YEAR * sum(YEARS.values()), told


@pytest.mark.parametrize("name", LONG_YEARS)
def test_a_year_of_a_monthly_publisher_brings_no_alarm(name: str) -> None:
    told = []
    for seed in range(LONG_YEARS[name]):
        days = draw_days(random.Random(f"{name} {seed}"), KINDS[name], year((2023, 2025)[seed % 2], before=WARM_UP))
        told += [(at, found) for at, found in follow(KINDS[name], days, begin=WARM_UP) if found]
    assert told == []


@pytest.mark.parametrize("name", KINDS)
def test_christmas_easter_and_the_summer_bring_no_alarm_to_any(name: str) -> None:
    """The times of the year in which it is easiest to be wrong, by other chances than the years above."""
    for seed, day in enumerate((date(2024, 12, 20), date(2025, 4, 15), date(2025, 8, 20))):
        first = day - 60 * DAY
        days = draw_days(random.Random(100 + seed), KINDS[name], days_from(first, 84))
        assert [(at, found) for at, found in follow(KINDS[name], days, begin=60) if found] == []


@pytest.mark.parametrize(
    ("fault", "name", "most"),
    [
        ("silent", "newspaper", 7),
        ("silent", "regulator", 14),
        ("silent", "hansard", 21),
        ("silent", "weekly blog", 91),
        ("silent", "weekly batch", 70),
        ("silent", "monthly letter", 180),
        ("silent", "monthly batch", 150),
        ("blocked", "newspaper", 1),
        ("blocked", "hansard", 1),
        ("blocked", "regulator", 5),
        ("blocked", "weekly blog", 35),
        ("thinned out", "newspaper", 4),
        ("flooded", "newspaper", 4),
        ("standing still", "newspaper", 21),
        ("cut off", "newspaper", 42),
        ("another layout", "newspaper", 3),
        ("another layout", "weekly blog", 98),
        ("another layout", "monthly batch", 35),
        ("dated ahead", "newspaper", 1),
        ("dated ahead", "weekly blog", 21),
    ],
)
def test_a_fault_is_found_within_days(fault: str, name: str, most: int) -> None:
    found = days_until_found(name, fault, seed=1)
    assert found is not None
    assert found <= most


def test_what_can_go_wrong_is_all_measured() -> None:
    assert {kind for _, kinds in FAULTS.values() for kind in kinds} == {
        "quiet",
        "zero-yield",
        "low-volume",
        "high-volume",
        "fixed",
        "layout-changed",
        "future-dates",
    }
