"""The day of a publication where nothing on the page says what its dates are."""

from datetime import datetime
from itertools import islice

from htmldate import find_date
from lxml.html import HtmlElement

from clausewatch.extract.times import EARLIEST, Dated, at_midnight

SHORTEST_SEGMENT, LONGEST_SEGMENT = 6, 52
"""Characters of a piece of text that a guess tries as a date, in every language."""
MOST_SEGMENTS = 100
"""Such pieces with a digit, over which none is tried: each takes some milliseconds."""


def guess_published(tree: HtmlElement, fetched_at: datetime) -> Dated | None:
    """The day that some text, attribute or picture of the page tells; never sure."""
    segments = islice(filter(_may_be_date, tree.itertext()), MOST_SEGMENTS + 1)
    found = find_date(
        tree,
        original_date=True,
        extensive_search=sum(1 for _ in segments) <= MOST_SEGMENTS,
        outputformat="%Y-%m-%d",
        min_date=EARLIEST.strftime("%Y-%m-%d"),
        max_date=fetched_at.strftime("%Y-%m-%d"),
    )
    # Of a year alone it makes the first of January.
    if not found or found.endswith("-01-01"):
        return None
    return Dated(at_midnight(datetime.fromisoformat(found).date()), "day", "low")


def _may_be_date(text: str) -> bool:
    return SHORTEST_SEGMENT < len(text.strip()) < LONGEST_SEGMENT and any(map(str.isdigit, text))
