"""Whom a pronoun or noun at a place most likely means: turns, nearness, grammar, and how sure that is."""

import datetime as dt

import pytest

from clausewatch.models import Speaker
from nlp.components.speakers.describing import Describer
from nlp.components.speakers.entries import EntryFinder
from nlp.components.speakers.reading import read_cast
from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.sentences import Sentences
from nlp.components.speakers.words import read_words
from tests.nlp.speakers.cases import REGISTRY

TEXTBOOK = load_registry(REGISTRY)


def set_scene(text: str, quoted: list[tuple[int, int]] | None = None) -> Scene:
    words = read_words(text)
    cast = read_cast(text, "", words, list(EntryFinder(TEXTBOOK).find(text, words)), TEXTBOOK, quoted or [])
    day = dt.date(2023, 5, 10)
    return Scene(text, cast, Sentences(text), TEXTBOOK, Describer(text, TEXTBOOK, day), None, day, abroad=False)


def person_at_end(text: str, gender: str | None = None) -> str | None:
    found = set_scene(text).find_person(len(text), gender)  # type: ignore[arg-type]
    return found[0].name if found else None


def body_at_end(text: str, own: frozenset[str] | None = None, phrase: frozenset[str] = frozenset()) -> str | None:
    found = set_scene(text).find_body(len(text), own, phrase)
    return found[0].name if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ruth Pell met Ada Moor. ", "Ruth Pell"),
        ("Of Ruth Pell, Ada Moor said much. ", "Ada Moor"),
        ("Ruth Pell left. Ada Moor came. ", "Ada Moor"),
        ("Ruth Pell left. It rained on Ada Moor. ", "Ruth Pell"),
        ("Ruth Pell’s dog ran by Ada Moor, who laughed. Ada Moor left. ", "Ada Moor"),
        ("Parley left. ", None),
        ("", None),
    ],
    ids=["subject", "verb", "nearest", "object", "owner", "body", "empty"],
)
def test_a_subject_close_by_comes_before_objects_and_owners(text: str, name: str | None) -> None:
    assert person_at_end(text) == name


@pytest.mark.parametrize(("gender", "name"), [("female", "Ruth Pell"), ("male", "Tom Quarles"), (None, "Tom Quarles")])
def test_gender_rules_out_and_speaks_for(gender: str | None, name: str) -> None:
    assert person_at_end("Ruth Pell left. Tom Quarles came. ", gender) == name


def test_somebody_alone_is_surer_than_one_of_two() -> None:
    alone = set_scene("Ruth Pell left. ").find_person(16, "female")
    of_two = set_scene("Ruth Pell met Ada Moor. ").find_person(24, "female")
    assert alone is not None
    assert of_two is not None
    assert 0.5 < of_two[1] < alone[1] <= 0.92


def test_a_name_in_a_quotation_counts_for_less() -> None:
    text = "Ruth Pell left. Ada Moor came. "
    plain, quoted = set_scene(text), set_scene(text, [(16, 30)])
    assert [found[0].name for scene in (plain, quoted) if (found := scene.find_person(len(text), None))] == [
        "Ada Moor",
        "Ruth Pell",
    ]


def test_only_whom_the_caller_accepts_is_found() -> None:
    scene = set_scene("Ruth Pell met Ada Moor and Parley. ")
    found = scene.find_person(35, None, lambda figure: figure.name != "Ruth Pell")
    assert found is not None
    assert found[0].name == "Ada Moor"
    assert scene.find_person(35, None, lambda figure: figure.key == ()) is None
    assert scene.find_body(35, accept=lambda figure: figure.key == ()) is None


@pytest.mark.parametrize(
    ("text", "own", "phrase", "name"),
    [
        ("Parley met Comreg. ", None, set(), "Parley"),
        ("Parley met Comreg. ", {"regulator"}, {"regulator"}, "Comreg"),
        ("Parley met Comreg. ", {"charity"}, {"charity"}, None),
        ("Holt Bank met Corve Bank. ", {"bank"}, {"bank", "corve"}, "Corve Bank"),
        ("Bluefern, a bakery, met Comreg. ", {"bakery"}, {"bakery"}, "Bluefern"),
        ("The bakery Bluefern met Comreg. ", {"bakery"}, {"bakery"}, "Bluefern"),
        ("Ruth Pell left. ", None, set(), None),
    ],
    ids=["any", "noun", "no-such", "all-words", "apposition-after", "apposition-before", "person"],
)
def test_a_body_must_be_called_by_the_words_asked_for(
    text: str, own: set[str] | None, phrase: set[str], name: str | None
) -> None:
    assert body_at_end(text, frozenset(own) if own else None, frozenset(phrase)) == name


def test_turns_are_found_before_a_place_and_not_too_many_sentences_away() -> None:
    text = "Ruth Pell left. " + "It rained. " * 20
    scene = set_scene(text)
    (figure,) = scene.cast.people()
    scene.take(0, figure, "quoted-name")
    assert scene.last_turn(0) is None
    near = scene.last_turn(20)
    assert near is not None
    assert near.figure is figure
    assert scene.last_turn(len(text)) is None
    assert scene.last_turn(len(text), 40) is not None


def test_whoever_spoke_last_is_meant_although_another_was_named_since() -> None:
    text = "Ruth Pell left. It rained on Ada Moor. "
    scene = set_scene(text)
    figures = {figure.name: figure for figure in scene.cast.people()}
    scene.take(29, figures["Ada Moor"], "quoted-name")
    found = scene.find_person(len(text), "female")
    assert found is not None
    assert found[0].name == "Ada Moor"


def test_somebody_unnamed_who_spoke_can_be_meant_later_but_whoever_writes_cannot() -> None:
    scene = set_scene("It rained. It snowed. ")
    nurse = Speaker(name="unnamed nurse", kind="person", resolved_by="noun", confidence=0.6)
    writer = Speaker(name="Ina Vey", kind="person", resolved_by="publisher", confidence=0.6)
    scene.take_unnamed(0, nurse, "female")
    scene.take_self(5, writer)
    found = scene.find_person(20, "female")
    assert found is not None
    assert found[0].speaker == nurse
    assert scene.find_person(20, "male") is None


def test_a_turn_describes_the_figure_in_the_way_it_was_found() -> None:
    scene = set_scene("Mina Hale left. ")
    (figure,) = scene.cast.people()
    assert scene.take(0, figure, "pronoun", 0.5).confidence == 0.5
    speaker = scene.take(0, figure, "surname")
    assert (speaker.id, speaker.resolved_by, speaker.confidence) == ("mina-hale", "surname", 0.93)
    assert len(scene.turns) == 2
