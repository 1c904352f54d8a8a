"""How findings begin and end over many checks: once each, without coming and going."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

import pytest

from clausewatch.alerts.health import judge_publisher
from clausewatch.ledger.health import Finding, FindingKind
from clausewatch.ledger.history import History
from tests.alerts.histories import (
    BUSY,
    DAY,
    MONDAY,
    Counts,
    days_from,
    make_history,
    morning,
    on_weekdays,
    until,
    with_versions,
)


def follow(
    days: Sequence[date], make: Callable[[Sequence[date], Sequence[Finding]], History]
) -> list[set[FindingKind]]:
    """The kinds found each morning, each check knowing what the one before found."""
    known: list[Finding] = []
    told = []
    for number in range(1, len(days)):
        known = judge_publisher(make(days[:number], known), morning(days[number]))
        told.append({finding.kind for finding in known})
    return told


def count_changes(told: Sequence[set[FindingKind]]) -> int:
    return sum(one != other for one, other in pairwise(told))


def test_a_publisher_that_comes_back_is_well_at_once_and_stays_so() -> None:
    stop, back = MONDAY + 35 * DAY, MONDAY + 65 * DAY
    counts = until(stop, BUSY, until(back, lambda _: 0, BUSY))
    told = follow(days_from(MONDAY, 100), lambda days, known: make_history(days, counts, known=known))
    assert told[64] == {"quiet"}
    assert told[65] == set()
    assert all(kinds == set() for kinds in told[65:])
    assert count_changes(told) == 3


def test_a_count_that_goes_to_and_fro_does_not_make_a_finding_come_and_go() -> None:
    stop = MONDAY + 35 * DAY
    counts = until(stop, BUSY, lambda day: 1 if day.toordinal() % 3 else 20)
    told = follow(days_from(MONDAY, 60), lambda days, known: make_history(days, counts, known=known))
    assert "low-volume" in told[45]
    assert count_changes(told) <= 2


def test_a_count_that_goes_on_standing_still_is_not_told_again_after_four_weeks() -> None:
    stop = MONDAY + 35 * DAY

    def make(days: Sequence[date], known: Sequence[Finding]) -> History:
        return make_history(days, BUSY, known=known, seen=lambda day: 40 if day >= stop else 40 + day.toordinal() % 9)

    told = follow(days_from(MONDAY, 150), make)
    assert {"fixed"} in told
    assert count_changes(told) == 2


@pytest.mark.parametrize(
    "counts",
    [
        pytest.param(on_weekdays(0, 0, 0, 0, 0, 0, 20), id="a paper on Sunday"),
        pytest.param(on_weekdays(0, 0, 0, 0, 0, 4, 0), id="what comes on Friday night is found on Saturday"),
    ],
)
def test_a_publisher_that_is_heard_at_weekends_is_found_silent_in_ten_weeks_and_not_falsely(counts: Counts) -> None:
    stop = MONDAY + 140 * DAY
    days = days_from(MONDAY, 230)

    def find(counts: Counts) -> list[str]:
        checks = (judge_publisher(make_history(days[:end], counts), morning(days[end])) for end in range(60, 230, 7))
        return [finding.reason for found in checks for finding in found if finding.kind == "quiet"]

    assert find(counts) == []
    first = find(until(stop, counts))[0]
    assert first.startswith(f"no new page since {max(day for day in days if counts(day) and day < stop)}, on ")
    assert 40 <= int(first.split()[-2]) <= 70, "days of all sorts, as none of them is a working day for it"


def test_a_layout_that_stays_changed_is_taken_as_usual_after_four_weeks() -> None:
    stop = MONDAY + 35 * DAY

    def make(days: Sequence[date], known: Sequence[Finding]) -> History:
        history = make_history(days, BUSY, known=known)
        return with_versions(history, stop, lambda one: one.model_copy(update={"has_author": False}))

    told = follow(days_from(MONDAY, 90), make)
    assert count_changes(told) == 2
    assert 27 <= sum(kinds == {"layout-changed"} for kinds in told) <= 29


def test_a_finding_keeps_its_beginning_and_tells_what_is_so_now() -> None:
    stop = MONDAY + 35 * DAY
    counts = until(stop, on_weekdays(3, 2, 4, 3, 2, 0, 0))
    days = days_from(MONDAY, 50)
    (begun,) = judge_publisher(make_history(days[:39], counts), morning(days[39]))
    assert begun.since == morning(days[39])
    assert begun.reason == f"no new page since {stop - 3 * DAY}, on 4 working days"
    (later,) = judge_publisher(make_history(days[:46], counts, known=[begun]), morning(days[46]))
    assert later.since == begun.since
    assert later.reason.endswith("on 9 working days")


def test_what_cannot_be_told_for_want_of_crawls_stays_as_it_was() -> None:
    stop = MONDAY + 35 * DAY
    counts = until(stop, BUSY, 1)
    (begun,) = judge_publisher(make_history(days_from(MONDAY, 37), counts), morning(stop + 2 * DAY))
    later = make_history(
        days_from(MONDAY, 55),
        counts,
        known=[begun],
        reason=lambda day: "closed early" if day >= stop + 2 * DAY else None,
    )
    assert judge_publisher(later, morning(MONDAY + 55 * DAY)) == [begun]
