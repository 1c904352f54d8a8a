"""What goes wrong with a publisher, and on which day it is found."""

import random
from datetime import date, timedelta

from clausewatch.ledger.health import FindingKind
from tests.alerts.histories import DAY, days_from
from tests.alerts.years import FEED, KINDS, WARM_UP, Day, Fault, draw_days, follow, make_day

BEGINS = (date(2025, 6, 10), date(2025, 11, 18))
"""Tuesdays on which nobody is on holiday: Parliament sits since some days, and since five weeks."""
LONGEST = 240
"""Days for which a fault is looked for."""


def fall_silent(day: Day) -> Day:
    """No new page."""
    return make_day(day.day, 0, len(day.pages) % 5)


def block(day: Day) -> Day:
    """Each page is a captcha, a consent wall or empty, so that extraction makes nothing of it."""
    reason = "implausible body: it is a captcha page"
    pages = tuple(page.model_copy(update={"outcome": "failed", "reason": reason}) for page in day.pages)
    return day._replace(pages=pages, versions=())


def thin_out(day: Day) -> Day:
    """One page of ten is seen."""
    return make_day(day.day, len(day.pages) // 10)


def thin_to_third(day: Day) -> Day:
    """One page of three is seen."""
    return make_day(day.day, (len(day.pages) + 1) // 3)


def flood_fourfold(day: Day) -> Day:
    """Four times as many."""
    return make_day(day.day, 4 * len(day.pages))


def flood(day: Day) -> Day:
    """Six times as many, as of a list that takes in another site."""
    return make_day(day.day, 6 * len(day.pages))


def stand_still(day: Day) -> Day:
    """The list is the same each day, as a cache gives it."""
    counts = {"fresh": len(day.pages), "unchanged": max(0, FEED - len(day.pages))}
    return day._replace(crawl=day.crawl.model_copy(update=counts))


def cut_off(day: Day) -> Day:
    """No more than ten new pages come through on any day."""
    return make_day(day.day, min(10, len(day.pages)), day.day.day % 4)


def change_layout(day: Day) -> Day:
    """Authors are not found any more."""
    return day._replace(versions=tuple(one.model_copy(update={"has_author": False}) for one in day.versions))


def date_ahead(day: Day) -> Day:
    """Dates are read in another order, so that many lie ahead."""
    ahead = timedelta(days=90)
    return day._replace(versions=tuple(one.model_copy(update={"published_at": one.at + ahead}) for one in day.versions))


FAULTS: dict[str, tuple[Fault, frozenset[FindingKind]]] = {
    "silent": (fall_silent, frozenset({"quiet"})),
    "blocked": (block, frozenset({"zero-yield"})),
    "thinned out": (thin_out, frozenset({"low-volume", "quiet"})),
    "flooded": (flood, frozenset({"high-volume"})),
    "a third": (thin_to_third, frozenset({"low-volume", "quiet"})),
    "four times": (flood_fourfold, frozenset({"high-volume"})),
    "standing still": (stand_still, frozenset({"fixed"})),
    "cut off": (cut_off, frozenset({"fixed"})),
    "another layout": (change_layout, frozenset({"layout-changed"})),
    "dated ahead": (date_ahead, frozenset({"future-dates"})),
}


def days_until_found(name: str, fault: str, seed: int) -> int | None:
    """Days from the beginning of a fault to the morning on which it is found; none: not within the longest time.
    A silence begins with the last page.
    """
    kind, (change, expected), begin = KINDS[name], FAULTS[fault], BEGINS[seed % 2]
    drawn = draw_days(random.Random(seed), kind, days_from(begin - WARM_UP * DAY, WARM_UP + LONGEST))
    days = [change(one) if one.day >= begin else one for one in drawn]
    began = max(one.day for one in days if one.pages) if fault == "silent" else begin
    for at, found in follow(kind, days, begin=WARM_UP):
        if expected & found:
            return (at - began).days
    return None
