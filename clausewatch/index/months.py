"""The month that a time falls into, in London: where the law is made and most of its press is read."""

from datetime import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london_month(at: datetime) -> str:
    """YYYY-MM of an aware time, with British Summer Time where it holds."""
    return at.astimezone(LONDON).strftime("%Y-%m")
