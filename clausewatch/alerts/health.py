"""What is odd in a publisher's history: it went quiet, yields nothing, or changed in number or layout."""

from collections.abc import Callable
from datetime import datetime

from clausewatch.alerts.health_content import judge_dates, judge_layout, judge_yield
from clausewatch.alerts.health_days import Days
from clausewatch.alerts.health_volume import judge_fixed, judge_quiet, judge_volume
from clausewatch.ledger.health import Finding, FindingKind
from clausewatch.ledger.history import WINDOW, History

ADAPTS: frozenset[FindingKind] = frozenset({"low-volume", "high-volume", "fixed", "layout-changed"})
"""Changes that are taken as usual once they have lasted four weeks."""
SLOWER: frozenset[FindingKind] = frozenset({"low-volume", "high-volume", "layout-changed"})
"""Of these only once it would not be found anew: of a publisher that is seldom heard that takes longer."""
QUIETER: frozenset[FindingKind] = frozenset({"low-volume", "fixed"})
"""What a quiet publisher is, too, so that it is not told."""
Judge = Callable[[Finding | None], str | None]
"""Why there is a finding, given what the check before found; none: there is none."""


def judge_publisher(history: History, at: datetime) -> list[Finding]:
    """The findings at a time, one of a kind at most; only the history says what was usual.

    One that the history knows keeps the time at which it began and stays until the opposite shows, so that it does
    not come and go; where too little was seen to tell, it stays, too.
    """
    days = Days(history, at)
    judges: dict[FindingKind, Judge] = {
        "quiet": lambda known: judge_quiet(days, known),
        "zero-yield": lambda known: judge_yield(history.pages, at, known),
        "low-volume": lambda known: judge_volume(days, known, low=True),
        "high-volume": lambda known: judge_volume(days, known, low=False),
        "fixed": lambda known: judge_fixed(days, known),
        "layout-changed": lambda known: judge_layout(history.versions, at, known),
        "future-dates": lambda _: judge_dates(history.versions, at),
    }
    known = {finding.kind: finding for finding in history.known}
    found: dict[FindingKind, Finding] = {}
    for kind, judge in judges.items():
        before = known.get(kind)
        if before and kind in ADAPTS and at - before.since >= WINDOW and not (kind in SLOWER and judge(None)):
            continue
        reason = judge(before)
        if reason is not None:
            found[kind] = Finding(kind=kind, reason=reason, since=before.since if before else at)
    return [finding for kind, finding in found.items() if not ("quiet" in found and kind in QUIETER)]
