"""How often lists of synthetic histories are asked: between ten minutes and a day, by how often they really change."""

import random
from bisect import bisect
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from clausewatch.ledger.polls import Poll
from spiders.polling import EARLY, FIRST, LONGEST, SHORTEST, Look, find_due, is_due, learn

BEGIN = datetime(2025, 3, 4, tzinfo=UTC)
URL = "https://gazette.example/feed.xml"
HOUR, DAY = 3600.0, 86_400.0


def look(seconds: float, digest: str | None, url: str = URL, *, is_whole: bool = True) -> Look:
    return Look(0, url, BEGIN + timedelta(seconds=seconds), digest, is_whole)


def follow(changes: Sequence[float], days: float, first: float = 0.0) -> list[tuple[float, Poll]]:
    """Looks at a list whenever it is due: when, in seconds, and what was known then."""
    looks: list[tuple[float, Poll]] = []
    now, poll = first, None
    while now < days * DAY:
        poll = learn(poll, look(now, str(bisect(changes, now))))
        assert poll is not None
        looks.append((now, poll))
        now = (poll.due_at - BEGIN).total_seconds()
    return looks


def by_chance(gap: float, days: float, seed: int = 7) -> list[float]:
    """Times of changes that come by chance, so many seconds apart on average."""
    chance, at, times = random.Random(seed), 0.0, []
    while at < days * DAY:
        at += chance.expovariate(1 / gap)
        times.append(at)
    return times


def looks_a_day(looks: list[tuple[float, Poll]], begin: float, end: float) -> float:
    return sum(begin * DAY <= at < end * DAY for at, _ in looks) / (end - begin)


@pytest.mark.parametrize(
    ("gap", "least", "most"),
    [
        (2 * 60, 140, 144),
        (30 * 60, 70, 144),
        (HOUR, 40, 90),
        (6 * HOUR, 6, 16),
        (DAY, 1.5, 6),
        (7 * DAY, 1, 2.5),
        (1000 * DAY, 1, 1.2),
    ],
    ids=["2 minutes", "half an hour", "an hour", "six hours", "a day", "a week", "never"],
)
def test_a_list_is_asked_about_as_often_as_it_changes(gap: float, least: float, most: float) -> None:
    looks = follow(by_chance(gap, 40), 40)
    assert least <= looks_a_day(looks, 20, 40) <= most


def test_what_changes_is_seen_after_about_a_quarter_of_the_time_between_two_changes() -> None:
    changes = by_chance(6 * HOUR, 40)
    looks = [at for at, _ in follow(changes, 40)]
    seen = [looks[bisect(looks, change)] - change for change in changes if change < looks[-1]]
    assert mean(seen) < 3 * HOUR


def test_a_list_that_wakes_up_is_followed_soon_and_one_that_falls_asleep_is_let_be() -> None:
    busy = [10 * DAY + number * 300.0 for number in range(int(5 * DAY / 300))]
    looks = follow(busy, 30)
    assert looks_a_day(looks, 5, 10) <= 1.5
    assert looks_a_day(looks, 12, 15) >= 120
    assert looks_a_day(looks, 26, 30) <= 3


def test_a_night_without_news_does_not_make_a_busy_list_late_in_the_morning() -> None:
    days = [day * DAY + 8 * HOUR + minute * 60.0 for day in range(20) for minute in range(0, 12 * 60, 10)]
    looks = [at for at, _ in follow(days, 20)]
    first_seen = [looks[bisect(looks, day * DAY + 8 * HOUR)] - day * DAY - 8 * HOUR for day in range(10, 19)]
    assert max(first_seen) <= HOUR


@limits(max_examples=60)
@given(st.lists(st.floats(min_value=0, max_value=20 * DAY), max_size=60), st.floats(min_value=0, max_value=DAY))
def test_never_more_often_than_every_ten_minutes_nor_less_than_once_a_day(changes: list[float], first: float) -> None:
    looks = follow(sorted(changes), 20, first)
    gaps = [later - earlier for (earlier, _), (later, _) in pairwise(looks)]
    assert all(SHORTEST - 1e-3 <= gap <= LONGEST + 1e-3 for gap in gaps)
    assert all(SHORTEST <= poll.interval <= LONGEST for _, poll in looks)


def test_after_the_first_look_it_is_asked_within_the_hour() -> None:
    poll = learn(None, look(0, "a"))
    assert poll is not None
    assert (poll.due_at - BEGIN).total_seconds() == FIRST * EARLY
    assert not is_due(poll, URL, BEGIN + timedelta(seconds=FIRST * EARLY - 1))
    assert is_due(poll, URL, BEGIN + timedelta(seconds=FIRST * EARLY))


def test_an_hourly_run_does_not_miss_an_hour_by_a_second() -> None:
    poll = learn(None, look(5, "a"))
    assert is_due(poll, URL, BEGIN + timedelta(hours=1))


def test_to_look_again_at_once_teaches_nothing() -> None:
    poll = learn(None, look(0, "a"))
    for second in range(1, 60):
        poll = learn(poll, look(second, "a"))
    assert poll is not None
    assert poll.interval <= FIRST * 1.02


def test_a_list_that_cannot_be_read_is_asked_again_soon_and_what_was_known_stays() -> None:
    assert learn(None, look(0, None)) is None
    known = learn(None, look(0, "a"))
    failed = learn(known, look(HOUR, None))
    assert known is not None
    assert failed is not None
    assert failed == known.model_copy(update={"due_at": BEGIN + timedelta(seconds=HOUR + SHORTEST)})


def test_where_the_crawl_left_something_the_list_is_asked_again_soon() -> None:
    poll = learn(None, look(0, "a", is_whole=False))
    assert poll is not None
    assert (poll.due_at - BEGIN).total_seconds() == SHORTEST


def test_another_address_is_another_list_but_another_day_in_the_query_is_not() -> None:
    poll = learn(None, look(0, "a", f"{URL}?day=1"))
    assert not is_due(poll, f"{URL}?day=2", BEGIN)
    assert is_due(poll, "https://gazette.example/other.xml", BEGIN)
    changed = learn(poll, look(DAY, "b", "https://gazette.example/other.xml"))
    assert changed is not None
    assert (changed.interval, changed.address) == (FIRST, "https://gazette.example/other.xml")


def test_a_publisher_is_due_with_the_first_of_its_lists() -> None:
    early, late = learn(None, look(0, "a")), learn(None, look(600, "a"))
    assert early is not None
    assert late is not None
    polls = {0: early, 1: late.model_copy(update={"place": 1})}
    assert find_due(polls, [URL, URL], BEGIN + timedelta(seconds=700)) == early.due_at
    assert find_due(polls, [URL, URL], early.due_at) is None
    assert find_due(polls, [URL, URL, URL], BEGIN) is None
    assert find_due(polls, [], BEGIN) is None
