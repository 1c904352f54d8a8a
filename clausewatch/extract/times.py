"""Dates and times as pages write them."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from clausewatch.models import DateConfidence, DatePrecision

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(hours=26)
"""How far a time may be after the fetch: a day that has begun elsewhere."""
LONGEST = 100
"""Characters of a text that is read."""
ZONE = r"(Z|UTC|GMT|BST|CET|CEST|EST|EDT|PST|PDT|[+-]\d\d:?\d\d|[+-]\d\d)?"
ISO = re.compile(
    r"(\d{4})(?:-?(\d\d)-?(\d\d)|-(\d\d?)-(\d\d?)(?!\d))"
    rf"(?:(?:[T\s]|\s+at\s+)\s*(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*{ZONE})?",
    re.IGNORECASE,
)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s,/-]+({MONTH})\b\.?[\s,/-]*(\d{{4}})\b", re.IGNORECASE
)
MONTH_FIRST = re.compile(rf"\b({MONTH})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(\d{{4}})\b", re.IGNORECASE)
CLOCK = re.compile(
    r"\b(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?\s*(am\b|pm\b|[ap]\.\s?m\.)?"
    r"\s*(?:(?:UTC|GMT)?([+-]\d\d:?\d\d)\b|(Z|UTC|GMT|BST|CET|CEST|EST|EDT|PST|PDT)\b)?",
    re.IGNORECASE,
)
ZONES = {"z": 0, "utc": 0, "gmt": 0, "bst": 1, "cet": 1, "cest": 2, "est": -5, "edt": -4, "pst": -8, "pdt": -7}
NUMBERS = re.compile(
    r"(?<![\d/.])(?<!\d[/.] )(?<!\d [/.] )(\d{1,2}) ?"
    r"(?:/ ?(\d{1,2}) ?/ ?((?:19|20)?\d\d)|\. ?(\d{1,2}) ?\. ?((?:19|20)\d\d))(?!\d| ?[/.] ?\d)"
)
"""A day in numbers, with a blank beside its marks or without."""
MONTHS_OF_YEAR = 12
EPOCH = re.compile(r"1\d{9}(?:\d{3})?")


class Dated(NamedTuple):
    """A time, how exactly it is known and how sure."""

    at: datetime
    precision: DatePrecision
    confidence: DateConfidence = "high"
    is_zoned: bool = False
    """Whether it is written with its zone."""


def parse_time(text: str) -> Dated | None:
    """A date or time in ISO 8601, RFC 5322, seconds since 1970 or English; without a zone it is UTC.

    Midnight to the second is taken for a day alone: so write it those who know only the day.
    """
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        return None
    try:
        if EPOCH.fullmatch(text):
            return Dated(datetime.fromtimestamp(int(text[:10]), UTC), "second")
        if match := ISO.match(text):
            return _from_iso(match)
        return _from_words(text)
    except (ValueError, OverflowError):
        return None


def parse_spaced_day(text: str) -> Dated | None:
    """A day in numbers with blanks between them, as in "10/ 5/11" or "3. 5. 2023"; never sure.

    The day stands first, unless only the second number can be one; a year of two digits is one since 1990.
    """
    match = NUMBERS.search(" ".join(text.split())) if len(text) <= LONGEST else None
    if match is None or " " not in match[0]:
        return None
    day, month, year = (int(part) for part in match.groups() if part)
    if month > MONTHS_OF_YEAR:
        day, month = month, day
    if year < 100:
        year += 2000 if 2000 + year < EARLIEST.year + 100 else 1900
    try:
        return Dated(datetime(year, month, day, tzinfo=UTC), "day", "low")
    except ValueError:
        return None


def is_plausible(at: datetime, fetched_at: datetime) -> bool:
    """Whether a page fetched at a time can be of this date: not before 1990 and not in the future."""
    return EARLIEST <= at <= fetched_at + AHEAD


def at_midnight(day: date) -> datetime:
    """The begin of a day in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _from_iso(match: re.Match[str]) -> Dated:
    year, month, day, short_month, short_day, hour, minute, second, zone = match.groups()
    return _make(int(year), int(month or short_month), int(day or short_day), (hour, minute, second), zone)


def _make(year: int, month: int, day: int, clock: tuple[str | None, ...], zone: str | None) -> Dated:
    if clock[0] is None:
        return Dated(datetime(year, month, day, tzinfo=UTC), "day")
    hour, minute, second = (int(part or 0) for part in clock)
    if (hour, minute, second) == (24, 0, 0):
        return Dated(datetime(year, month, day, tzinfo=_zone(zone)) + timedelta(days=1), "day")
    at = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_zone(zone))
    if (hour, minute, second) == (0, 0, 0) and clock[2] is not None:
        return Dated(at, "day")
    return Dated(at, "minute" if clock[2] is None else "second", is_zoned=bool(zone))


def _zone(name: str | None) -> timezone:
    if not name:
        return UTC
    if name.casefold() in ZONES:
        hours = ZONES[name.casefold()]
        return timezone(timedelta(hours=hours)) if hours else UTC
    sign = -1 if name[0] == "-" else 1
    offset = timedelta(hours=int(name[1:3]), minutes=int(name[-2:]) if len(name) > 3 else 0)
    return timezone(sign * offset) if offset else UTC


def _from_words(text: str) -> Dated | None:
    if match := DAY_FIRST.search(text):
        day, month, year = match.groups()
    elif match := MONTH_FIRST.search(text):
        month, day, year = match.groups()
    else:
        return None
    clock: tuple[str | None, ...] = (None, None, None)
    zone = None
    rest = text[: match.start()] + " " + text[match.end() :]
    if found := CLOCK.search(rest):
        hour, minute, second, half, offset, name = found.groups()
        zone = offset or name
        if half:
            hour = str(int(hour) % 12 + (12 if half.casefold().startswith("p") else 0))
        clock = (hour, minute, second) if int(hour) < 24 else clock
    return _make(int(year), MONTHS[month.casefold()], int(day), clock, zone)
