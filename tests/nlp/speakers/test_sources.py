"""A source taken apart: its head, the noun it turns on, and the name that it is."""

import pytest

from clausewatch.models import Span
from nlp.components.speakers.describing import Describer
from nlp.components.speakers.entries import EntryFinder
from nlp.components.speakers.reading import read_cast
from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.sentences import Sentences
from nlp.components.speakers.sources import LONGEST_SOURCE, Source, read_source
from nlp.components.speakers.words import read_words
from tests.nlp.speakers.cases import REGISTRY


def set_scene(text: str) -> Scene:
    """A scene without attributions so far."""
    registry = load_registry(REGISTRY)
    words = read_words(text)
    cast = read_cast(text, "", words, list(EntryFinder(registry).find(text, words)), registry, [])
    return Scene(text, cast, Sentences(text), registry, Describer(text, registry, None), None, None, abroad=False)


def read(text: str, span: Span | None = None) -> Source:
    source = read_source(set_scene(text), span or (0, len(text)))
    assert source is not None
    return source


def name_of(source: Source, text: str) -> str | None:
    return text[source.name.start : source.name.end] if source.name else None


@pytest.mark.parametrize(
    ("text", "noun", "phrase"),
    [
        ("the police chief of Hull", "chief", "police chief of Hull"),
        ("a person close to the talks", "person", "person close to the talks"),
        ("critics, who had waited,", "critics", "critics"),
        ("the woman that left", "woman", "woman"),
        ("consultants hired by a bank", "consultants", "consultants hired by a bank"),
        ("the star herself", "star", "star"),
        ("the firms themselves", "firms", "firms"),
        ("people gathered", "people", "people"),
        ("But the mayor also", "mayor", "mayor"),
        ("one of the residents", "residents", "one of the residents"),
        ("the\n mayor", "mayor", "mayor"),
        ("he", "he", "he"),
        ("the", "the", "the"),
    ],
)
def test_the_noun_and_the_phrase_of_a_source(text: str, noun: str, phrase: str) -> None:
    source = read(text)
    assert (source.noun.folded, source.phrase) == (noun, phrase)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mina Hale", "Mina Hale"),
        ("Mina Hale, its chief executive,", "Mina Hale"),
        ("its chief executive, Mina Hale,", "Mina Hale"),
        ("the minister (Ruth Pell)", "Ruth Pell"),
        ("Mina Hale herself", "Mina Hale"),
        ("Mina Hale of Parley", "Mina Hale"),
        ("Parley’s boss", None),
        ("a Parley boss", None),
        ("the boss of Parley", None),
        ("a person close to Mina Hale", None),
        ("an aide to Mina Hale", None),
        ("Parley staff", None),
        ("the Lantern Trust", "Lantern Trust"),
        ("Mina Hale MP", "Mina Hale"),
        ("the boss, a friend of Mina Hale", None),
    ],
)
def test_a_name_is_the_source_or_only_belongs_to_it(text: str, name: str | None) -> None:
    assert name_of(read(text), text) == name


@pytest.mark.parametrize("span", [(0, 9), (0, 10)], ids=["title", "title-and-space"])
def test_a_source_that_is_only_the_title_goes_on_to_the_name(span: Span) -> None:
    text = "Professor Zolta Quy was asked to wait."
    assert name_of(read(text, span), text) == "Zolta Quy"


def test_a_title_with_no_name_after_it_stays_alone() -> None:
    text = "Professor, Zolta Quy was asked to wait."
    assert name_of(read(text, (0, 9)), text) is None


@pytest.mark.parametrize("text", ["", "…", " \n ", "“”"])
def test_a_source_without_words_is_none(text: str) -> None:
    assert read_source(set_scene(text), (0, len(text))) is None


def test_a_source_ends_at_its_longest_length() -> None:
    source = read("the mayor " + "of Corve " * 1_000)
    assert len(source.text) <= LONGEST_SOURCE
    assert source.noun.folded == "mayor"


@pytest.mark.parametrize(
    ("text", "definite"),
    [("the mayor", True), ("her firm", True), ("a mayor", False), ("one mayor", False), ("mayors", False)],
)
def test_a_source_is_definite_by_its_first_word(text: str, definite: bool) -> None:
    assert read(text).is_definite is definite


def test_places_are_those_of_the_whole_text() -> None:
    text = "It rained. But the mayor of Corve said no."
    source = read(text, (11, 33))
    assert text[source.start : source.end] == "the mayor of Corve"
    assert text[source.noun.start : source.noun.end] == "mayor"
