"""A publisher that comes out once a month: releases that are far smaller or larger are found, chance is not."""

from collections.abc import Sequence
from datetime import date

import pytest

from clausewatch.alerts.health import judge_publisher
from clausewatch.alerts.health_days import Days
from clausewatch.alerts.health_releases import is_monthly, judge_releases
from clausewatch.ledger.health import Finding
from clausewatch.ledger.history import History
from tests.alerts.histories import DAY, days_from, make_history, make_version, morning, with_versions
from tests.alerts.sick_years import days_until_found

USUAL = (16, 20, 12, 25, 15, 9, 18, 14)
FIRST = date(2024, 2, 6)
APART = 28
"""Days from release to release, each on a Tuesday."""


def make_releases(numbers: Sequence[int], after: int = 10, known: Sequence[Finding] = ()) -> History:
    """A release every four weeks, then some days."""
    releases = {FIRST + place * APART * DAY: number for place, number in enumerate(numbers)}
    days = days_from(FIRST - 3 * DAY, 3 + (len(numbers) - 1) * APART + 1 + after)
    return make_history(days, lambda day: releases.get(day, 0), known=known)


def judge(history: History, *, low: bool, known: Finding | None = None) -> str | None:
    last = history.crawls[-1].finished_at.date()
    return judge_releases(Days(history, morning(last + DAY)), known, low=low)


@pytest.mark.parametrize(
    ("late", "low"), [((5, 4, 6), True), ((2, 1, 1), True), ((60, 66), False), ((40, 55, 52), False)]
)
def test_releases_that_are_all_far_from_usual_are_found(late: tuple[int, ...], low: bool) -> None:
    history = make_releases((*USUAL, *late))
    told = judge(history, low=low)
    assert told is not None
    assert told.startswith(", ".join(map(str, late[-3 if low else -2 :])))
    assert told.endswith(("usually 15.5", "usually 16"))
    assert judge(history, low=not low) is None


@pytest.mark.parametrize("late", [(5,), (5, 4), (9, 10, 8), (60,), (30, 32), (5, 4, 16), (60, 16), (12, 25, 9)])
def test_one_release_and_what_is_only_less_or_more_are_no_finding(late: tuple[int, ...]) -> None:
    history = make_releases((*USUAL, *late))
    assert judge(history, low=True) is None
    assert judge(history, low=False) is None


def test_a_release_is_judged_when_no_page_of_it_is_to_be_expected_any_more() -> None:
    assert judge(make_releases((*USUAL, 5, 4, 6), after=5), low=True) is None
    assert judge(make_releases((*USUAL, 5, 4, 6), after=8), low=True) is not None


def test_pages_of_neighbouring_days_are_one_release() -> None:
    days = days_from(FIRST - 3 * DAY, 3 + 10 * APART + 11)
    number = {day: place for place, day in enumerate(days_from(FIRST, len(days)))}
    parted = make_history(
        days,
        lambda day: (8 if number.get(day, 0) < 8 * APART else 2) * (day >= FIRST and number[day] % APART in (0, 1)),
    )
    told = judge(parted, low=True)
    assert told is not None
    assert told.startswith("4, 4, 4 new pages")
    assert told.endswith("usually 16")


def test_too_few_releases_are_no_rhythm_and_weekly_ones_no_monthly_one() -> None:
    assert is_monthly(Days(make_releases(USUAL), morning(date(2025, 1, 1))))
    assert not is_monthly(Days(make_releases(USUAL[:5]), morning(date(2025, 1, 1))))
    weekly = make_history(days_from(FIRST, 200), lambda day: 12 if day.weekday() == 1 else 0)
    assert not is_monthly(Days(weekly, morning(FIRST + 200 * DAY)))
    often = make_history(days_from(FIRST, 400), lambda day: int(day.weekday() == 1 and day.day > 8))
    assert not is_monthly(Days(often, morning(FIRST + 400 * DAY)))


def test_a_finding_stays_until_a_release_is_nearly_usual() -> None:
    small = (*USUAL, 5, 4, 6)
    first = make_releases(small)
    at = morning(first.crawls[-1].finished_at.date() + DAY)
    (finding,) = (one for one in judge_publisher(first, at) if one.kind == "low-volume")
    assert judge(make_releases(small, after=20), low=True, known=finding) == finding.reason
    assert judge(make_releases((*small, 5)), low=True, known=finding) == finding.reason
    assert judge(make_releases((*small, 12)), low=True, known=finding) is None


def test_what_is_found_of_a_large_release_is_over_with_a_usual_one() -> None:
    large = (*USUAL, 60, 66)
    history = make_releases(large)
    at = morning(history.crawls[-1].finished_at.date() + DAY)
    (finding,) = judge_publisher(history, at)
    assert finding.kind == "high-volume"
    assert judge(make_releases((*large, 70)), low=False, known=finding) == finding.reason
    assert judge(make_releases((*large, 20)), low=False, known=finding) is None


def test_the_last_release_must_be_recent() -> None:
    assert judge(make_releases((*USUAL, 5, 4, 6), after=60), low=True) is None


@pytest.mark.parametrize(
    ("fault", "name", "most"),
    [
        ("a third", "monthly batch", 120),
        ("four times", "monthly batch", 120),
        ("four times", "monthly letter", 150),
        ("another layout", "monthly letter", 100),
    ],
)
def test_a_fault_of_a_monthly_publisher_is_found_within_months(fault: str, name: str, most: int) -> None:
    found = days_until_found(name, fault, seed=1 if name == "monthly batch" else 5 if "times" in fault else 1)
    assert found is not None
    assert found <= most


@pytest.mark.parametrize(("lost", "is_found"), [(3, False), (8, True)])
def test_facts_that_fall_away_are_found_of_one_document_a_month_or_two(lost: int, is_found: bool) -> None:
    days = days_from(date(2024, 1, 1), 400 + 14 * lost)
    history = make_history(days, lambda day: int(day.toordinal() % 21 == 0))
    since = days[-1] - 21 * lost * DAY
    broken = with_versions(history, since, lambda one: make_version(one.at, has_author=False))
    found = [one.kind for one in judge_publisher(broken, morning(days[-1] + DAY))]
    assert ("layout-changed" in found) is is_found
