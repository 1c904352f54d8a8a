"""The word lists: no word says two things that exclude each other, and word forms are led back."""

from collections import Counter
from pathlib import Path

import pytest

from nlp.components.speakers import lexicon
from nlp.components.speakers.lexicon import (
    CLOSED,
    DOCUMENTS,
    EITHER,
    FEMALE,
    HONORIFICS,
    MALE,
    PEERAGE,
    PLURALS,
    PROPER_PLURALS,
    UTTERANCES,
    gender_of_name,
    gender_of_role,
    is_given_name,
    is_person_noun,
    is_plural_of_persons,
    singular_of,
)
from nlp.components.speakers.words import fold_word

FOLDER = Path(lexicon.__file__).parent / "lexicon"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_words_stand_once_and_folded_as_they_are_looked_up(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split() if not word.endswith(":")]
    assert len(words) > 20
    assert [word for word in words if word != "--" and fold_word(word)[0] != word] == []
    repeated = {word for word, number in Counter(words).items() if number > 1}
    assert not repeated or path.stem == "closed_classes"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FEMALE, MALE),
        (FEMALE, EITHER),
        (MALE, EITHER),
        (DOCUMENTS, UTTERANCES),
        (CLOSED["female-roles"], CLOSED["male-roles"]),
    ],
    ids=["female-male", "female-either", "male-either", "documents-utterances", "roles"],
)
def test_lists_that_exclude_each_other_share_no_word(one: frozenset[str], other: frozenset[str]) -> None:
    assert one & other == set()


def test_every_file_begins_with_a_line_that_says_what_it_is() -> None:
    for path in FOLDER.glob("*.txt"):
        assert path.read_text("utf-8").startswith("# "), path.name


def test_every_closed_set_is_read_and_has_words() -> None:
    assert "standing" in CLOSED
    assert all(CLOSED.values())
    assert "#" not in {word for words in CLOSED.values() for word in words}


def test_titles_of_the_peerage_are_forms_of_address_with_a_gender() -> None:
    assert HONORIFICS.keys() >= PEERAGE
    assert all(HONORIFICS[word] for word in PEERAGE)


def test_plurals_with_a_capital_are_plurals_too() -> None:
    assert {"tories", "americans"} <= PROPER_PLURALS < PLURALS
    assert "police" in PLURALS - PROPER_PLURALS


@pytest.mark.parametrize(
    ("word", "given"),
    [
        ("ada", True),
        ("ada-jane", True),
        ("andre", True),
        ("elodie", True),
        ("ada-", False),
        ("-ada", False),
        ("", False),
        ("bluefern", False),
    ],
)
def test_a_given_name_is_one_or_begins_with_one(word: str, given: bool) -> None:
    assert is_given_name(word) is given


@pytest.mark.parametrize(
    ("word", "gender"),
    [("maria", "female"), ("maria-jose", "female"), ("tom", "male"), ("", None)]
    + [(name, None) for name in ("alex", "lindsay", "hilary", "nicky", "sam", "jean")],
)
def test_a_name_tells_gender_by_its_first_part(word: str, gender: str | None) -> None:
    assert gender_of_name(word) == gender


@pytest.mark.parametrize(
    ("role", "gender"),
    [
        ("Spokeswoman", "female"),
        ("spokesman for the mill", "male"),
        ("mother of three", "female"),
        ("King of Corve", "male"),
        ("human rights lawyer", None),
        ("German minister", None),
        ("Roman Catholic bishop", None),
        ("Norman historian", None),
        ("parliamentary ombudsman", None),
        ("", None),
    ],
)
def test_a_role_tells_gender_only_where_its_word_does(role: str, gender: str | None) -> None:
    assert gender_of_role(role) == gender


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("women", "woman"),
        ("wives", "wife"),
        ("parties", "party"),
        ("ties", "tie"),
        ("churches", "church"),
        ("boxes", "box"),
        ("witnesses", "witness"),
        ("analysts", "analyst"),
        ("census", "census"),
        ("crisis", "crisis"),
        ("press", "press"),
        ("", ""),
    ],
)
def test_a_plural_is_led_back_to_its_singular(plural: str, singular: str) -> None:
    assert singular_of(plural) == singular


@pytest.mark.parametrize("word", ["forecaster", "gentleman", "gentlewoman", "vice-minister", "editor-in-chief"])
def test_a_word_for_one_person_is_known(word: str) -> None:
    assert is_person_noun(word)
    assert not is_plural_of_persons(word)


@pytest.mark.parametrize("word", ["forecasters", "spokeswomen", "charities", "mps", "police", "tories", "industry"])
def test_a_word_for_several_is_known(word: str) -> None:
    assert is_plural_of_persons(word)


@pytest.mark.parametrize("word", ["-", "a-", "glass", "news", "mathematics", "bridges", "", "waters"])
def test_other_words_are_neither(word: str) -> None:
    assert not is_person_noun(word)
    assert not is_plural_of_persons(word)


@pytest.mark.parametrize("word", ["mathematics", "arithmetic", "science", "history", "bill", "poll"])
def test_what_only_a_figure_of_speech_makes_speak_is_a_document(word: str) -> None:
    assert fold_word(word)[0] in DOCUMENTS
