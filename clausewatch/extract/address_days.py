"""The day, or the month, that stands in the address of a page."""

import re
from datetime import datetime

from clausewatch.extract.times import Dated, is_plausible, parse_time

URL_DATE = re.compile(
    r"/((?:19|20)\d\d)(?:[/-]?(0[1-9]|1[0-2]|[a-z]{3})[/-]?(0[1-9]|[12]\d|3[01])|/([1-9]|1[0-2])/([1-9]|[12]\d|3[01]))"
    r"(?!\d)"
)
URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])/(?!\d{1,2}(?:\D|$))")


def find_day_in_address(url: str, fetched_at: datetime) -> Dated | None:
    """Not sure, as it may be the day of an edit."""
    match = URL_DATE.search(url.casefold())
    dated = None
    if match:
        year, month, day = match[1], match[2] or match[4].zfill(2), match[3] or match[5].zfill(2)
        dated = parse_time(f"{year}-{month}-{day}") if month.isdecimal() else parse_time(f"{day} {month} {year}")
    if dated is None or not is_plausible(dated.at, fetched_at):
        return None
    return dated._replace(confidence="low")


def is_outside_month(dated: Dated, url: str) -> bool:
    """Whether the address has another year and month."""
    match = URL_MONTH.search(url)
    return match is not None and (int(match[1]), int(match[2])) != (dated.at.year, dated.at.month)
