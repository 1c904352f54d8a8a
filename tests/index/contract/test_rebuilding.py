"""A rebuild fills a new index beside the live one and switches at once."""

import threading
from collections.abc import Iterator

import pytest

from clausewatch.errors import SearchStoreError
from clausewatch.index.protocol import Index, IndexEntry, Query
from tests.index.contract.conftest import Opener
from tests.index.contract.examples import (
    SYNONYMS,
    count_values,
    fill,
    find,
    make_entry,
    make_speaker,
    rebuild,
    replace_document,
)


def list_new(count: int = 3) -> list[IndexEntry]:
    return [make_entry(f"new{number}", f"fresh words {number}") for number in range(count)]


def test_a_rebuild_takes_the_place_of_everything(debate: Index) -> None:
    rebuild(debate, list_new())
    assert find(debate) == {"new0", "new1", "new2"}
    assert debate.count() == 3
    assert find(debate, "encryption") == set()
    assert count_values(debate, "speaker") == []


def test_a_rebuild_from_nothing_empties_the_index(debate: Index) -> None:
    rebuild(debate, [])
    assert debate.count() == 0
    assert find(debate) == set()


def test_an_index_can_be_rebuilt_again_and_again(debate: Index) -> None:
    for count in (2, 5, 3):
        rebuild(debate, list_new(count))
        assert debate.count() == count


def test_a_rebuilt_index_can_be_written(debate: Index) -> None:
    rebuild(debate, list_new())
    replace_document(debate, "new1", [make_entry("new1", "changed", speaker=make_speaker("Ada Moor"))])
    replace_document(debate, "new2", [])
    assert find(debate) == {"new0", "new1"}
    assert find(debate, "changed", speaker="Moor") == {"new1"}


def test_a_statement_given_twice_is_there_once(debate: Index) -> None:
    rebuild(debate, [*list_new(), *list_new()])
    assert debate.count() == 3


def test_a_rebuild_of_many_statements_finds_them_all(index: Index) -> None:
    rebuild(index, (make_entry(f"d{number // 3}", f"word {number}", place=number) for number in range(2100)))
    assert index.count() == index.search(Query(text="word")).total == 2100


def test_the_old_index_is_searched_until_the_switch(debate: Index, open_again: Opener) -> None:
    other = open_again(SYNONYMS)

    def give() -> Iterator[IndexEntry]:
        for entry in list_new():
            assert debate.count() == other.count() == 9
            assert find(other, "fresh") == set()
            yield entry

    rebuild(debate, give())
    assert find(other, "fresh") == {"new0", "new1", "new2"}


def test_an_error_leaves_the_old_index(debate: Index) -> None:
    def give() -> Iterator[IndexEntry]:
        yield from list_new(700)
        raise SearchStoreError("the ledger went away")

    with pytest.raises(SearchStoreError, match="the ledger went away"):
        rebuild(debate, give())
    assert debate.count() == 9
    assert find(debate, "encryption") == {"post", "trust", "letter"}
    rebuild(debate, list_new())
    assert debate.count() == 3


def test_what_is_written_meanwhile_is_in_both(debate: Index, open_again: Opener) -> None:
    other = open_again(SYNONYMS)

    def give() -> Iterator[IndexEntry]:
        replace_document(other, "live", [make_entry("live", "written meanwhile")])
        assert find(debate, "meanwhile") == {"live"}
        yield from list_new()

    rebuild(debate, give())
    assert find(debate) == {"new0", "new1", "new2", "live"}


def test_what_is_written_meanwhile_is_newer_than_what_was_read(debate: Index, open_again: Opener) -> None:
    other = open_again(SYNONYMS)

    def give() -> Iterator[IndexEntry]:
        old = list_new(600)
        # The first is in the new index already, the last is still to come, and one is gone for good.
        yield from old[:550]
        for document in ("new0", "new599"):
            replace_document(other, document, [make_entry(document, "newest words")], revision=1)
        replace_document(other, "new599", [make_entry("new599", "newest words")], revision=1)
        replace_document(other, "new598", [], revision=1)
        yield from old[550:]

    rebuild(debate, give())
    assert debate.count() == 599
    assert find(debate, "newest") == {"new0", "new599"}


def test_one_rebuild_at_a_time(debate: Index, open_again: Opener) -> None:
    other = open_again(SYNONYMS)

    def give() -> Iterator[IndexEntry]:
        with pytest.raises(SearchStoreError, match="another process"):
            rebuild(other, [])
        yield from list_new()

    rebuild(debate, give())
    assert debate.count() == 3


def test_a_writer_and_a_searcher_run_through_rebuilds(index: Index, open_again: Opener) -> None:
    """No gap, no double, no error: each document is there once all the time, in one of its versions."""
    documents = [f"d{number}" for number in range(40)]
    fill(index, [make_entry(document, "steady words") for document in documents])
    searcher, writer = open_again(SYNONYMS), open_again(SYNONYMS)
    stop, problems = threading.Event(), []

    def search() -> None:
        while not stop.is_set():
            found = [hit.entry.document.id for hit in searcher.search(Query(text="words", limit=1000)).hits]
            facet = sum(count for _, count in count_values(searcher, "publisher"))
            if sorted(found) != sorted(documents) or facet != len(documents):
                problems.append(f"{len(found)} found, {len(set(found))} different, {facet} counted")

    def write() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            document = documents[turn % len(documents)]
            replace_document(writer, document, [make_entry(document, f"changed words {turn}")], revision=turn)

    threads = [threading.Thread(target=run_and_note, args=(run, problems)) for run in (search, search, write)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        rebuild(index, [make_entry(document, "steady words") for document in documents])
    stop.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert index.count() == 40


def run_and_note(run: object, problems: list[str]) -> None:
    try:
        run()  # type: ignore[operator]
    except SearchStoreError as error:
        problems.append(str(error))
