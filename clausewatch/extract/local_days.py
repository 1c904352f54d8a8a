"""The day of a publication where a page is read: systems write its time in UTC, which may be another day."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone

from clausewatch.extract.times import Dated

WEST, EAST = timedelta(hours=-11), timedelta(hours=14)
"""The zones of the inhabited earth."""
EARLIEST_WEST = 8
"""Hour of UTC from which on it is the same day on both sides of the Atlantic."""
NIGHT_AMERICA = 5
"""Hour of UTC until which it is the day before in New York."""
LATEST_EUROPE = 22
"""Hour of UTC from which on it may be the next day in Europe."""
SUMMER = range(4, 11)
HALF_HOUR = timedelta(minutes=30)


def is_near_midnight(dated: Dated) -> bool:
    """Whether a time that is said to be UTC may be of the next day in Europe, or of the day before in America."""
    is_clock = _is_utc(dated) and dated.precision != "day"
    return is_clock and not NIGHT_AMERICA <= dated.at.hour < LATEST_EUROPE


def find_local(dated: Dated, others: Iterable[Dated], in_address: Dated | None) -> Dated | None:
    """The same instant in the zone of the page, where that makes another day; none where nothing tells the zone.

    A day alone may be that of UTC, too, where another time tells its zone.

    `others` are times of publication that the page has too; `in_address` is the day that stands in its address.
    """
    if dated.at.utcoffset():
        return None
    if dated.precision == "day":
        return next((other for other in others if _is_day_in_utc(dated.at.date(), other)), None)
    shifts = (_shift(dated, other) for other in others if other.precision != "day")
    shift = next((shift for shift in shifts if shift), None)
    if shift is None and in_address is not None and _is_utc(dated):
        shift = _shift_to_day(dated.at, in_address.at.date())
    local = dated.at.astimezone(timezone(shift)) if shift else dated.at
    return None if local.date() == dated.at.date() else dated._replace(at=local)


def _is_day_in_utc(day: date, other: Dated) -> bool:
    """Whether a time of another day, with its zone, is of this day in UTC."""
    is_clock = other.is_zoned and other.precision != "day"
    return is_clock and other.at.date() != day == other.at.astimezone(UTC).date()


def _is_utc(dated: Dated) -> bool:
    return dated.is_zoned and dated.at.utcoffset() == timedelta(0)


def _shift(dated: Dated, other: Dated) -> timedelta | None:
    """By how much the clock of a page differs from UTC, if both times are one instant."""
    if _is_utc(other) or not (dated.is_zoned or other.is_zoned):
        return None
    seconds = other.precision == "second" and dated.precision == "second"
    here, there = (_on_clock(time.at, seconds=seconds) for time in (dated, other))
    shift = there - here
    if other.is_zoned and shift != other.at.utcoffset():
        return None
    return shift if shift and shift % HALF_HOUR == timedelta(0) and WEST <= shift <= EAST else None


def _on_clock(at: datetime, *, seconds: bool) -> datetime:
    return at.replace(tzinfo=UTC, microsecond=0, second=at.second if seconds else 0)


def _shift_to_day(at: datetime, day: date) -> timedelta | None:
    """The least that makes it the day of the address.

    One hour in summer is left alone: so it is in Britain, where systems and addresses are at odds about it.
    """
    if day == at.date() - timedelta(days=1) and at.hour < EARLIEST_WEST:
        return -timedelta(hours=max(at.hour + 1, 3))
    if day == at.date() + timedelta(days=1) and at.hour >= LATEST_EUROPE:
        shift = 24 - at.hour
        return None if shift == 1 and at.month in SUMMER else timedelta(hours=shift)
    return None
