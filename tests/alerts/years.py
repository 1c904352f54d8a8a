"""Synthetic years of publishers of all sorts, by chance and by the calendar of England."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from clausewatch.alerts.health import judge_publisher
from clausewatch.alerts.health_days import find_easter
from clausewatch.crawls import CrawlResult
from clausewatch.ledger.health import Finding, FindingKind
from clausewatch.ledger.history import History, PageFetch, VersionFacts, find_begin
from clausewatch.models import Category
from tests.alerts.histories import DAY, at_hour, days_from, make_version, morning

Rate = Callable[[date], float]
"""Pages that are to be expected on a day."""
FEED = 120
"""Pages that a list shows."""


class Kind(NamedTuple):
    """A sort of publisher."""

    rate: Rate
    spread: float = 0.0
    """Of the logarithm of a day's rate, beside the chance of single pages."""
    category: Category = "news"


def draw(lot: random.Random, mean: float) -> int:
    """A Poisson number."""
    number, passed = 0, lot.expovariate(1)
    while passed < mean:
        number, passed = number + 1, passed + lot.expovariate(1)
    return number


def is_bank_holiday(day: date) -> bool:
    """Whether England rests, as the days stood in 2023 to 2025 apart from coronations."""
    easter = find_easter(day.year)
    fixed = {(1, 1), (12, 25), (12, 26)}
    is_monday = day.weekday() == 0
    is_last = (day + 7 * DAY).month != day.month
    moving = is_monday and ((day.month == 5 and (day.day <= 7 or is_last)) or (day.month == 8 and is_last))
    return (day.month, day.day) in fixed or moving or day - easter in (-2 * DAY, DAY)


def is_christmas(day: date) -> bool:
    """From Christmas Eve to New Year's Day."""
    return (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1)


def read_newspaper(day: date) -> float:
    """Fewer pages at weekends and on bank holidays, few at Christmas."""
    share = 0.2 if (day.month, day.day) == (12, 25) else 0.45 if is_christmas(day) or is_bank_holiday(day) else 1
    return share * (28, 31, 30, 31, 27, 14, 12)[day.weekday()]


def read_regulator(day: date) -> float:
    """On working days only."""
    return 0.0 if day.weekday() > 4 or is_bank_holiday(day) or is_christmas(day) else 2.0


def read_blog(day: date) -> float:
    """Two articles in a good week, in some none, for three weeks in August none at all, and for two at Christmas."""
    is_away = (day.month == 8 and day.day < 22) or (day.month, day.day) >= (12, 20) or (day.month, day.day) < (1, 4)
    return 0.0 if is_away else (0, 0, 0.8, 0.45, 0.1, 0, 0)[day.weekday()]


def read_charity(day: date) -> float:
    """One or two releases a month, in the first half of it; little in summer."""
    is_away = day.month == 8 or is_christmas(day) or day.weekday() > 4
    return 0.0 if is_away else 0.12 if day.day <= 15 else 0.02


def read_newsletter(day: date) -> float:
    """One issue a month, early in it or in its middle, of a few pages; none in August."""
    return 0.0 if day.month == 8 or day != choose_issue_day(day) else 4.0


def read_batches(day: date) -> float:
    """Many pages on one day of each month, and nothing between; none in August."""
    return 4 * read_newsletter(day)


def choose_issue_day(day: date) -> date:
    """The working day of its month on which an issue comes: from the third to the nineteenth, no two months alike."""
    chosen = date(day.year, day.month, 3 + (day.year * 12 + day.month) * 7 % 15)
    return chosen + (7 - chosen.weekday()) * DAY if chosen.weekday() > 4 else chosen


def read_weekly(day: date) -> float:
    """A dozen pages each Thursday; none at Christmas."""
    return 12.0 if day.weekday() == 3 and not is_christmas(day) else 0.0


RECESSES = {
    2023: ((2, 9, 2, 20), (3, 30, 4, 17), (5, 25, 6, 5), (7, 20, 9, 4), (9, 19, 10, 16), (12, 19, 12, 31)),
    2025: (
        (1, 1, 1, 6),
        (2, 13, 2, 24),
        (4, 8, 4, 22),
        (5, 22, 6, 2),
        (7, 22, 9, 1),
        (9, 16, 10, 13),
        (12, 18, 12, 31),
    ),
}
"""Month and day of the first day without a sitting after the House rose, and of its return."""


def read_hansard(day: date) -> float:
    """Sittings from Monday to Thursday, and on some Fridays, except in recess."""
    rested = RECESSES.get(day.year, RECESSES[2025])
    if any(date(day.year, a, b) <= day < date(day.year, c, d) for a, b, c, d in rested) or is_bank_holiday(day):
        return 0.0
    return (16, 22, 22, 19, 6 if day.day % 3 == 0 else 0, 0, 0)[day.weekday()]


KINDS = {
    "newspaper": Kind(read_newspaper, 0.2),
    "weekly blog": Kind(read_blog),
    "monthly charity": Kind(read_charity, category="civil-society"),
    "monthly letter": Kind(read_newsletter),
    "monthly batch": Kind(read_batches, 0.3),
    "weekly batch": Kind(read_weekly, 0.3),
    "regulator": Kind(read_regulator, 0.3, "regulator"),
    "hansard": Kind(read_hansard, 0.2, "parliament"),
}


class Day(NamedTuple):
    """What the crawls of a day brought."""

    day: date
    crawl: CrawlResult
    pages: tuple[PageFetch, ...]
    versions: tuple[VersionFacts, ...]


Fault = Callable[[Day], Day]
"""What a day would have been, to what it was."""


def make_day(day: date, new: int, changed: int = 0, lot: random.Random | None = None) -> Day:
    """A healthy day with so many new pages; its list shows as many as ever, and `changed` more. By lot some pages fail,
    and some have no author or no sure date.
    """
    at, times = at_hour(day, 20), [at_hour(day, 19) + timedelta(seconds=place) for place in range(new)]
    counts = {"fresh": new, "unchanged": max(0, FEED - new) + changed}
    crawl = CrawlResult.model_validate(
        {"publisher": "harbour", "run": f"r{day}", "started_at": at, "finished_at": at} | counts
    )
    chance = (lambda share: lot.random() < share) if lot else (lambda _: False)
    pages = tuple(PageFetch(at=one, is_new=True, outcome="failed" if chance(0.04) else "done") for one in times)
    versions = tuple(
        make_version(
            page.at, has_author=not chance(0.2), published_confidence="low" if chance(0.06) else "high", length=3000
        )
        for page in pages
        if page.outcome == "done"
    )
    return Day(day, crawl, pages, versions)


def draw_days(lot: random.Random, kind: Kind, days: Sequence[date]) -> list[Day]:
    """Days by chance. Now and then there is a story that doubles the pages of two or three days."""
    drawn, story = [], 0
    for day in days:
        story = max(0, story - 1) or (lot.choice((2, 3)) if lot.random() < 0.008 else 0)
        mean = kind.rate(day) * lot.lognormvariate(0, kind.spread) * (2 if story else 1)
        drawn.append(make_day(day, draw(lot, mean), draw(lot, 3), lot))
    return drawn


def read_days(kind: Kind, days: Sequence[Day], known: Sequence[Finding]) -> History:
    """The history at the end of the last day, as the ledger gives it."""
    last = next((one.day for one in reversed(days) if one.pages), days[-1].day)
    edge = min([last, days[-1].day, *(finding.since.date() for finding in known)])
    begin = find_begin(morning(edge), lambda since, _: sum(bool(one.pages) and one.day >= since.date() for one in days))
    kept = [one for one in days if one.day >= begin.date()]
    return History.model_construct(
        publisher="harbour",
        category=kind.category,
        crawls=tuple(one.crawl for one in kept),
        pages=tuple(page for one in kept for page in one.pages),
        versions=tuple(version for one in kept for version in one.versions),
        known=tuple(known),
    )


def follow(kind: Kind, days: Sequence[Day], begin: int = 1) -> Iterator[tuple[date, set[FindingKind]]]:
    """What is newly found each morning from the day after `begin` days on, each check knowing what the one before
    found.
    """
    known: list[Finding] = []
    for number in range(begin, len(days) + 1):
        before = {finding.kind for finding in known}
        at = days[number - 1].day + DAY
        known = judge_publisher(read_days(kind, days[:number], known), morning(at))
        yield at, {finding.kind for finding in known} - before


WARM_UP = 430
"""Days after which fourteen months are known, as the rhythm of a monthly publisher takes."""


def year(number: int, before: int = 35) -> list[date]:
    """From so many days before it to the ninth of January after it, so that Christmas is over."""
    first = date(number, 1, 1) - before * DAY
    return days_from(first, (date(number + 1, 1, 10) - first).days)
