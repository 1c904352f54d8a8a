"""What is odd in a publisher's history is found, and what is usual is not: synthetic histories of both sorts."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from clausewatch.alerts.health import judge_publisher
from clausewatch.ledger.health import FindingKind
from clausewatch.ledger.history import History
from tests.alerts.histories import (
    BUSY,
    DAY,
    MONDAY,
    Counts,
    at_hour,
    days_from,
    make_history,
    make_version,
    morning,
    on_weekdays,
    until,
    with_versions,
)

WEEKLY = on_weekdays(0, 0, 1, 0, 0, 0, 0)
FIVE_WEEKS = 35


def find(history: History, day: date) -> list[FindingKind]:
    return [finding.kind for finding in judge_publisher(history, morning(day))]


def judge_after(number: int, counts: Counts, first: date = MONDAY, **facts: Any) -> list[FindingKind]:
    """The findings on the morning after so many days."""
    days = days_from(first, number)
    return find(make_history(days, counts, **facts), days[-1] + DAY)


@pytest.mark.parametrize(
    "counts",
    [
        BUSY,
        WEEKLY,
        on_weekdays(30, 30, 30, 0, 0, 0, 0),
        on_weekdays(1, 1, 1, 1, 1, 0, 0),
        on_weekdays(0, 0, 0, 0, 0, 9, 9),
        on_weekdays(*[0] * 7),
        lambda day: 40 if day.toordinal() % 9 == 0 else 1,
    ],
    ids=["busy", "weekly", "three days a week", "one a day", "weekends only", "nothing ever", "bursts"],
)
def test_a_rhythm_that_goes_on_is_no_finding_on_any_day(counts: Counts) -> None:
    days = days_from(MONDAY, 60)
    assert [find(make_history(days[:number], counts), days[number]) for number in range(1, 60)] == [[]] * 59


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
@pytest.mark.parametrize("eves", [0, 1], ids=["nothing at all", "nearly nothing"])
def test_an_ordinary_christmas_is_no_finding(year: int, eves: int) -> None:
    first, back = date(year, 12, 23), date(year + 1, 1, 2)
    days = days_from(date(year, 11, 10), 75)
    history = make_history(days, lambda day: eves if first <= day < back else BUSY(day))
    for day in days_from(first + DAY, 22)[::2]:
        shown = [one for one in days if one < day]
        cut = make_history(shown, lambda one: eves if first <= one < back else BUSY(one))
        assert find(cut, day) == [], day
    assert find(history, days[-1] + DAY) == []


def test_the_recess_of_parliament_is_no_silence() -> None:
    sitting = on_weekdays(12, 14, 13, 11, 2, 0, 0)
    counts = until(date(2025, 12, 18), sitting, until(date(2026, 1, 5), lambda _: 0, sitting))
    for number in range(30, 70):
        assert judge_after(number, counts, date(2025, 11, 10), category="parliament") == []
    summer = until(date(2025, 7, 22), sitting)
    assert judge_after(40, summer, date(2025, 6, 23), category="parliament") == []
    assert "quiet" in judge_after(40, summer, date(2025, 6, 23))


@pytest.mark.parametrize("day", [date(2025, 4, 21), date(2025, 5, 5), date(2025, 5, 26), date(2025, 8, 25)])
def test_a_bank_holiday_with_the_days_beside_it_is_no_finding(day: date) -> None:
    gone = {day - 3 * DAY, day - 2 * DAY, day - DAY, day} if day.month == 4 else {day}
    for number in range(36, 44):
        assert judge_after(number, lambda one: 0 if one in gone else BUSY(one), day - 36 * DAY) == []


def test_a_daily_publisher_is_quiet_after_four_silent_working_days() -> None:
    stop = MONDAY + FIVE_WEEKS * DAY
    counts = until(stop, on_weekdays(3, 2, 4, 3, 2, 0, 0))
    assert [judge_after(FIVE_WEEKS + silent, counts) for silent in (3, 4)] == [[], ["quiet"]]


def test_a_weekend_is_not_counted_as_silence() -> None:
    stop = MONDAY + (FIVE_WEEKS + 3) * DAY
    counts = until(stop, on_weekdays(3, 2, 4, 3, 2, 2, 2))
    assert judge_after(FIVE_WEEKS + 8, counts) == []
    assert judge_after(FIVE_WEEKS + 9, counts) == ["quiet"]


def test_a_publisher_that_is_seldom_heard_is_given_longer() -> None:
    counts = until(MONDAY + 36 * DAY, WEEKLY)
    twice_a_week = until(MONDAY + FIVE_WEEKS * DAY, on_weekdays(1, 0, 0, 1, 0, 0, 0))
    assert judge_after(FIVE_WEEKS + 14, counts) == []
    assert judge_after(FIVE_WEEKS + 10, twice_a_week) == []
    assert judge_after(FIVE_WEEKS + 28, twice_a_week) == ["quiet"]


def test_a_publisher_that_is_not_crawled_or_cannot_be_is_not_called_quiet() -> None:
    stop = MONDAY + FIVE_WEEKS * DAY
    assert judge_after(FIVE_WEEKS + 12, BUSY, is_crawled=lambda day: day < stop) == []
    assert judge_after(FIVE_WEEKS + 12, BUSY, reason=lambda day: None if day < stop else "no page was found") == []


def test_the_pages_that_gathered_while_nobody_crawled_are_not_too_many() -> None:
    off = days_from(MONDAY + 35 * DAY, 6)

    def counts(day: date) -> int:
        return 200 if day in (off[-1] + DAY, off[-1] + 2 * DAY) else BUSY(day)

    assert judge_after(FIVE_WEEKS + 8, counts, is_crawled=lambda day: day not in off) == []
    # The first crawl brings all that a publisher shows.
    assert judge_after(12, lambda day: 400 if day == MONDAY else BUSY(day)) == []


def test_far_fewer_pages_on_two_days_are_low_and_on_one_are_not() -> None:
    counts = until(MONDAY + FIVE_WEEKS * DAY, BUSY, 1)
    assert judge_after(FIVE_WEEKS + 1, counts) == []
    assert judge_after(FIVE_WEEKS + 2, counts) == ["low-volume"]
    assert judge_after(FIVE_WEEKS + 2, until(MONDAY + FIVE_WEEKS * DAY, BUSY, 12)) == []


def test_far_more_pages_on_two_days_are_high_and_on_one_are_not() -> None:
    counts = until(MONDAY + FIVE_WEEKS * DAY, BUSY, 150)
    assert judge_after(FIVE_WEEKS + 1, counts) == []
    assert judge_after(FIVE_WEEKS + 2, counts) == ["high-volume"]
    assert judge_after(FIVE_WEEKS + 2, until(MONDAY + FIVE_WEEKS * DAY, BUSY, 60)) == []
    assert judge_after(FIVE_WEEKS + 2, until(MONDAY + FIVE_WEEKS * DAY, WEEKLY, 15)) == []


def test_a_count_that_stands_still_where_it_used_to_change_is_fixed() -> None:
    stop = MONDAY + FIVE_WEEKS * DAY
    stuck: dict[str, Any] = {"seen": lambda day: 40 if day >= stop else 40 + day.toordinal() % 9}
    assert judge_after(FIVE_WEEKS + 5, BUSY, **stuck) == []
    assert judge_after(FIVE_WEEKS + 9, BUSY, **stuck) == ["fixed"]
    assert judge_after(FIVE_WEEKS + 12, BUSY, seen=lambda _: 40) == []


def test_the_same_number_of_new_pages_for_four_weeks_is_fixed_and_told_once() -> None:
    level = on_weekdays(12, 12, 12, 12, 12, 3, 4)
    found = [judge_after(number, level) for number in range(18, 60)]
    assert ["fixed"] in found
    assert found[-20:] == [[]] * 20
    history = make_history(days_from(MONDAY, 29), level)
    (finding,) = judge_publisher(history, morning(MONDAY + 29 * DAY))
    assert finding.reason == (
        "exactly 12 new pages on each of 20 working days since 2025-02-04: something cuts them off"
    )
    later = make_history(days_from(MONDAY, 40), level, known=[finding])
    assert find(later, MONDAY + 40 * DAY) == ["fixed"]
    over = make_history(days_from(MONDAY, 42), until(MONDAY + 38 * DAY, level, 11), known=[finding])
    assert find(over, MONDAY + 42 * DAY) == []


def test_a_few_new_pages_each_day_are_a_habit_and_no_fixed_count() -> None:
    assert [judge_after(number, on_weekdays(3, 3, 3, 3, 3, 0, 0)) for number in range(18, 40)] == [[]] * 22


def test_pages_without_documents_are_found_where_there_used_to_be_some() -> None:
    stop = MONDAY + FIVE_WEEKS * DAY
    blocked: dict[str, Any] = {"outcome": lambda day: "done" if day < stop else "failed"}
    assert judge_after(FIVE_WEEKS, BUSY, **blocked) == []
    found = judge_publisher(make_history(days_from(MONDAY, 36), BUSY, **blocked), morning(stop + DAY))
    assert [finding.kind for finding in found] == ["zero-yield"]
    assert found[0].reason.startswith("the last 22 pages gave no document; the newest: harbour: https://")


def test_a_publisher_that_never_gave_a_document_is_found_and_some_failures_are_not() -> None:
    assert judge_after(3, on_weekdays(2, 2, 2, 2, 2, 0, 0), outcome=lambda _: "failed") == ["zero-yield"]
    mixed: dict[str, Any] = {"outcome": lambda day: "failed" if day.toordinal() % 3 else "done"}
    few = on_weekdays(2, 2, 2, 2, 2, 0, 0)
    assert [judge_after(number, few, **mixed) for number in range(20, 36)] == [[]] * 16


def test_pages_that_wait_for_extraction_say_nothing() -> None:
    stop = MONDAY + FIVE_WEEKS * DAY
    history = make_history(days_from(MONDAY, 45), BUSY)
    waiting = [
        page.model_copy(update={"outcome": None}) if page.at >= morning(stop) else page for page in history.pages
    ]
    assert find(history.model_copy(update={"pages": tuple(waiting)}), MONDAY + 45 * DAY) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"has_author": False}, "0% of the last 66 documents have an author, usually 100%"),
        ({"published_confidence": "low"}, "have a sure date"),
        ({"published_at": None, "published_confidence": None}, "have a sure date"),
        ({"length": 300}, "have a text of 1000 characters or more"),
    ],
)
def test_facts_that_fall_away_are_a_changed_layout(changes: dict[str, object], told: str) -> None:
    stop = MONDAY + FIVE_WEEKS * DAY
    history = make_history(days_from(MONDAY, 38), BUSY)
    changed = with_versions(history, stop, lambda one: one.model_copy(update=changes))
    (finding,) = judge_publisher(changed, morning(stop + 3 * DAY))
    assert finding.kind == "layout-changed"
    assert told in finding.reason


def test_facts_that_some_pages_never_had_are_no_changed_layout() -> None:
    history = make_history(days_from(MONDAY, 38), BUSY)
    lot = random.Random(5)
    some = with_versions(history, MONDAY, lambda one: one.model_copy(update={"has_author": lot.random() < 0.6}))
    assert find(some, MONDAY + 38 * DAY) == []
    none = with_versions(history, MONDAY, lambda one: one.model_copy(update={"has_author": False}))
    assert find(none, MONDAY + 38 * DAY) == []


def test_few_documents_are_not_enough_to_call_a_layout_changed() -> None:
    stop = MONDAY + FIVE_WEEKS * DAY
    history = make_history(days_from(MONDAY, 45), on_weekdays(1, 1, 1, 1, 1, 0, 0))
    changed = with_versions(history, stop, lambda one: one.model_copy(update={"has_author": False}))
    found = [
        find(changed.model_copy(update={"versions": tuple(v for v in changed.versions if v.at < morning(day))}), day)
        for day in days_from(stop, 12)
    ]
    assert found[:4] == [[]] * 4
    assert ["layout-changed"] in found


def test_dates_in_the_future_are_found_and_one_alone_is_not() -> None:
    history = make_history(days_from(MONDAY, 38), BUSY)
    at = at_hour(MONDAY + 36 * DAY, 12)
    wrong = make_version(at, published_at=at + timedelta(days=40))
    soon = make_version(at, published_at=at + timedelta(hours=20))
    for extra, expected in (([wrong], []), ([soon, soon], []), ([wrong, wrong], ["future-dates"])):
        longer = history.model_copy(update={"versions": (*history.versions, *extra)})
        assert find(longer, MONDAY + 38 * DAY) == expected
    assert find(history.model_copy(update={"versions": (wrong, wrong, *history.versions)}), at.date() + 20 * DAY) == []


def test_chance_alone_makes_next_to_no_findings() -> None:
    """Publishers of all sizes, each looked at on seven days of six weeks."""
    lot = random.Random(7)
    told: list[FindingKind] = []
    for _ in range(40):
        rate, spread, weekend = 2 ** lot.uniform(-2, 5), lot.uniform(0.2, 0.6), lot.uniform(0, 0.6)
        days = days_from(MONDAY, 77)
        drawn = {
            day: draw(lot, rate * (weekend if day.weekday() > 4 else 1) * lot.lognormvariate(0, spread)) for day in days
        }
        for end in range(35, 77, 6):
            told += find(make_history(days[:end], drawn.__getitem__), days[end])
    assert len(told) <= 1, told


def draw(lot: random.Random, mean: float) -> int:
    """A Poisson number, as the arrivals in a unit of time."""
    number, passed = 0, lot.expovariate(1)
    while passed < mean:
        number, passed = number + 1, passed + lot.expovariate(1)
    return number
