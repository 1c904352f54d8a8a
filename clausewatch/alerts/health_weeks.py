"""Whether a publisher whose single days bring too few pages to tell brings far fewer, or more, a week than it did."""

from collections.abc import Sequence
from datetime import date
from math import sqrt
from statistics import median
from typing import NamedTuple

from clausewatch.alerts.health_days import DAY, Days, london_day
from clausewatch.ledger.health import Finding

JUDGED = 2
"""Weeks that must be far from what is usual, one after the other."""
USUAL, FEWEST_USUAL = 12, 6
"""Weeks before them that are looked at, and of them those with new pages that what is usual takes."""
FEWEST_WATCHED = 3
"""Working days of a week that must have been watched: of a holiday's week nothing is said."""
LOW_SDS, HIGH_SDS = 3, 6
MAD_TO_SD = 1.4826
FACTOR = 4
MANY = 20
"""Pages a week below which nothing is called many."""


class Week(NamedTuple):
    """Seven days up to one."""

    last: date
    new: int


def judge_weeks(days: Days, known: Finding | None, *, low: bool) -> str | None:
    """Why the new pages of the last two weeks are far fewer, or more, than those of the three months before. A week
    without any is silence, and no low number. It is over when neither week is far off any more.
    """
    judged = _list_weeks(days, days.today, JUDGED)
    edge = london_day(known.since) if known else days.today
    usual = [week.new for week in _list_weeks(days, edge - 7 * JUDGED * DAY, USUAL) if week.new]
    if len(judged) < JUDGED or len(usual) < FEWEST_USUAL or (low and not all(week.new for week in judged)):
        return known.reason if known else None
    far = [_is_far(week.new, usual, low=low) for week in judged]
    if not (any(far) if known else all(far)):
        return None
    late, last = judged[1], judged[0]
    return f"{late.new} and {last.new} new pages in the weeks to {late.last} and {last.last}, usually {median(usual):g}"


def _list_weeks(days: Days, edge: date, number: int) -> list[Week]:
    """So many weeks before a day, the last first, without those that were hardly watched."""
    weeks = []
    for place in range(number):
        last = edge - (7 * place + 1) * DAY
        week = [last - back * DAY for back in range(7)]
        if sum(day in days.watched for day in week) >= FEWEST_WATCHED:
            weeks.append(Week(last, sum(days.new[day] for day in week)))
    return weeks


def _is_far(count: int, usual: Sequence[int], *, low: bool) -> bool:
    middle = median(usual)
    chance = max(sqrt(middle), 1)
    if low:
        return count < middle - LOW_SDS * chance and FACTOR * count <= middle and 2 * count < min(usual)
    spread = max(MAD_TO_SD * median(abs(one - middle) for one in usual), chance)
    return count > middle + HIGH_SDS * spread and count >= max(MANY, FACTOR * middle) and count > 2 * max(usual)
