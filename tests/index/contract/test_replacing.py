"""What the index holds of a document is replaced as a whole."""

import pytest

from clausewatch.index.protocol import Index, Query
from tests.index.contract.conftest import Opener
from tests.index.contract.examples import SYNONYMS, fill, find, make_entry, make_speaker, replace_document


def test_the_entry_comes_back_as_it_was_put_in(debate: Index) -> None:
    speaker = make_speaker("Ada Moor", role="chief", members=("x", "y"), confidence=0.123456789)
    entry = make_entry("a", "words", speaker=speaker, stances=[("one", "FAVOR")], title="T", at=None)
    replace_document(debate, "a", [entry])
    assert [hit.entry for hit in debate.search(Query(ids=(entry.id,))).hits] == [entry]


def test_new_statements_take_the_place_of_the_old(debate: Index) -> None:
    replace_document(debate, "post", [make_entry("post", "a correction", place=5)])
    assert find(debate, "correction") == {"post"}
    assert find(debate, "comply") == set()
    assert debate.count() == 8


def test_no_statements_remove_the_document(debate: Index) -> None:
    replace_document(debate, "post", [])
    assert "post" not in find(debate)
    assert debate.count() == 7


def test_the_same_twice_is_there_once(debate: Index) -> None:
    entry = make_entry("a", "words")
    replace_document(debate, "a", [entry])
    replace_document(debate, "a", [entry])
    assert debate.search(Query(text="words")).total == 1


def test_one_statement_given_twice_is_there_once(index: Index) -> None:
    entry = make_entry("a", "words")
    replace_document(index, "a", [entry, entry])
    assert index.count() == 1


def test_other_documents_stay(debate: Index) -> None:
    replace_document(debate, "new", [make_entry("new", "words")])
    replace_document(debate, "no-such-document", [])
    assert debate.count() == 10


def test_a_changed_statement_is_found_by_its_new_words_and_facts(index: Index) -> None:
    replace_document(index, "a", [make_entry("a", "old words", speaker=make_speaker("Ada Moor"), title="Old")])
    replace_document(index, "a", [make_entry("a", "new words", speaker=make_speaker("Lord Fenn"), title="New")])
    assert find(index, "old") == find(index, speaker="Moor") == find(index, "Moor") == set()
    assert find(index, "new") == find(index, speaker="Fenn") == find(index, "Fenn") == {"a"}


def test_a_statement_of_another_document_is_refused(debate: Index) -> None:
    with pytest.raises(ValueError, match="is of document other, not of post"):
        replace_document(debate, "post", [make_entry("other", "words")])
    assert debate.count() == 9


def test_what_was_written_is_there_for_the_next_to_open(open_again: Opener) -> None:
    fill(open_again(SYNONYMS), [make_entry("a", "words")])
    assert find(open_again(SYNONYMS), "words") == {"a"}


def test_what_one_writes_another_finds_at_once(open_again: Opener) -> None:
    writer, reader = open_again(SYNONYMS), open_again(SYNONYMS)
    assert reader.count() == 0
    fill(writer, [make_entry("a", "words")])
    assert find(reader, "words") == {"a"}
    replace_document(writer, "a", [])
    assert find(reader, "words") == set()


def test_an_index_can_be_closed_twice(open_again: Opener) -> None:
    index = open_again(SYNONYMS)
    index.close()
    index.close()
