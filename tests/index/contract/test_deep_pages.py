"""Far down, too, each page is a piece of the one long list."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from clausewatch.index.protocol import Index, IndexEntry, Query, Sort
from tests.index.contract.examples import NOON, fill, make_entry

DEEP = 700


def make_alike(number: int) -> IndexEntry:
    """Documents whose ids begin alike, several of a time."""
    return make_entry(f"document-{number:05}", "the same words", at=NOON + timedelta(hours=number // 7))


def make_different(number: int) -> IndexEntry:
    """Documents whose ids differ at once, several of a time, some of none."""
    at = None if number % 10 == 0 else NOON + timedelta(hours=number % 50)
    return make_entry(f"{number * 7919 % 1009:04}-{number}", "the same words " * (1 + number % 3), place=number, at=at)


@pytest.mark.parametrize("sort", ["newest", "best"])
@pytest.mark.parametrize("make", [make_alike, make_different])
def test_pages_far_down_continue_the_list(index: Index, make: Callable[[int], IndexEntry], sort: Sort) -> None:
    fill(index, [make(number) for number in range(1000)])
    whole = list_ids(index, Query(text="words", sort=sort, limit=1000))
    assert len(set(whole)) == 1000
    for limit in (1, 37, 300):
        for offset in (0, 1, 5, DEEP, DEEP + 5, 990, 999):
            page = list_ids(index, Query(text="words", sort=sort, limit=limit, offset=offset))
            assert page == whole[offset : offset + limit], (offset, limit)


def test_a_page_far_behind_the_end_is_empty_and_knows_the_total(index: Index) -> None:
    fill(index, [make_alike(number) for number in range(20)])
    result = index.search(Query(text="words", limit=10, offset=DEEP))
    assert (result.hits, result.total) == ((), 20)


def list_ids(index: Index, query: Query) -> Sequence[str]:
    return [hit.entry.id for hit in index.search(query).hits]
