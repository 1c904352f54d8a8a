"""Times as they are indexed: a number that keeps every microsecond, and the month in London, where the law is made."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def to_microseconds(at: datetime) -> int:
    """Since 1970."""
    return (at - EPOCH) // timedelta(microseconds=1)


def london_month(at: datetime) -> str:
    """YYYY-MM of an aware time, with British Summer Time where it holds."""
    return at.astimezone(LONDON).strftime("%Y-%m")
