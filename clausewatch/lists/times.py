"""Times in lists from strangers: RFC 822 and ISO 8601, and the usual ways of writing them a little wrong."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

ZONES = {"BST": "+0100", "CET": "+0100", "CEST": "+0200", "GMT": "+0000", "UTC": "+0000"}
"""Of Britain and its neighbours: RFC 822 does not know the first three, and ISO 8601 none."""
_ZONE = re.compile(rf"\s*(?<![A-Za-z])({'|'.join(ZONES)})$")
_OFFSET = re.compile(r"\s+(?:GMT|UTC)?([+-]\d\d):?(\d\d)$")
"""With a colon, or after the name of a zone, it would be passed over and the time taken for one in UTC."""
_HALF_DAY = re.compile(r"\b(\d{1,2})(:\d\d(?::\d\d)?)\s*([AP])M\b", re.IGNORECASE)
_DAY = re.compile(r"(?:[A-Za-z]+,\s*)?\d{1,2}\s+[A-Za-z]+\s+\d{4}")
_SEPTEMBER = re.compile(r"\bSept\b", re.IGNORECASE)
"""As British programs write it, and no parser reads it."""


def read_time(text: str) -> datetime | None:
    """An aware time from RFC 822 or ISO 8601, without a zone in UTC; none where it is neither."""
    written = _write_plainly(text.strip())
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = parse(written)
        except (TypeError, ValueError, IndexError, OverflowError):
            continue
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    return None


def _write_plainly(text: str) -> str:
    """The same time as both standards have it."""
    written = _ZONE.sub(lambda zone: f" {ZONES[zone[1]]}", _SEPTEMBER.sub("Sep", text))
    written = _HALF_DAY.sub(_count_hours, _OFFSET.sub(r" \1\2", written))
    return f"{written} 00:00" if _DAY.fullmatch(written) else written


def _count_hours(time: re.Match[str]) -> str:
    """Of a time by half days: 12 AM is midnight."""
    hour = int(time[1])
    if not 1 <= hour <= 12:
        return time[0]
    return f"{hour % 12 + (12 if time[3] in 'pP' else 0):02}{time[2]}"
