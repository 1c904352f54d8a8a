"""Sources without a name: one spelling each, told apart from names, and one spelling per office."""

import pytest

from clausewatch.models import Speaker
from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.resolver import Resolver
from nlp.components.speakers.unnamed import LONGEST_NAME
from tests.nlp.speakers.cases import REGISTRY, find_speaker, find_speakers

RESOLVER = Resolver(load_registry(REGISTRY))


def speaker_of(source: str) -> Speaker:
    return find_speaker(RESOLVER, f"{{s1:{source}}} said {{c1:it was late}}.")


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("A man", "unnamed man", "person"),
        ("The minister", "unnamed minister", "person"),
        ("The Minister", "unnamed minister", "person"),
        ("minister", "unnamed minister", "person"),
        ("The council", "unnamed council", "organisation"),
        ("A charity", "unnamed charity", "organisation"),
        ("The star herself", "unnamed star", "person"),
        ("A woman from the county", "woman from the county", "person"),
        ("A Corve official", "Corve official", "person"),
        ("Another official", "another official", "person"),
        ("The hon. Gentleman", "hon. Gentleman", "person"),
        ("The county council", "county council", "organisation"),
        ("My father", "father", "person"),
        ("Somebody", "somebody", "person"),
    ],
)
def test_a_common_noun_alone_says_that_it_is_nobodys_name(source: str, name: str, kind: str) -> None:
    found = speaker_of(source)
    assert (found.name, found.kind, found.id) == (name, kind, None)


def test_a_common_noun_alone_is_no_role_but_a_phrase_is() -> None:
    assert speaker_of("A man").role is None
    assert speaker_of("A senior official").role == "senior official"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministers", "ministers"),
        ("The Minister", "a minister"),
        ("Some experts", "some experts"),
        ("Police", "the police"),
        ("Four companies", "four companies"),
        ("The Council", "the council"),
        ("Forecasters", "the forecasters"),
    ],
)
def test_the_begin_of_a_sentence_and_an_article_make_no_second_speaker(one: str, other: str) -> None:
    assert speaker_of(one).name == speaker_of(other).name
    assert speaker_of(one).kind == speaker_of(other).kind


@pytest.mark.parametrize(
    "source", ["Tories", "Americans", "MPs", "Labour MPs", "Residents of Corve", "Parley staff", "Britons"]
)
def test_proper_plurals_and_phrases_with_a_name_keep_their_capitals(source: str) -> None:
    found = speaker_of(source)
    assert (found.name, found.kind) == (source, "collective")


@pytest.mark.parametrize(
    "source", ["About 400 people travelled", "Forecasters", "The industry", "The tech firms alike"]
)
def test_several_people_are_a_collective(source: str) -> None:
    found = speaker_of(source)
    assert found.kind == "collective"
    assert "travelled" not in found.name


@pytest.mark.parametrize("source", ["Mathematics", "Science", "The poll", "Nobody", "History", "None of them"])
def test_figures_of_speech_and_nobody_are_no_speakers(source: str) -> None:
    assert find_speakers(RESOLVER, f"{{s1:{source}}} said {{c1:it was late}}.") == {1: None}


def test_a_very_long_phrase_is_cut_and_still_a_name() -> None:
    found = speaker_of("a resident of the long " + "and winding " * 60 + "road")
    assert len(found.name) <= LONGEST_NAME
    assert found.name == found.name.strip()


def test_a_phrase_over_two_lines_is_on_one() -> None:
    assert speaker_of("a woman\nfrom the  county").name.count("\n") == 0
    assert speaker_of("the\nminister").name == "unnamed minister"


def test_somebody_unnamed_is_the_same_later_in_the_text() -> None:
    found = find_speakers(
        RESOLVER, "{s1:A man} said {c1:no}. {s2:He} said {c2:it was late}. {s3:The man} left {c3:it}."
    )
    assert [speaker.name for speaker in found.values() if speaker] == ["unnamed man"] * 3


@pytest.mark.parametrize("relative", ["who", "that"])
def test_a_place_is_not_who_said_it(relative: str) -> None:
    text = f"There were two in Westminster {{s1:{relative}}} said {{c1:it was late}}."
    assert find_speakers(RESOLVER, text) == {1: None}


def test_a_body_that_is_named_just_before_who_is_who_said_it() -> None:
    assert find_speaker(RESOLVER, "It was Parley, {s1:who} said {c1:it was late}.").id == "parley"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The law of the United Kingdom", None),
        ("The United Kingdom’s Eel Bill", None),
        ("A report by Bluefern", "Bluefern"),
    ],
)
def test_a_country_is_not_the_author_of_its_laws(source: str, name: str | None) -> None:
    (speaker,) = find_speakers(RESOLVER, f"{{s1:{source}}} says {{c1:it is late}}.").values()
    assert (speaker.name if speaker else None) == name


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("{s1:The regulator} said {c1:it was late}.\n\nComreg was asked.", "comreg"),
        ("{s1:The campaign group} said {c1:it was late}.\n\nOpen Ink was asked.", "open-ink"),
        ("{s1:The charity} said {c1:it was late}.\n\nLT and Child Harbour were asked.", None),
        ("{s1:A regulator} said {c1:it was late}.\n\nComreg was asked.", None),
        ("{s1:The exams regulator} said {c1:it was late}.\n\nComreg was asked.", None),
        ("{s1:The regulator} said {c1:it was late}.", None),
    ],
    ids=["noun", "two-words", "two-bodies", "indefinite", "other-words", "never-named"],
)
def test_a_body_may_be_called_by_its_noun_before_it_is_named(text: str, identifier: str | None) -> None:
    assert find_speaker(RESOLVER, text).id == identifier


@pytest.mark.parametrize("who", ["Mr Pell", "Ms Pell"])
def test_two_of_one_surname_are_told_apart_by_pronouns(who: str) -> None:
    text = f"Mr Pell met Ms Pell. {{s1:{who}}} said {{c1:no}}. {{s2:{'He' if who < 'Ms' else 'She'}}} said {{c2:so}}."
    found = find_speakers(RESOLVER, text)
    assert found[1] is not None
    assert found[2] is not None
    assert found[2].name == who
