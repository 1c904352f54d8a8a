"""A publisher that comes out once a week: far fewer or more pages are found by the week, a holiday is not."""

from datetime import date
from itertools import pairwise

import pytest

from clausewatch.alerts.health import judge_publisher
from clausewatch.ledger.health import Finding, FindingKind
from tests.alerts.histories import DAY, MONDAY, Counts, days_from, make_history, morning, on_weekdays, until

WEEKLY = on_weekdays(0, 0, 0, 12, 0, 0, 0)
STOP = MONDAY + 14 * 7 * DAY
"""A Monday after fourteen weeks."""
NUMBER = 14 * 7


def follow(counts: Counts, last: int) -> list[set[FindingKind]]:
    """The kinds found each morning after the fourteen weeks, each check knowing what the one before found."""
    days = days_from(MONDAY, NUMBER + last)
    known: list[Finding] = []
    told = []
    for number in range(NUMBER, NUMBER + last):
        known = judge_publisher(make_history(days[:number], counts, known=known), morning(days[number]))
        told.append({finding.kind for finding in known})
    return told


@pytest.mark.parametrize(("number", "kind"), [(1, "low-volume"), (50, "high-volume"), (72, "high-volume")])
def test_two_issues_that_are_far_from_usual_are_found(number: int, kind: FindingKind) -> None:
    told = follow(until(STOP, WEEKLY, on_weekdays(0, 0, 0, number, 0, 0, 0)), 21)
    assert told[:11] == [set()] * 11
    assert told[11] == {kind}
    assert told[-1] == {kind}


@pytest.mark.parametrize("number", [6, 20, 30])
def test_what_is_only_less_or_more_is_no_finding(number: int) -> None:
    assert follow(until(STOP, WEEKLY, on_weekdays(0, 0, 0, number, 0, 0, 0)), 40) == [set()] * 40


def test_one_issue_alone_is_no_finding() -> None:
    again = STOP + 7 * DAY
    for number in (1, 72):
        counts = until(STOP, WEEKLY, until(again, on_weekdays(0, 0, 0, number, 0, 0, 0), WEEKLY))
        assert follow(counts, 28) == [set()] * 28


def test_weeks_without_an_issue_are_silence_and_no_low_number() -> None:
    counts = until(STOP, WEEKLY, until(STOP + 21 * DAY, lambda _: 0, WEEKLY))
    assert follow(counts, 35) == [set()] * 35


def test_it_is_over_when_the_issues_are_as_before() -> None:
    thin = on_weekdays(0, 0, 0, 1, 0, 0, 0)
    told = follow(until(STOP, WEEKLY, until(STOP + 21 * DAY, thin, WEEKLY)), 42)
    assert told[20] == {"low-volume"}
    assert told[-1] == set()
    assert sum(one != other for one, other in pairwise(told)) == 2


def test_what_lasts_is_taken_as_usual_and_told_once() -> None:
    told = follow(until(STOP, WEEKLY, on_weekdays(0, 0, 0, 1, 0, 0, 0)), 120)
    assert told[-1] == set()
    assert sum(one != other for one, other in pairwise(told)) == 2
    assert 28 <= sum(kinds == {"low-volume"} for kinds in told) <= 84


def test_the_reason_names_both_weeks() -> None:
    days = days_from(MONDAY, NUMBER + 11)
    history = make_history(days, until(STOP, WEEKLY, on_weekdays(0, 0, 0, 1, 0, 0, 0)))
    [finding] = judge_publisher(history, morning(date(2025, 5, 23)))
    assert finding.reason == "1 and 1 new pages in the weeks to 2025-05-15 and 2025-05-22, usually 12"
