"""Roles and organisations in the words around a name."""

import pytest

from nlp.components.speakers.roles import Described, read_after, read_before, split_role

NAME = "Ada Moor"


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("Ada Moor, head of policy at Bluefern, said", "head of policy", "Bluefern"),
        ("Ada Moor, 34, a doctor from London, said", "doctor", None),
        ("Ada Moor, the Labour MP for Hull, said", "Labour MP for Hull", None),
        ("Ada Moor, former head of the Eel Guild said", "former head", "Eel Guild"),
        ("Ada Moor, who runs the Corve-based app Parley, said", None, "Parley"),
        ("Ada Moor, who is president of the Eel Guild, said", "president", "Eel Guild"),
        ("Ada Moor is a lawyer.", "lawyer", None),
        ("Ada Moor (D-Corve), chair of the Eel Guild, said", "chair", "Eel Guild"),
        ("Ada Moor, Bluefern's president, said", "president", "Bluefern"),
        ("Ada Moor, of Bluefern, said", None, "Bluefern"),
        ("Ada Moor, the charity's director, said", "director", None),
        ("Ada Moor – chief executive, Bluefern\n", "chief executive", "Bluefern"),
        ("Ada Moor, a Latvian journalist, said", "Latvian journalist", None),
        ("Ada Moor, a Quarles campaign adviser, said", "adviser", "Quarles campaign"),
        ("Ada Moor, director of Open Ink.", "director", "Open Ink"),
    ],
)
def test_a_role_after_the_name_is_read(text: str, role: str | None, organisation: str | None) -> None:
    assert read_after(text, len(NAME)) == Described(role, organisation)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moor said it was late",
        "Ada Moor, however, said",
        "Ada Moor, demanding that the mayor leave, said",
        "Ada Moor was late for the minister.",
        "Ada Moor",
        "Ada Moor, after the judge left, said",
    ],
)
def test_other_words_after_the_name_are_no_role(text: str) -> None:
    assert read_after(text, len(NAME)) is None


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("Bluefern's head of policy, Ada Moor", "head of policy", "Bluefern"),
        ("the head of policy Ada Moor", "head of policy", None),
        ("Labour MP Ada Moor", "Labour MP", None),
        ("Bluefern chief executive Ada Moor", "chief executive", "Bluefern"),
        ("In a statement, the charity's chief executive, Ada Moor", "chief executive", None),
        ("ex-NCO head Ada Moor", "former head", "NCO"),
        ("CORVE -- President Ada Moor", "President", None),
        ("laws proposed during President Ada Moor", "President", None),
        ("The U.S. President Ada Moor", "U.S. President", None),
    ],
)
def test_a_role_before_the_name_is_read(text: str, role: str, organisation: str | None) -> None:
    assert read_before(text, text.index(NAME)) == Described(role, organisation)


@pytest.mark.parametrize(
    "text", ["But Ada Moor", "Ada Moor", "the bridge, Ada Moor", "he met Ada Moor", "The minister left. Ada Moor"]
)
def test_other_words_before_the_name_are_no_role(text: str) -> None:
    assert read_before(text, text.index(NAME)) is None


def test_an_empty_phrase_has_no_role() -> None:
    assert split_role("the former ") == Described(None, None)
