"""Whether the releases of a publisher that is heard about once a month bring far fewer, or more, pages than before."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import log, sqrt
from statistics import fmean, median, variance
from typing import NamedTuple

from clausewatch.alerts.health_days import DAY, Days, london_day
from clausewatch.alerts.health_seldom import SHORTEST_GAP, TOGETHER
from clausewatch.ledger.health import Finding

FEWEST_USUAL = 5
"""Releases that what is usual takes."""
FEWER, MORE = (3, 4), (2, 3)
"""Releases, one after the other, that are judged together."""
HALF, NEARLY_ALL, MUCH_MORE = 0.5, 0.8, 2.5
"""How many times the usual number they are on average at most, and each at most; and on average at least."""
FEWEST_MORE = 8
"""Pages of a release below which nothing is called many."""
DEVIATIONS = 2.7
"""Of the logarithm of what is usual, from which it is no chance."""
SMALLEST_DEVIATION = 0.5
"""Of the logarithm: a few releases may happen to be alike."""
RECENT = timedelta(days=45)
"""In which the last release must have been."""


class Release(NamedTuple):
    """Days with new pages, of which none is more than a few working days after the one before."""

    first: date
    last: date
    new: int


def is_monthly(days: Days) -> bool:
    """Whether it is usual that weeks lie between two releases, and none lasts for weeks as if they were many."""
    releases = _list_releases(days)
    if len(releases) <= FEWEST_USUAL:
        return False
    if fmean(days.count_working(release.first, release.last) for release in releases) > TOGETHER:
        return False
    return days.count_working(releases[0].last, releases[-1].last) >= SHORTEST_GAP * (len(releases) - 1)


def judge_releases(days: Days, known: Finding | None, *, low: bool) -> str | None:
    """Why the last releases are taken to be too small, or too large. It is over with the first that is nearly usual."""
    over = [release for release in _list_releases(days) if _is_over(days, release)]
    if known:
        return known.reason if _goes_on(over, london_day(known.since), low=low) else None
    for number in FEWER if low else MORE:
        late, usual = over[-number:], [release.new for release in over[:-number]]
        if len(usual) < FEWEST_USUAL or late[-1].last < days.today - RECENT:
            break
        if _is_far([release.new for release in late], usual, low=low):
            counts = ", ".join(str(release.new) for release in late)
            return f"{counts} new pages in the releases to {late[-1].last}, usually {median(usual):g}"
    return None


def _goes_on(over: Sequence[Release], began: date, *, low: bool) -> bool:
    """Whether none came since it was found, or the last is still far from those before."""
    usual = [release.new for release in over if release.last < began][: -(FEWER if low else MORE)[0]]
    if not usual or over[-1].last < began:
        return True
    return over[-1].new <= HALF * median(usual) if low else over[-1].new >= median(usual) / HALF


def _is_far(late: Sequence[int], usual: Sequence[int], *, low: bool) -> bool:
    """By the logarithms, as what publishers bring is many times as much or a part of what it was."""
    middle = median(usual)
    if low:
        is_other = max(late) <= NEARLY_ALL * middle and fmean(late) <= HALF * middle
    else:
        is_other = min(late) >= max(FEWEST_MORE, middle) and fmean(late) >= MUCH_MORE * middle
    if not is_other:
        return False
    logs = [log(count + 0.5) for count in usual]
    spread = max(variance(logs), 1 / (middle + 0.5), SMALLEST_DEVIATION**2)
    away = log(fmean(late) + 0.5) - fmean(logs)
    return abs(away) >= DEVIATIONS * sqrt(spread * (1 / len(late) + 1 / len(usual)))


def _list_releases(days: Days) -> list[Release]:
    """The oldest first. Days after one that was not watched bring pages of the time before, too, and are left out."""
    found: list[Release] = []
    for day in sorted(day for day in days.new if day < days.today and day - DAY in days.seen):
        if found and days.count_working(found[-1].last, day) <= TOGETHER:
            found[-1] = Release(found[-1].first, day, found[-1].new + days.new[day])
        else:
            found.append(Release(day, day, days.new[day]))
    return found


def _is_over(days: Days, release: Release) -> bool:
    """Whether no page of it is to be expected any more."""
    return days.count_working(release.last, days.today - DAY) >= TOGETHER
