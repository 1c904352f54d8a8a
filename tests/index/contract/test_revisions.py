"""An older write never covers a newer one, in whichever order they come."""

import threading
from collections.abc import Sequence

import pytest

from clausewatch.index.protocol import Index, IndexEntry, Replacement
from tests.index.contract.conftest import Opener
from tests.index.contract.examples import SYNONYMS, find, make_entry, replace_document
from tests.index.faults.pages import list_texts

OLD, NEW = make_entry("a", "old words"), make_entry("a", "new words", place=5)


@pytest.mark.parametrize(
    ("older", "newer"),
    [((OLD,), (NEW,)), ((OLD, NEW), (NEW,)), ((OLD,), (OLD, NEW)), ((NEW,), (OLD,))],
    ids=["others", "fewer", "more", "back"],
)
def test_what_is_older_changes_nothing(index: Index, older: Sequence[IndexEntry], newer: Sequence[IndexEntry]) -> None:
    replace_document(index, "a", newer, 8)
    replace_document(index, "a", older, 7)
    assert list_texts(index) == sorted(entry.statement.text for entry in newer)


def test_what_was_taken_out_is_not_brought_back_by_an_older_write(index: Index) -> None:
    replace_document(index, "a", [OLD], 7)
    replace_document(index, "a", [], 8)
    replace_document(index, "a", [OLD], 7)
    assert list_texts(index) == []
    replace_document(index, "a", [OLD], 9)
    assert list_texts(index) == ["old words"]


def test_an_older_removal_takes_nothing_out(index: Index) -> None:
    replace_document(index, "a", [NEW], 8)
    replace_document(index, "a", [], 7)
    assert list_texts(index) == ["new words"]


def test_the_facts_of_a_statement_are_those_of_the_newest_write(index: Index) -> None:
    replace_document(index, "a", [make_entry("a", "words", title="New title")], 8)
    replace_document(index, "a", [make_entry("a", "words", title="Old title")], 7)
    assert (find(index, "new"), find(index, "old")) == ({"a"}, set())


def test_an_older_write_beside_others_holds_nothing_of_them_up(index: Index) -> None:
    replace_document(index, "a", [NEW], 8)
    batch = [Replacement(document="a", entries=(OLD,), revision=7)]
    batch.append(Replacement(document="b", entries=(make_entry("b", "other words"),), revision=7))
    assert index.replace(batch) == ()
    assert list_texts(index) == ["new words", "other words"]


def test_the_same_revision_again_is_taken(index: Index) -> None:
    for entries in ([OLD], [NEW]):
        replace_document(index, "a", entries, 8)
    assert list_texts(index) == ["new words"]


def test_of_two_who_write_at_once_the_newer_stays(open_again: Opener) -> None:
    writers = (open_again(SYNONYMS), open_again(SYNONYMS))
    reader = open_again(SYNONYMS)
    replace_document(reader, "other", [make_entry("other", "other words")], 1)
    for turn in range(10):
        barrier = threading.Barrier(2)

        def write(index: Index, entry: IndexEntry, revision: int, barrier: threading.Barrier = barrier) -> None:
            barrier.wait()
            replace_document(index, "a", [entry], revision)

        revisions = (2 * turn + 2, 2 * turn + 3)
        given = zip(writers, (OLD, NEW), revisions, strict=True)
        threads = [threading.Thread(target=write, args=one) for one in given]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert list_texts(reader) == ["new words", "other words"]
