"""Names in running text: where they begin and end, their titles, people and bodies."""

import pytest

from nlp.components.speakers.lexicon import (
    gender_of_name,
    gender_of_role,
    is_given_name,
    is_person_noun,
    is_plural_of_persons,
    singular_of,
)
from nlp.components.speakers.names import Name, find_runs, read_name
from nlp.components.speakers.sentences import Sentences


def read(text: str) -> list[Name]:
    return [name for run in find_runs(text) if (name := read_name(text, run)) is not None]


@pytest.mark.parametrize(
    ("text", "name", "title", "kind"),
    [
        ("On Monday Ada Moor left.", "Ada Moor", "", "person"),
        ("But Ada Moor left.", "Ada Moor", "", "person"),
        ("Mr. Moor left.", "Moor", "Mr.", "person"),
        ("Corve Premier Zolta Quy left.", "Zolta Quy", "Corve Premier", "person"),
        ("Lord Quarry of Holt left.", "Lord Quarry of Holt", "", "person"),
        ("the Earl of Holt left.", "Earl of Holt", "", "person"),
        ("Secretary of State Zolta Quy left.", "Zolta Quy", "Secretary of State", "person"),
        ("Sgt. J. Moor left.", "J. Moor", "Sgt.", "person"),
        ("Democrat Ada Moor left.", "Ada Moor", "Democrat", "person"),
        ("Ada Moor of Bluefern left.", "Ada Moor", "", "person"),
        ("Mr Justice Moor left.", "Moor", "Mr Justice", "person"),
        ("Ms Cook left.", "Cook", "Ms", "person"),
        ("Ada Cook QC left.", "Ada Cook", "", "person"),
        ("Jean-Luc Moor left.", "Jean-Luc Moor", "", "person"),
        ("Bank of Corve left.", "Bank of Corve", "", "organisation"),
        ("Corve City Council left.", "Corve City Council", "", "organisation"),
        ("the Ada Moor Foundation left.", "Ada Moor Foundation", "", "organisation"),
        ("the BBQ left.", "BBQ", "", "organisation"),
        ("the Foreign Office left.", "Foreign Office", "", "organisation"),
        ("the Prime Minister left.", "Prime Minister", "", "title"),
        ("Will Moor left.", "Will Moor", "", "person"),
        ("it was Quillon Addabury.", "Quillon Addabury", "", "unknown"),
        ("Parley’s app left.", "Parley", "", "unknown"),
    ],
)
def test_a_name_is_read(text: str, name: str, title: str, kind: str) -> None:
    found = read(text)[-1]
    assert (found.text, found.title, found.kind) == (name, title, kind)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("text", ["But when?", "On Monday.", "I’m here.", "It won’t.", "nothing here", ""])
def test_words_that_only_begin_a_sentence_are_no_name(text: str) -> None:
    assert read(text) == []


def test_a_name_ends_at_the_line() -> None:
    assert [name.text for name in read("Ada Moor\nRuth Pell")] == ["Ada Moor", "Ruth Pell"]


def test_a_compound_with_small_letters_is_no_name() -> None:
    assert [name.text for name in read("the Corve-based app Parley")] == ["Parley"]


@pytest.mark.parametrize(
    ("name", "gender"), [("ada", "female"), ("tom", "male"), ("zolta", None), ("jean-luc", "male"), ("robin", None)]
)
def test_given_names_tell_gender_only_where_they_nearly_always_do(name: str, gender: str | None) -> None:
    assert gender_of_name(name) == gender


def test_given_names_are_known_alone_and_joined() -> None:
    assert is_given_name("ada")
    assert is_given_name("ada-maria")
    assert not is_given_name("parley")
    assert not is_given_name("-")


@pytest.mark.parametrize(
    ("role", "gender"), [("chairwoman of X", "female"), ("father of two", "male"), ("human", None), ("chair", None)]
)
def test_some_roles_tell_gender(role: str, gender: str | None) -> None:
    assert gender_of_role(role) == gender


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("men", "man"),
        ("charities", "charity"),
        ("bosses", "boss"),
        ("coaches", "coach"),
        ("MPs".lower(), "mp"),
        ("glass", "glass"),
    ],
)
def test_plurals_are_led_back(plural: str, singular: str) -> None:
    assert singular_of(plural) == singular


def test_people_are_told_from_things() -> None:
    assert is_person_noun("minister")
    assert is_person_noun("vice-minister")
    assert not is_person_noun("bridge")
    assert is_plural_of_persons("ministers")
    assert is_plural_of_persons("police")
    assert not is_plural_of_persons("bridges")
    assert not is_plural_of_persons("minister")


def test_sentences_do_not_end_at_titles_and_initials() -> None:
    text = "Mr. Moor met J. Pell. They left.\nIt rained."
    sentences = Sentences(text)
    assert [sentences.number(text.index(word)) for word in ("Pell", "They", "It")] == [0, 1, 2]
    assert sentences.paragraph(text.index("It")) == 1
    assert sentences.paragraph_bounds(0, len(text)) == (0, text.index("It"))
    assert sentences.starts(0, len(text)) == [0, text.index("They"), text.index("It")]
    assert sentences.start(text.index("left")) == text.index("They")
