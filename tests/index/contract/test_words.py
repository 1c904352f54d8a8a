"""Words: all must stand somewhere in what is searched, in any form."""

import pytest

from clausewatch.index.protocol import Index
from tests.index.contract.examples import fill, find, make_entry, make_speaker, put_texts


def test_no_text_finds_everything(debate: Index) -> None:
    assert find(debate) == {"post", "speech", "peers", "regulator", "trust", "expert", "letter", "rumour"}


def test_text_of_blanks_is_no_text(debate: Index) -> None:
    assert find(debate, " \t\n ") == find(debate)


def test_a_word_finds_the_statements_it_stands_in(debate: Index) -> None:
    assert find(debate, "accredited") == {"regulator"}


def test_a_word_that_nobody_said_finds_nothing(debate: Index) -> None:
    assert find(debate, "zeppelin") == set()


def test_an_empty_index_finds_nothing(index: Index) -> None:
    assert find(index) == set()
    assert find(index, "clause") == set()


def test_all_words_must_stand_there(debate: Index) -> None:
    assert find(debate, "children encryption") == {"trust"}
    assert find(debate, "children zeppelin") == set()


def test_the_order_of_words_does_not_matter(debate: Index) -> None:
    assert find(debate, "encryption children") == find(debate, "children encryption")


def test_case_does_not_matter(debate: Index) -> None:
    assert find(debate, "LORDS") == find(debate, "lords") == {"peers"}


@pytest.mark.needs("stemming")
@pytest.mark.parametrize("form", ["scan", "scans", "scanned", "scanning"])
def test_a_word_is_found_in_any_form(index: Index, form: str) -> None:
    put_texts(index, a="they will be scanning it", b="nobody looks at it")
    assert find(index, form) == {"a"}


@pytest.mark.needs("stemming")
def test_the_form_in_the_statement_does_not_matter_either(index: Index) -> None:
    put_texts(index, a="a message", b="all messages", c="a messenger")
    assert find(index, "messages") == {"a", "b"}


@pytest.mark.needs("stemming")
def test_a_possessive_is_found_by_the_name(index: Index) -> None:
    put_texts(index, a="the Calder Office's notice", b="the Calder Office’s notice")
    assert find(index, "office") == {"a", "b"}


def test_a_part_of_a_word_is_not_a_word(index: Index) -> None:
    put_texts(index, a="cryptography")
    assert find(index, "crypto") == set()


def test_numbers_are_words(index: Index) -> None:
    put_texts(index, a="under clause 122 of the Bill", b="under clause 12 of the Bill")
    assert find(index, "clause 122") == {"a"}


def test_marks_beside_a_word_do_not_matter(debate: Index) -> None:
    assert find(debate, "(accredited), technology!") == {"regulator"}


def test_the_title_of_the_document_is_searched(debate: Index) -> None:
    assert find(debate, "consultation opens") == {"regulator"}


def test_the_name_of_the_speaker_is_searched(debate: Index) -> None:
    assert find(debate, "Quill") == {"peers"}


def test_the_organisation_of_the_speaker_is_searched(debate: Index) -> None:
    assert find(debate, "Lantern") == {"trust"}


def test_the_members_of_a_collective_are_searched(debate: Index) -> None:
    assert find(debate, "Pigeonpost") == {"letter"}


def test_words_may_stand_in_different_places(debate: Index) -> None:
    assert find(debate, "Renn feasible") == {"post"}


def test_what_stands_elsewhere_is_not_searched(index: Index) -> None:
    speaker = make_speaker("Ada Moor", role="secretary", category="platform")
    fill(index, [make_entry("a", "hello", speaker=speaker, publisher="harbour-post")])
    assert find(index, "harbour") == set()
    assert find(index, "example") == set()


def test_operators_of_other_searches_are_words(index: Index) -> None:
    put_texts(index, a="privacy or safety", b="privacy", c="safety")
    assert find(index, "privacy OR safety") <= {"a"}
    assert find(index, "statement:privacy") == set()
