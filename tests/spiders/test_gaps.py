"""Whether a list missed something between two visits, and about how much."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from clausewatch.crawls import ListGap
from spiders.gaps import Item, describe_gap, estimate_missed, find_between, find_gap
from tests.spiders.lists import day

FEED = "https://gazette.example/feed"
NO_SITEMAP, CLOSED = "no sitemap tells of them", "closed, 1 page found in the sitemap"
VISITED = day(5) + timedelta(hours=1)


def items(*numbers: int, dated: bool = True) -> list[Item]:
    return [Item(f"https://gazette.example/{number}", day(number) if dated else None) for number in numbers]


def gap_between(before: list[Item], now: list[Item]) -> ListGap | None:
    return find_gap(FEED, before, now, VISITED)


def test_what_lies_between_two_lists_is_estimated_from_the_rate() -> None:
    gap = gap_between(items(1, 2, 3, 4, 5), items(16, 17, 18, 19, 20))
    assert gap == ListGap(url=FEED, items=10, after=day(5), before=day(16))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ((1, 2, 3, 4, 5), (1, 2, 3, 4, 5)),
        ((1, 2, 3, 4, 5), (5, 6, 7, 8, 9)),
        ((1, 2, 3, 4, 5), (4, 6, 7, 8, 9)),
        ((1, 2, 3, 4, 5), (3, 6, 7)),
        # The newest was deleted, and the others are still there.
        ((1, 2, 3, 4, 5), (1, 2, 3, 6, 7)),
        # What is there now was published before: only the addresses are others.
        ((1, 2, 3, 4, 5), ()),
        ((), (6, 7)),
        ((), ()),
        ((5,), (5,)),
    ],
)
def test_a_list_that_still_holds_what_it_held_has_no_gap(before: tuple[int, ...], now: tuple[int, ...]) -> None:
    assert gap_between(items(*before), items(*now)) is None


def test_new_addresses_of_old_items_are_no_gap() -> None:
    moved = [Item(item.url.replace("https", "http"), item.at) for item in items(2, 3, 4, 5)]
    assert gap_between(items(1, 2, 3, 4), moved) is None


def test_one_pinned_item_does_not_hide_a_gap() -> None:
    gap = gap_between(items(1, 8, 9, 10), items(1, 20, 21, 22))
    assert gap is not None
    assert (gap.after, gap.before) == (day(10), day(20))


def test_without_dates_a_gap_is_told_without_a_number() -> None:
    gap = gap_between(items(1, 2, 3, dated=False), items(7, 8, 9, dated=False))
    assert gap == ListGap(url=FEED, items=None, after=VISITED)
    assert gap_between(items(1, 2, 3, dated=False), items(3, 4, 5, dated=False)) is None


def test_dates_that_cannot_be_are_no_dates() -> None:
    wrong = [Item(f"https://gazette.example/{n}", datetime(n, 1, 1, tzinfo=UTC)) for n in (1, 9999)]
    gap = gap_between(items(1, 2, 3), wrong)
    assert gap is not None
    assert gap.items is None


@pytest.mark.parametrize(
    ("earlier", "later", "missed"),
    [
        ((1, 2, 3), (6, 7, 8), 2),
        ((1, 2, 3), (4, 5, 6), 1),
        ((1, 3, 5), (11, 13, 15), 2),
        ((1,), (6, 7), 4),
        ((1,), (6,), None),
        ((1, 1), (6, 6), None),
    ],
)
def test_the_rate_is_that_of_both_lists(earlier: tuple[int, ...], later: tuple[int, ...], missed: int | None) -> None:
    assert estimate_missed([*map(day, earlier)], [*map(day, later)]) == missed


@pytest.mark.parametrize(
    ("gap", "line"),
    [
        (
            ListGap(url=FEED, items=12, after=day(5), before=day(7)),
            f"gap of about 12 items in {FEED}, after 2025-03-05 09:00Z, before 2025-03-07 09:00Z: {NO_SITEMAP}",
        ),
        (ListGap(url=FEED, items=1), f"gap of about 1 item in {FEED}: {NO_SITEMAP}"),
        (
            ListGap(url=FEED, after=day(5), found=1, closed=True),
            f"gap of an unknown number of items in {FEED}, after 2025-03-05 09:00Z: {CLOSED}",
        ),
        (
            ListGap(url=FEED, items=12, found=3),
            f"gap of about 12 items in {FEED}: 3 pages found, but no sitemap goes back so far",
        ),
    ],
)
def test_a_gap_is_told_in_one_line(gap: ListGap, line: str) -> None:
    assert describe_gap(gap) == line


LISTS = st.lists(
    st.builds(Item, st.sampled_from([f"https://gazette.example/{n}" for n in range(9)]), st.none() | st.datetimes(
        timezones=st.just(UTC))), max_size=6,
)  # fmt: skip


@limits(max_examples=200)
@given(LISTS, LISTS)
def test_whatever_two_lists_hold_a_gap_has_an_order_and_at_least_one_item(before: list[Item], now: list[Item]) -> None:
    gap = gap_between(before, now)
    if gap is not None:
        assert gap.items is None or gap.items >= 1
        assert gap.after is None or gap.before is None or gap.items is None or gap.after < gap.before
        assert not {item.url for item in before} & {item.url for item in now} or len(before) > 1
        assert describe_gap(gap)


@pytest.mark.parametrize(
    ("urls", "between"),
    [
        ("abcdef", "cd"),
        ("fedcba", "dc"),
        ("abef", ""),
        ("xabcdefy", "cd"),
        ("aebf", None),
        ("cdef", None),
        ("abcd", None),
    ],
)
def test_what_a_list_missed_stands_between_what_it_held_and_what_is_new(urls: str, between: str | None) -> None:
    found = find_between(list(urls), {"a", "b"}, {"e", "f"})
    assert (None if found is None else "".join(found)) == between
