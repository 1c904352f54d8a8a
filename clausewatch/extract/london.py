"""The day of a publication in Britain at night, when it may be another in UTC, as systems write times, or abroad."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from clausewatch.extract.local_days import LATEST_EUROPE, NIGHT_AMERICA
from clausewatch.extract.times import Dated

LONDON = ZoneInfo("Europe/London")
BRITISH = "en-gb"
Britain = Literal["host", "language"] | None
"""How a page says that it is British: its language alone, that is read abroad, too, is the weaker sign."""


class Told(NamedTuple):
    """The times of publication that a page has."""

    described: list[Dated]
    """For systems: in its metadata and its address."""
    marked: list[Dated]
    """In attributes of elements that readers see."""
    seen: list[Dated]
    """In what readers see."""


def find_in_london(dated: Dated, told: Told, britain: Britain) -> Dated | None:
    """A time of the night as that of London, sure of its day; none where nothing tells of London, or something tells
    of another day there.
    """
    local = _in_london(dated.at)
    if not _is_at_night(dated) or dated.at.utcoffset() not in (timedelta(0), local.utcoffset()):
        return None
    shown = {_day_of(other) for other in (*told.marked, *told.seen)}
    # What nothing describes is marked, and must not be one of several.
    if any(_day_of(other) != local.date() for other in told.described or told.marked):
        return None
    if shown and local.date() not in shown:
        return None
    systems = (dated, *told.described, *told.marked)
    is_there = _is_on_clock(local, systems, is_seen=False) or _is_on_clock(local, told.seen, is_seen=True)
    if not is_there and not (britain and _is_british_day(dated.at.astimezone(UTC), local, told, britain)):
        return None
    return dated if local.date() == dated.at.date() else dated._replace(at=local)


def find_britain(tree: HtmlElement, metas: dict[str, str], url: str) -> Britain:
    """Whether a page is British, by its host or else by the language that it declares."""
    if (urlsplit(url).hostname or "").endswith(".uk"):
        return "host"
    names = (tree.get("lang") or "", metas.get("og:locale", ""))
    return "language" if any(name.strip().replace("_", "-").casefold() == BRITISH for name in names) else None


def _is_at_night(dated: Dated) -> bool:
    is_clock = dated.is_zoned and dated.precision != "day"
    return is_clock and not NIGHT_AMERICA <= dated.at.astimezone(UTC).hour < LATEST_EUROPE


def _in_london(at: datetime) -> datetime:
    offset = at.astimezone(LONDON).utcoffset()
    return at.astimezone(timezone(offset) if offset else UTC)


def _day_of(dated: Dated) -> date:
    """In London, where the zone of a time is known; else as it is written."""
    is_clock = dated.is_zoned and dated.precision != "day"
    return (_in_london(dated.at) if is_clock else dated.at).date()


def _is_on_clock(local: datetime, others: Iterable[Dated], *, is_seen: bool) -> bool:
    """Whether one of the times is the same minute on London's clock, and not just in UTC as systems write it."""
    is_summer, clock = bool(local.utcoffset()), _minute(local)
    return any(
        # Readers are told the zone, too, in winter.
        (is_summer or (is_seen and other.is_zoned))
        and (other.at.utcoffset() == local.utcoffset() or not other.is_zoned)
        for other in others
        if other.precision != "day" and _minute(other.at) == clock
    )


def _minute(at: datetime) -> datetime:
    return at.replace(tzinfo=None, second=0, microsecond=0)


def _is_british_day(at: datetime, local: datetime, told: Told, britain: Britain) -> bool:
    """Whether all that a British page shows is of that day; or, where it shows none, the day is the same in UTC.

    `at` is in UTC. Late in the evening it is the next day in most of Europe, so that a language is not enough.
    """
    if told.seen:
        return all(_day_of(other) == local.date() for other in told.seen)
    is_same = all(_day_of(other) == local.date() for other in told.marked) and at.date() == local.date()
    # A full hour may be the begin of a day in another zone.
    is_late = at.hour >= LATEST_EUROPE
    return is_same and (not is_late or (britain == "host" and (at.minute, at.second) != (0, 0)))
