"""A publisher that is heard about once a month: its silence is found within about four months, its holidays are not."""

import random
from collections.abc import Callable
from datetime import date
from statistics import median

import pytest

from clausewatch.alerts.health import judge_publisher
from clausewatch.alerts.health_days import Days
from clausewatch.ledger.history import History
from tests.alerts.histories import DAY, at_hour, days_from, make_history, make_version, morning
from tests.alerts.sick_years import fall_silent
from tests.alerts.years import KINDS, Day, Kind, draw_days, is_christmas, make_day, read_days

CHARITY = KINDS["monthly charity"]
WARM_UP = 430
"""Days after which fourteen months are known."""
BEGINS = (date(2024, 2, 6), date(2024, 6, 11), date(2024, 10, 8))
"""Of silences in winter, before the summer and in autumn."""
Draw = Callable[[int, list[date]], list[Day]]


def draw_by_chance(seed: int, days: list[date]) -> list[Day]:
    """Releases that come by chance alone."""
    return draw_days(random.Random(f"charity {seed}"), CHARITY, days)


def draw_newsletter(seed: int, days: list[date]) -> list[Day]:
    """One release a month, some days early or late; none in August, and none at Christmas."""
    lot = random.Random(f"newsletter {seed}")
    months = {(day.year, day.month): lot.randint(3, 17) for day in days}

    def is_release(day: date) -> bool:
        return day.day == months[day.year, day.month] and day.month != 8 and not is_christmas(day)

    return [make_day(day, int(is_release(day)), lot.randint(0, 3)) for day in days]


SORTS: dict[str, Draw] = {"by chance": draw_by_chance, "newsletter": draw_newsletter}


def find(days: list[Day], number: int, kind: Kind = CHARITY) -> list[str]:
    """What is found on the morning after so many days."""
    at = days[number - 1].day + DAY
    return [finding.kind for finding in judge_publisher(read_days(kind, days[:number], ()), morning(at))]


def days_of_silence(draw: Draw, seed: int, begin: date) -> int:
    """From the last page to the morning on which the silence is found, looked for every third day of a year."""
    drawn = draw(seed, days_from(begin - WARM_UP * DAY, WARM_UP + 365))
    days = [fall_silent(day) if day.day >= begin else day for day in drawn]
    last = max(day.day for day in days if day.pages)
    found = (number for number in range(WARM_UP, len(days), 3) if "quiet" in find(days, number))
    return (days[next(found, len(days)) - 1].day + DAY - last).days


@pytest.mark.parametrize(("sort", "most"), [("newsletter", 0), ("by chance", 1)])
def test_twelve_ordinary_years_bring_no_alarm_and_chance_alone_one_at_most(sort: str, most: int) -> None:
    """Silence is longest on the morning of a new page, so that these are the mornings to look at. Chance alone leaves
    a source silent for a third of a year now and then.
    """
    told = []
    for seed in range(4):
        days = SORTS[sort](seed, days_from(date(2020, 10, 1), WARM_UP + 3 * 365))
        ends = [number for number in range(WARM_UP, len(days)) if days[number].pages]
        told += [(seed, days[number].day) for number in ends if find(days, number)]
        assert len(ends) > 25
    assert len(told) <= most, told


@pytest.mark.parametrize(("sort", "usual", "most"), [("newsletter", 135, 150), ("by chance", 150, 200)])
def test_silence_is_found_within_about_four_months(sort: str, usual: int, most: int) -> None:
    silences = [days_of_silence(SORTS[sort], seed, begin) for seed in range(3) for begin in BEGINS]
    assert median(silences) <= usual, silences
    assert max(silences) <= most, silences
    assert min(silences) >= 60, silences


def make_young(*, is_dated: bool, silent: int = 130, every: int = 30, confidence: str = "high") -> History:
    """Crawls of some months whose first brought all old pages at once, and then nothing new."""
    first = date(2025, 2, 4)
    days = days_from(first, silent)
    history = make_history(days, lambda day: 12 if day == first else 0)
    dates = [at_hour(first - number * every * DAY, 12) for number in range(1, 13)]
    facts = [{"published_at": at, "published_confidence": confidence} for at in dates]
    versions = tuple(make_version(at_hour(first, 19), **(one if is_dated else {})) for one in facts)
    return history.model_copy(update={"versions": versions})


def judge(history: History, day: date = date(2025, 6, 14)) -> list[str]:
    return [finding.kind for finding in judge_publisher(history, morning(day))]


def test_where_the_crawls_are_young_the_dates_of_documents_show_the_rhythm() -> None:
    assert judge(make_young(is_dated=True)) == ["quiet"]
    assert judge(make_young(is_dated=False)) == []
    assert judge(make_young(is_dated=True, confidence="low")) == []


def test_silence_is_counted_on_watched_days_only() -> None:
    history = make_young(is_dated=True)
    seldom = tuple(crawl for place, crawl in enumerate(history.crawls) if place % 2 == 0)
    assert judge(history.model_copy(update={"crawls": seldom})) == []


def test_a_rhythm_of_two_months_is_given_longer() -> None:
    assert judge(make_young(is_dated=True, every=60)) == []


def test_too_few_releases_are_no_rhythm() -> None:
    history = make_young(is_dated=True)
    few = history.model_copy(update={"versions": history.versions[:4]})
    assert judge(few) == []
    assert judge(history.model_copy(update={"versions": history.versions[:6]})) == ["quiet"]


def test_a_page_and_what_follows_it_within_days_are_one_release() -> None:
    history = make_young(is_dated=True)
    again = tuple(
        one.model_copy(update={"published_at": one.published_at + 2 * DAY})
        for one in history.versions
        if one.published_at
    )
    assert judge(history.model_copy(update={"versions": (*history.versions, *again)})) == ["quiet"]


def test_a_new_page_ends_the_silence() -> None:
    history = make_young(is_dated=True)
    (finding,) = judge_publisher(history, morning(date(2025, 6, 14)))
    assert finding.reason == "no new page since 2025-02-04, on 89 working days"
    known = history.model_copy(update={"known": (finding,)})
    assert judge(known, date(2025, 6, 16)) == ["quiet"]
    back = make_history([date(2025, 6, 14), date(2025, 6, 15)], lambda day: int(day.day == 15))
    pages, crawls = (*known.pages, *back.pages), (*known.crawls, *back.crawls)
    assert judge(known.model_copy(update={"pages": pages, "crawls": crawls}), date(2025, 6, 16)) == []


def test_days_are_heard_by_their_pages_and_by_sure_dates_until_today() -> None:
    history = make_history([date(2025, 2, 4)], lambda _: 1)
    at = at_hour(date(2025, 2, 4), 12)
    dates = [(at - 30 * DAY, "high"), (at - 20 * DAY, "low"), (at + 90 * DAY, "high")]
    versions = tuple(make_version(at, published_at=day, published_confidence=sure) for day, sure in dates)
    days = Days(history.model_copy(update={"versions": versions}), morning(date(2025, 2, 6)))
    assert days.heard == [date(2025, 1, 5), date(2025, 2, 4)]


def test_working_days_are_counted_after_the_first_and_up_to_the_last() -> None:
    days = Days(History(publisher="harbour"), morning(date(2025, 5, 8)))
    assert days.count_working(date(2025, 5, 2), date(2025, 5, 7)) == 2
    assert days.count_working(date(2025, 5, 7), date(2025, 5, 7)) == 0
