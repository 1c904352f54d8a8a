"""A name that stands alone tells what kind of speaker it is, or nothing."""

import pytest

from nlp.components.speakers.named import tell_category
from nlp.components.speakers.registry import Registry
from nlp.components.speakers.schema import Office, Organisation, Person

SOURCE = "a fictional directory"
REGISTRY = Registry(
    [
        Organisation(
            id="pigeonpost", name="Pigeonpost", aliases=("PGP Ltd",), category="platform", kind="company", source=SOURCE
        ),
        Organisation(id="moor-trust", name="Moor Trust", category="child-safety", kind="charity", source=SOURCE),
        Office(id="harbour", name="Harbour Secretary", organisation="moor-trust", category="government", source=SOURCE),
        Person(id="ada-moor", name="Ada Moor", category="parliament", source=SOURCE),
        Person(id="jo-vane", name="Jo Vane", category="expert", source=SOURCE),
        Person(id="jo-vane-2", name="Jo Vane", category="news", source=SOURCE),
    ]
)


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Pigeonpost", "platform"),
        ("PGP Ltd", "platform"),
        ("the Moor Trust", "child-safety"),
        ("ADA MOOR", "parliament"),
        ("a spokesman for Pigeonpost", "platform"),
        ("the Harbour Secretary", "government"),
    ],
)
def test_a_name_of_the_registry_tells_its_kind(name: str, category: str) -> None:
    assert tell_category(REGISTRY, name) == category


@pytest.mark.parametrize(
    ("name", "category"),
    [("a survivor", "child-safety"), ("police chiefs", "government"), ("a professor of law", "expert")],
)
def test_words_for_a_role_tell_it_where_the_registry_does_not(name: str, category: str) -> None:
    assert tell_category(REGISTRY, name) == category


@pytest.mark.parametrize("name", ["Quill Farraday", "", "…", "the"])
def test_an_unknown_name_tells_nothing(name: str) -> None:
    assert tell_category(REGISTRY, name) is None


def test_namesakes_of_several_kinds_tell_nothing() -> None:
    assert tell_category(REGISTRY, "Jo Vane") is None
