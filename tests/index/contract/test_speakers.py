"""By speaker and organisation: words of the name, or the id."""

import pytest

from clausewatch.index.protocol import Index
from tests.index.contract.examples import fill, find, make_entry, make_speaker


@pytest.mark.parametrize("name", ["Ada Moor", "moor", "MOOR, Ada", "ada-moor", "  Ada  "])
def test_a_speaker_is_found_by_words_of_the_name(debate: Index, name: str) -> None:
    assert find(debate, speaker=name) == {"post"}


@pytest.mark.parametrize("name", ["Ada Renn", "Moo", "Moors", "Ada Moor chief"])
def test_all_words_must_be_words_of_the_name(debate: Index, name: str) -> None:
    assert find(debate, speaker=name) == set()


@pytest.mark.parametrize("name", ["Sørensen", "SØRÉNSEN", "sørénsen"])
def test_accents_and_case_do_not_matter(debate: Index, name: str) -> None:
    assert find(debate, speaker=name) == {"expert"}


@pytest.mark.parametrize("name", ["O’Dowd-Fell", "o'dowd", "Bea Fell"])
def test_apostrophes_and_hyphens_do_not_matter(debate: Index, name: str) -> None:
    assert find(debate, speaker=name) == {"trust"}


def test_a_speaker_is_found_by_the_id(debate: Index) -> None:
    assert find(debate, speaker="quill") == {"peers"}
    assert find(debate, speaker="calder-office") == {"regulator"}


def test_an_id_is_found_whole_only(index: Index) -> None:
    fill(index, [make_entry("a", "words", speaker=make_speaker("Lord Fenn", id="q-17"))])
    assert find(index, speaker="q-17") == {"a"}
    assert find(index, speaker="q") == set()


def test_a_collective_is_found_by_a_member(debate: Index) -> None:
    assert find(debate, speaker="Pigeonpost") == {"letter"}


def test_words_of_different_members_make_no_name(index: Index) -> None:
    both = make_speaker("two peers", kind="collective", members=("Lord Fenn", "Lady Ash"))
    fill(index, [make_entry("a", "words", speaker=both)])
    assert find(index, speaker="lady ash") == {"a"}
    assert find(index, speaker="lady fenn") == set()


def test_an_unknown_speaker_is_found_by_no_name(debate: Index) -> None:
    assert "rumour" not in find(debate, speaker="unknown")
    assert find(debate, speaker="") == set()
    assert find(debate, speaker="…") == set()


def test_a_role_is_no_part_of_the_name(debate: Index) -> None:
    assert find(debate, speaker="minister") == set()


def test_an_organisation_is_found_by_words_of_its_name(debate: Index) -> None:
    assert find(debate, organisation="openline") == {"post"}
    assert find(debate, organisation="Order Department") == {"post", "speech"}
    assert find(debate, organisation="Order Ministry") == set()


def test_an_organisation_that_speaks_itself_is_found(debate: Index) -> None:
    assert find(debate, organisation="Calder Office") == {"regulator"}


def test_an_organisation_without_words_is_found_nowhere(debate: Index) -> None:
    assert find(debate, organisation="") == find(debate, organisation="&") == set()


def test_two_people_of_one_name_are_told_apart_by_id(index: Index) -> None:
    for document, identifier in (("a", "fenn-1"), ("b", "fenn-2")):
        fill(index, [make_entry(document, "words", speaker=make_speaker("Lord Fenn", id=identifier))])
    assert find(index, speaker="Fenn") == {"a", "b"}
    assert find(index, speaker="fenn-2") == {"b"}


def test_one_person_may_have_several_organisations(index: Index) -> None:
    for document, organisation in (("a", "Openline"), ("b", "Lantern Trust")):
        speaker = make_speaker("Ada Moor", id="ada-moor", organisation=organisation)
        fill(index, [make_entry(document, "words", speaker=speaker)])
    assert find(index, speaker="Moor") == {"a", "b"}
    assert find(index, speaker="Moor", organisation="Lantern") == {"b"}
