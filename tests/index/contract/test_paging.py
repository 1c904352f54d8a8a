"""Paging: each statement on one page, none twice, and the total on all."""

import pytest

from clausewatch.index.protocol import Hit, Index, Query, Sort
from tests.index.contract.examples import fill, make_entry, replace_document

COUNT = 57


@pytest.fixture
def many(index: Index) -> Index:
    fill(index, [make_entry(f"d{number:02}", "the same words", place=number) for number in range(COUNT)])
    return index


@pytest.mark.parametrize("sort", ["newest", "best"])
@pytest.mark.parametrize("size", [1, 10, 19, 57, 100])
def test_pages_give_everything_once_and_in_order(many: Index, size: int, sort: Sort) -> None:
    whole = many.search(Query(text="words", sort=sort, limit=1000))
    paged: list[Hit] = []
    for offset in range(0, COUNT, size):
        result = many.search(Query(text="words", sort=sort, limit=size, offset=offset))
        assert result.total == COUNT
        paged += result.hits
    assert tuple(paged) == whole.hits
    assert len({hit.entry.id for hit in paged}) == COUNT


def test_a_page_behind_the_end_is_empty_and_knows_the_total(many: Index) -> None:
    for offset in (COUNT, COUNT + 1, 10**30):
        result = many.search(Query(limit=10, offset=offset))
        assert (result.hits, result.total) == ((), COUNT)


def test_a_page_of_nothing_knows_the_total(many: Index) -> None:
    result = many.search(Query(limit=0))
    assert (result.hits, result.total) == ((), COUNT)


def test_twenty_are_given_where_no_number_is_named(many: Index) -> None:
    assert len(many.search(Query()).hits) == 20


def test_the_same_search_gives_the_same_twice(many: Index) -> None:
    assert many.search(Query(text="same words", sort="best")) == many.search(Query(text="same words", sort="best"))


def test_the_order_does_not_depend_on_when_a_statement_was_written(many: Index) -> None:
    before = many.search(Query(limit=100))
    for number in (30, 3, 55):
        replace_document(many, f"d{number:02}", [make_entry(f"d{number:02}", "the same words", place=number)])
    assert many.search(Query(limit=100)) == before


def test_ten_thousand_statements_can_be_paged_through(index: Index) -> None:
    entries = [make_entry("long", f"word {place}", place=place) for place in range(12_000)]
    replace_document(index, "long", entries)
    first = index.search(Query(text="word", limit=10_000))
    rest = index.search(Query(text="word", limit=10_000, offset=10_000))
    assert (first.total, len(first.hits), len(rest.hits)) == (12_000, 10_000, 2000)
    assert [hit.entry.id for hit in (*first.hits, *rest.hits)] == [entry.id for entry in entries]
