"""Names and titles as registers write them."""

from pathlib import Path

import pytest

from nlp.components.speakers.schema import Person
from nlp.speakers_update.names import (
    find_new_honorifics,
    find_new_names,
    is_same_person,
    list_search_words,
    read_name,
    shares_word,
)
from tests.nlp.speakers_update.comparing import compare, list_changes, list_told, record


def person(name: str, *aliases: str, honorifics: tuple[str, ...] = ()) -> Person:
    fields = {"id": "p", "name": name, "aliases": aliases, "honorifics": honorifics, "category": "parliament"}
    return Person.model_validate(fields | {"source": "made up"})


@pytest.mark.parametrize(
    ("written", "words", "honorifics"),
    [
        ("The Rt Hon Ann Lowe MP", "Ann Lowe", ()),
        ("Rt. Hon. Sir Ned Vane KC MP", "Ned Vane", ("Sir",)),
        ("Dame Ann Lowe DBE", "Ann Lowe", ("Dame",)),
        ("Mr Ned Vane", "Ned Vane", ()),
        ("Dr Ann Lowe", "Ann Lowe", ("Dr",)),
        ("The Rt Hon the Lord Vane of Moor", "Lord Vane of Moor", ()),
        ("Professor Lord Vane", "Lord Vane", ("Professor",)),
        ("The Earl of Moor", "The Earl of Moor", ()),
        ("Ms  Zoë\tO'Hara-Lund", "Zoë O'Hara-Lund", ()),
        ("Sir", "Sir", ()),
        ("MP", "MP", ()),
        (", MP", ", MP", ()),
    ],
)
def test_a_name_is_read_without_styles_and_letters(written: str, words: str, honorifics: tuple[str, ...]) -> None:
    assert read_name(written) == (words, honorifics)


@pytest.mark.parametrize(
    "written", ["Ann Lowe", "The Rt Hon Ann Lowe MP", "Anne Lowe", "Dame Ann Lowe", "Baroness Lowe"]
)
def test_names_that_the_registry_has_are_the_same_person(written: str) -> None:
    assert is_same_person(person("Ann Lowe", "Anne Lowe", honorifics=("Baroness",)), written)


@pytest.mark.parametrize("written", ["Ann Lowe-Marsh", "Lowe", "Baroness Lowe of Moor", "Sir Ned Vane"])
def test_other_names_are_not(written: str) -> None:
    assert not is_same_person(person("Ann Lowe"), written)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Baroness Lowe of Moor", ("Baroness Lowe of Moor", "Baroness Lowe")),
        ("Baroness Lowe", ("Baroness Lowe",)),
        ("The Earl of Moor", ("The Earl of Moor",)),
        ("Ann Lowe-Marsh", ("Ann Lowe-Marsh",)),
        ("The Rt Hon Ann Lowe MP", ()),
    ],
)
def test_a_new_peerage_gives_the_title_with_and_without_its_place(written: str, names: tuple[str, ...]) -> None:
    assert find_new_names(person("Ann Lowe"), written) == names


def test_a_short_title_that_is_known_is_not_added_again() -> None:
    assert find_new_names(person("Ann Lowe", "Baroness Lowe"), "Baroness Lowe of Moor") == ("Baroness Lowe of Moor",)


def test_a_knighthood_is_a_new_title_and_prof_is_professor() -> None:
    assert find_new_honorifics(person("Ned Vane"), "Sir Ned Vane") == ("Sir",)
    assert find_new_honorifics(person("Ned Vane", honorifics=("Sir",)), "Sir Ned Vane") == ()
    assert find_new_honorifics(person("Ned Vane", honorifics=("Prof",)), "Professor Ned Vane") == ()


def test_a_peer_is_also_searched_by_the_title() -> None:
    assert list_search_words(person("Ann Lowe", "Annie Lowe", "Baroness Lowe of Moor")) == (
        "Ann Lowe",
        "Baroness Lowe of Moor",
    )
    assert list_search_words(person("The Earl of Moor")) == ("Earl of Moor",)


@pytest.mark.parametrize(("written", "shares"), [("Baroness Lowe of Moor", True), ("Baroness Vane of Moor", False)])
def test_a_stranger_shares_no_word(written: str, *, shares: bool) -> None:
    assert shares_word(person("Ann Lowe", "Baroness Lowe"), written) is shares


def test_what_is_new_of_a_name_is_written_once_though_two_registers_have_it(tmp_path: Path) -> None:
    records = (record("Sir Ned Vane", register="Parliament", key="3"), record("The Rt Hon Sir Ned Vane KC MP"))
    found = compare(tmp_path, "name: Ned Vane", *records)
    added = [(edit.path, edit.value) for each in found.differences for edit in each.edits]
    assert added == [(("parliament",), 3), (("govuk",), "12"), (("honorifics",), "Sir")]


def test_a_number_that_leads_to_a_stranger_changes_nothing(tmp_path: Path) -> None:
    found = compare(tmp_path, "name: Ann Lowe, parliament: 3", record("Ned Vane", register="Parliament", key="3"))
    assert list_changes(found) == {}
    assert list_told(found) == ["parliament: 3 may be somebody else"]
