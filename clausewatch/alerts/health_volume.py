"""Whether a publisher has gone quiet, brings far fewer or more pages than it did, or always the same number."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise, takewhile
from math import sqrt
from statistics import median

from clausewatch.alerts.health_chance import fewer_chance
from clausewatch.alerts.health_days import DAY, Days, before, is_weekend, london_day
from clausewatch.alerts.health_releases import is_monthly, judge_releases
from clausewatch.alerts.health_seldom import is_long_for_monthly
from clausewatch.alerts.health_weeks import judge_weeks
from clausewatch.ledger.health import Finding
from clausewatch.ledger.history import LONG_WINDOW

RARE, RAREST = 5e-4, 1e-5
"""Chances below which a silence, and a count that stands still, are no accident: of silences there are a few dozen a
year, of counts one on each working day.
"""
FEWEST_ACTIVE, FEWEST_SELDOM = 10, 8
"""Days with new pages that a rhythm takes in four weeks, and in half a year."""
FEWEST_SILENT = 3
"""Working days that any publisher may be silent."""
FEWEST_COUNTED = 8
"""Days that a usual number of pages takes."""
JUDGED = 2
"""Days that must be far from it one after the other: one alone is a holiday or a big day."""
MAD_TO_SD = 1.4826
"""Of a normal distribution."""
LOW_SDS, HIGH_SDS = 3, 6
FACTOR = 4
"""How many times fewer or more the pages must be."""
MANY = 20
"""Pages a day below which nothing is called many."""
FEW = MANY / FACTOR
"""Pages on the usual working day below which weeks are compared."""
FEWEST_EQUAL = 5
"""Working days with the same count."""
LONGEST_NEW = 35 * DAY
"""Age of a count that stands still at which it is found: the rarity that it takes comes sooner, and an older one was
told when it began.
"""
FEWEST_LEVEL, SMALLEST_LEVEL = 15, 5
"""Working days of four weeks with the same number of new pages, and the number from which that is no accident."""


def judge_quiet(days: Days, known: Finding | None) -> str | None:
    """Why a publisher is taken to have gone quiet: no new page for much longer than was usual before the last one."""
    active = sorted(days.new)
    if not active:
        return known.reason if known else None
    last, rhythm = active[-1], choose_rhythm(days, active)
    silent = [day for day in rhythm if day > last]
    is_found = (
        last < london_day(known.since)
        if known
        else _is_long(rhythm, active, len(silent)) or is_long_for_monthly(days, last, len(silent))
    )
    kind = "working days" if rhythm is days.working else "days"
    return f"no new page since {last}, on {len(silent)} {kind}" if is_found else None


def choose_rhythm(days: Days, active: Sequence[date]) -> list[date]:
    """The watched days on which a publisher is heard: the working ones, also the weekends where it is heard then more
    often than not, be it that a crawl early on Saturday finds what came on Friday.
    """
    late = before(active, active[-1] + DAY, LONG_WINDOW)
    return days.with_weekends if 2 * sum(map(is_weekend, late)) > len(late) else days.working


def _is_long(rhythm: Sequence[date], active: Sequence[date], silent: int) -> bool:
    """Longer than twice any silence of the four weeks before the last new page, of half a year where it is seldom
    heard, and unlikely at that rate.
    """
    usual = before(active, active[-1] + DAY)
    if len(usual) < FEWEST_ACTIVE:
        usual = before(active, active[-1] + DAY, LONG_WINDOW)
    if len(usual) < FEWEST_SELDOM:
        return False
    longest = max(sum(one < day < other for day in rhythm) for one, other in pairwise(usual))
    watched = [day for day in rhythm if usual[0] <= day <= usual[-1]]
    heard = len(set(active).intersection(watched))
    return silent > max(FEWEST_SILENT, 2 * longest) and fewer_chance(heard, len(watched), 0, silent) < RARE


def judge_volume(days: Days, known: Finding | None, *, low: bool) -> str | None:
    """Why the new pages of late are far fewer, or more, than before: by days, by weeks where days bring too few, and by
    releases where these are about a month apart.
    """
    if is_monthly(days):
        return judge_releases(days, known, low=low)
    edge = london_day(known.since) if known else days.today
    counts = [days.new[day] for day in before(days.counted, edge)]
    judge = judge_weeks if counts and median(counts) < FEW else _judge_days
    return judge(days, known, low=low)


def _judge_days(days: Days, known: Finding | None, *, low: bool) -> str | None:
    """By the last two working days and the four weeks before them. It is over when neither of the two days is far off
    any more.
    """
    judged = days.counted[-JUDGED:]
    edge = london_day(known.since) if known else days.today
    earlier = [day for day in days.counted if day < edge][:-JUDGED]
    # Against days on which nothing came, a publisher that is back would be found to bring too much.
    usual = before([day for day in earlier if low or days.new[day]], edge)
    is_old = not judged or days.today - judged[0] > 7 * DAY
    if len(judged) < JUDGED or is_old or len(usual) < FEWEST_COUNTED:
        return known.reason if known else None
    far = [_is_far(days, day, usual, low=low) for day in judged]
    if not (any(far) if known else all(far)):
        return None
    counts = " and ".join(str(days.new[day]) for day in judged)
    return f"{counts} new pages on {judged[0]} and {judged[1]}, usually {median(days.new[day] for day in usual):g}"


def _is_far(days: Days, day: date, usual: Sequence[date], *, low: bool) -> bool:
    """Far from the median by the deviations of chance, for many pages also by those that are usual; and from every day
    of the same name, as some publish on certain days of the week only.
    """
    counts = [days.new[one] for one in usual]
    middle = median(counts)
    chance = max(sqrt(middle), 1)
    same = [days.new[one] for one in usual if one.weekday() == day.weekday()]
    count = days.new[day]
    if not same:
        return False
    if low:
        # The usual deviations of news are such that no number is few by them.
        return count < middle - LOW_SDS * chance and FACTOR * count <= middle and 2 * count < min(same)
    spread = max(MAD_TO_SD * median(abs(count - middle) for count in counts), chance)
    return count > middle + HIGH_SDS * spread and count >= max(MANY, FACTOR * middle) and count > 2 * max(same)


def judge_fixed(days: Days, known: Finding | None) -> str | None:
    """Why the count of pages is taken to stand still: each working day the same where it used to change, or the same
    number of new ones for four weeks, as where a list or a budget cuts them off.
    """
    if not days.working:
        return known.reason if known else None
    return _explain_standstill(days, known) or _explain_level(days, known)


def _explain_standstill(days: Days, known: Finding | None) -> str | None:
    last = days.seen[days.working[-1]]
    equal = list(takewhile(lambda day: days.seen[day] == last, reversed(days.working)))
    if known:
        is_found = equal[-1] < london_day(known.since)
    else:
        usual = before(days.working[: len(days.working) - len(equal)], equal[-1])
        changes = [days.seen[one] != days.seen[other] for one, other in pairwise(usual)]
        is_usual_to_change = len(changes) >= FEWEST_COUNTED and 2 * sum(changes) >= len(changes)
        is_long = len(equal) >= FEWEST_EQUAL and fewer_chance(sum(changes), len(changes), 0, len(equal) - 1) < RAREST
        is_found = is_usual_to_change and is_long and last > 0 and equal[-1] >= days.today - LONGEST_NEW
    return f"exactly {last} pages on each working day since {equal[-1]}; it used to change" if is_found else None


def _explain_level(days: Days, known: Finding | None) -> str | None:
    late = before(days.counted, days.today)
    level = days.new[late[-1]] if late else 0
    if len(late) < FEWEST_LEVEL or level < SMALLEST_LEVEL or any(days.new[day] != level for day in late):
        return None
    earlier = [day for day in days.counted if day < late[0]]
    # Where it was so before, too, it was told when it began, and is taken as usual by now.
    if known is None and earlier and all(days.new[day] == level for day in earlier):
        return None
    return f"exactly {level} new pages on each of {len(late)} working days since {late[0]}: something cuts them off"
