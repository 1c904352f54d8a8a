"""Whether a publisher that is heard about once a month is silent for too long: chances say nothing of so few pages."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from clausewatch.alerts.health_days import Days, before
from clausewatch.ledger.history import YEAR_WINDOW

TOGETHER = 5
"""Working days within which what comes is one release: a page, its follow-up, and a date a day before the crawl."""
FEWEST_GAPS = 5
"""Gaps between releases that a rhythm takes."""
SHORTEST_GAP = 13
"""Working days from which the mean gap is a matter of months: more often heard, chances tell sooner."""
USUAL_GAPS, LONGEST_GAPS = 4, 1.5
"""How many times the mean gap of fourteen months, and their longest, the silence must pass."""


def is_long_for_monthly(days: Days, last: date, silent: int) -> bool:
    """Whether so many watched working days of silence after the last new page are longer than four times the mean gap
    between releases, and than 1.5 times the longest, which is mostly that of summer.
    """
    gaps = _find_gaps(days, [*before(days.heard, last, YEAR_WINDOW), last])
    if len(gaps) < FEWEST_GAPS:
        return False
    mean = sum(gaps) / len(gaps)
    return mean >= SHORTEST_GAP and silent > max(USUAL_GAPS * mean, LONGEST_GAPS * max(gaps))


def _find_gaps(days: Days, heard: Iterable[date]) -> list[int]:
    """Working days from release to release."""
    steps = (days.count_working(one, other) for one, other in pairwise(heard))
    gaps, passed = [], 0
    for step in steps:
        passed += step
        if step > TOGETHER:
            gaps.append(passed)
            passed = 0
    return gaps
