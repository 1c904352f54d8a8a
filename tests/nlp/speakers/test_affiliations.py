"""Bodies beside a person's name."""

import pytest

from nlp.components.speakers.affiliations import find_affiliation
from nlp.components.speakers.entries import EntryFinder
from nlp.components.speakers.reading import read_cast
from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.words import read_words
from tests.nlp.speakers.cases import REGISTRY

TEXTBOOK = load_registry(REGISTRY)


def body_of(text: str, name: str = "Ada Moor", looked_at: int = 6) -> str | None:
    words = read_words(text)
    cast = read_cast(text, "", words, list(EntryFinder(TEXTBOOK).find(text, words)), TEXTBOOK, [])
    person = next(figure for figure in cast.figures if figure.name == name)
    found = find_affiliation(text, cast, person, looked_at)
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Ada Moor of Lantern Chat left.", "Lantern Chat"),
        ("Ada Moor, of Lantern Chat, left.", "Lantern Chat"),
        ("Ada Moor of the Eel Guild left.", "Eel Guild"),
        ("Ada Moor from Lantern Chat left.", "Lantern Chat"),
        ("Ada Moor with Lantern Chat left.", "Lantern Chat"),
        ("Ada Moor of the privacy group Hallam Ridge left.", "Hallam Ridge"),
        ("Ada Moor at Zolta Quy left.", "Zolta Quy"),
        ("Ada Moor at Parley left.", "Parley"),
        ("Ada Moor (Lantern Chat) left.", "Lantern Chat"),
        ("Ada Moor (the Eel Guild) left.", "Eel Guild"),
        ("Ada Moor, Lantern Chat, left.", "Lantern Chat"),
        ("Ada Moor, the Eel Guild: no.", "Eel Guild"),
        ("Ada Moor, Tarn Valley Rail Users: no.", "Tarn Valley Rail Users"),
        ("Ada Moor, Lantern Chat\nTom left.", "Lantern Chat"),
        ("Lantern Chat’s Ada Moor left.", "Lantern Chat"),
        ("Lantern Chat's Dr Ada Moor left.", "Lantern Chat"),
        ("Ada Moor of CEG left. The CEG is old.", "CEG"),
        ("Ada Moor left. Then Ada Moor of Lantern Chat came.", "Lantern Chat"),
    ],
)
def test_a_body_beside_the_name_is_the_person_s(text: str, body: str) -> None:
    assert body_of(text) == body


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moor left.",
        "Ada Moor of Thornby left.",
        "Ada Moor of Corve Hill left.",
        "Ada Moor from Zolta Quy left.",
        "Ada Moor of Tom Quarles left.",
        "Ada Moor (D-Corve) left.",
        "Ada Moor (Brigg East) left.",
        "Ada Moor (Thornby) left.",
        "Ada Moor, Lantern Chat and Bluefern left.",
        "Ada Moor, Brigg East, left.",
        "Ada Moor left Lantern Chat.",
        "Ada Moor left. Of Lantern Chat nothing is known.",
        "Lantern Chat, Ada Moor and Tom Quarles left.",
        "The week’s Ada Moor left.",
        "Ada Moor at Leeds left.",
    ],
)
def test_a_town_or_another_name_is_no_affiliation(text: str) -> None:
    assert body_of(text) is None


def test_only_the_first_mentions_are_looked_at() -> None:
    text = "Ada Moor left. Ada Moor came. Ada Moor of Lantern Chat stayed."
    assert body_of(text, looked_at=2) is None
    assert body_of(text, looked_at=3) == "Lantern Chat"
