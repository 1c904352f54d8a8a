"""Whether what a publisher's pages yield has changed: no documents, fewer facts, impossible dates."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from statistics import median

from clausewatch.alerts.health_chance import fewer_chance
from clausewatch.alerts.health_days import london_day
from clausewatch.ledger.health import Finding
from clausewatch.ledger.history import LONG_WINDOW, MARGIN, WINDOW, YEAR_WINDOW, PageFetch, VersionFacts

RARE = 3e-5
"""Chance below which lost facts, and failed pages, are no accident: it is looked at on each day of a year."""
FEWEST_FAILED = 3
MANY_FAILED = 20
"""Pages that are enough on one day; fewer must fail on two, as one crawl may bring a batch of films."""
NEVER_YIELDED = 5
"""Failed pages that are enough where none ever gave a document."""
OUTRIGHT = re.compile(
    r"(?:^|: )(?:implausible (?:body|headline): it is (?:a consent page|a captcha page|an error page|"
    r"a page that says the site is suspended)|the body is empty)$"
)
"""How the reason ends where the site itself says that something else than its pages is to be had."""
FEWEST_OUTRIGHT = 2
RARE_OUTRIGHT = 0.02
"""Chance below which such pages are no accident, on one day as well: each says so by itself."""
LAST_DAYS = timedelta(days=3)
FEWEST, ENOUGH = 5, 10
"""Documents of late that are needed, and that are looked for in the last week."""
LATE = timedelta(days=182)
"""In which the last ones are looked for of a publisher that has fewer in a week; they must be of two days."""
FEWEST_BEFORE, FEWEST_SELDOM = 20, 12
"""Documents that what is usual takes, of the four weeks before, or of half a year; and of fourteen months."""
RARE_SELDOM = 3e-4
"""Chance below which lost facts of one that is heard so seldom are no accident: a year brings a dozen or two."""
SHORT = 3
"""How many times shorter than the usual text is short."""
RECOVERED = 0.75
"""Of the usual share, from which it counts as back."""
FEWEST_FUTURE = 2


def judge_yield(pages: Sequence[PageFetch], at: datetime, known: Finding | None) -> str | None:
    """Why the publisher is taken to yield nothing: the last pages gave no document, which is rare for its pages."""
    ended = [page for page in pages if page.outcome]
    failed = list(takewhile(lambda page: page.outcome == "failed", reversed(ended)))
    if not ended:
        return known.reason if known else None
    is_found = bool(failed) if known else _is_no_yield(ended[: len(ended) - len(failed)], failed, at)
    if not is_found:
        return None
    return f"the last {len(failed)} pages gave no document; the newest: {failed[0].reason or 'no reason kept'}"


def _is_no_yield(earlier: Sequence[PageFetch], failed: Sequence[PageFetch], at: datetime) -> bool:
    number = len(failed)
    if not failed or failed[0].at < at - MARGIN:
        return False
    yielded = sum(page.outcome == "done" for page in earlier)
    chance = fewer_chance(yielded, len(earlier), 0, number) if yielded else 0.0
    is_outright = all(OUTRIGHT.search(page.reason or "") for page in failed)
    if is_outright and number >= FEWEST_OUTRIGHT and chance < RARE_OUTRIGHT:
        return True
    if number < FEWEST_FAILED or (number < MANY_FAILED and len({london_day(page.at) for page in failed}) < 2):
        return False
    return chance < RARE if yielded else number >= NEVER_YIELDED


def judge_layout(versions: Sequence[VersionFacts], at: datetime, known: Finding | None) -> str | None:
    """Why the layout is taken to have changed: a fact that most documents had is missing from those of late.

    It is over when each fact is nearly as usual again.
    """
    late, is_seldom = _choose_late(versions, at)
    # The fewer there are, the sooner the last ones alone must tell.
    for number in range(len(late), FEWEST - 1, -1) if is_seldom and known is None else (len(late),):
        told = _compare_late(versions, late[len(late) - number :], at, known)
        if told is not None:
            return told or None
    return None


def _compare_late(
    versions: Sequence[VersionFacts], late: Sequence[VersionFacts], at: datetime, known: Finding | None
) -> str | None:
    """What is missing from the late ones, empty where nothing is known to be over; none: nothing is found."""
    if len(late) < FEWEST or not (usual := _choose_usual(versions, late, at, known)):
        return known.reason if known else None
    rare = RARE if len(usual) >= FEWEST_BEFORE and usual[-1].at - usual[0].at <= LONG_WINDOW else RARE_SELDOM
    told = [
        f"{share(late, has):.0%} of the last {len(late)} documents have {what}, usually {share(usual, has):.0%}"
        for what, has in _list_facts(usual).items()
        if _is_lost(late, usual, has, rare, is_known=known is not None)
    ]
    return "; ".join(told) or ("" if known else None)


def _choose_usual(
    versions: Sequence[VersionFacts], late: Sequence[VersionFacts], at: datetime, known: Finding | None
) -> list[VersionFacts]:
    """Those before the late ones of the shortest time that has enough of them; none where it is not known."""
    edge = known.since - MARGIN if known else min(late[0].at, at - MARGIN)
    for window, fewest in ((WINDOW, FEWEST_BEFORE), (LONG_WINDOW, FEWEST_BEFORE), (YEAR_WINDOW, FEWEST_SELDOM)):
        usual = [version for version in versions if edge - window <= version.at < edge]
        if len(usual) >= fewest:
            return usual
    return []


def _choose_late(versions: Sequence[VersionFacts], at: datetime) -> tuple[list[VersionFacts], bool]:
    """The last ones, and whether they had to be looked for over months."""
    late = [version for version in versions if version.at >= at - LAST_DAYS]
    if len(late) < ENOUGH:
        late = [version for version in versions if version.at >= at - MARGIN][-ENOUGH:]
    if len(late) >= FEWEST:
        return late, False
    late = [version for version in versions if version.at >= at - LATE][-ENOUGH:]
    return late if len({london_day(version.at) for version in late}) > 1 else [], True


Has = Callable[[VersionFacts], bool]


def _list_facts(usual: Sequence[VersionFacts]) -> dict[str, Has]:
    length = median(version.length for version in usual) / SHORT
    return {
        "a sure date": lambda version: version.published_confidence == "high",
        "an author": lambda version: version.has_author,
        f"a text of {length:.0f} characters or more": lambda version: version.length >= length,
    }


def share(versions: Sequence[VersionFacts], has: Has) -> float:
    """How many of them have it, 0 to 1."""
    return sum(map(has, versions)) / len(versions)


def _is_lost(
    late: Sequence[VersionFacts], usual: Sequence[VersionFacts], has: Has, rare: float, *, is_known: bool
) -> bool:
    was, now = share(usual, has), share(late, has)
    if was < 0.5:
        return False
    if is_known:
        return now < RECOVERED * was
    return now <= was / 2 and fewer_chance(sum(map(has, usual)), len(usual), sum(map(has, late)), len(late)) < rare


def judge_dates(versions: Sequence[VersionFacts], at: datetime) -> str | None:
    """Why its dates are taken to be wrong: pages of the last week claim to be of a day after they were seen."""
    late = [version for version in versions if version.at >= at - MARGIN]
    future = [one for one in late if one.published_at and one.published_at > one.at + timedelta(days=1)]
    if len(future) < FEWEST_FUTURE:
        return None
    last = future[-1]
    return (
        f"{len(future)} of the {len(late)} documents of the last week are dated in the future, "
        f"the newest {last.published_at:%Y-%m-%d}, seen {last.at:%Y-%m-%d}"
    )
