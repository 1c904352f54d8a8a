"""Entries of the registry found in running text."""

import pytest

from nlp.components.speakers.entries import EntryFinder, Match, is_abroad
from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.words import read_words
from tests.nlp.speakers.cases import REGISTRY

FINDER = EntryFinder(load_registry(REGISTRY))


def find(text: str) -> list[Match]:
    return list(FINDER.find(text, read_words(text)))


def found(text: str) -> list[tuple[str, str]]:
    """The words and the first entry of each match."""
    return [(text[match.start : match.end], match.entries[0].id) for match in find(text)]


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("Lantern Trust", [("Lantern Trust", "lantern-trust")]),
        ("LANTERN TRUST", [("LANTERN TRUST", "lantern-trust")]),
        ("Lantern Trust’s view", [("Lantern Trust", "lantern-trust")]),
        ("Parley's view", [("Parley", "parley")]),
        ("the L.T. met", [("L.T", "lantern-trust")]),
        ("the Ministry of Signals’ view", [("Ministry of Signals", "signals-ministry")]),
        ("the signals secretary left", [("signals secretary", "signals-secretary")]),
        ("the Signals secretary left", [("Signals secretary", "signals-secretary")]),
        ("Secretary of State for Signals", [("Secretary of State for Signals", "signals-secretary")]),
        ("the Shadow Signals Secretary", [("Shadow Signals Secretary", "shadow-signals-secretary")]),
        ("the government fell", [("government", "government")]),
        ("the Government fell", [("Government", "government")]),
        ("No 5 denied it", [("No 5", "government")]),
        ("Parley and Whistle", [("Parley", "parley"), ("Whistle", "whistle")]),
        ("Prof Doyle", [("Prof Doyle", "cass-doyle")]),
    ],
)
def test_a_name_is_found_with_its_place(text: str, matches: list[tuple[str, str]]) -> None:
    assert found(text) == matches


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a government fell",
        "blow the whistle",
        "they parley now",
        "the lantern trust",
        "lt",
        "Lantern\nTrust",
        "Lanternmail Trust",
        "open ink",
        "5",
        "Thorne",
    ],
)
def test_common_words_that_look_like_a_name_are_none(text: str) -> None:
    assert found(text) == []


def test_the_longest_name_is_taken_and_none_inside_of_it() -> None:
    assert found("the Shadow Signals Secretary and the Signals Secretary") == [
        ("Shadow Signals Secretary", "shadow-signals-secretary"),
        ("Signals Secretary", "signals-secretary"),
    ]


def test_matches_come_in_order_and_never_overlap() -> None:
    matches = find("Parley met LT. Whistle met Ada Thorne, Signals Secretary, at Castle Street. " * 50)
    assert len(matches) == 300
    assert all(one.end <= other.start for one, other in zip(matches, matches[1:], strict=False))  # noqa: RUF007


@pytest.mark.parametrize(
    ("text", "abroad"),
    [
        ("Canada and Ottawa waited.", True),
        ("Canada waited for London.", False),
        ("The firms of Corve waited.", False),
        ("", False),
        ("Washington, Congress and Delhi wrote to London.", True),
        ("Canada and Ottawa wrote to Ada Thorne.", False),
        ("Canadagold and Ottawans", False),
        ("x" * 20_001 + " Canada Ottawa", False),
    ],
    ids=["abroad", "balanced", "neither", "empty", "mostly", "with-our-minister", "parts-of-words", "late"],
)
def test_a_text_is_about_abroad_where_other_countries_outweigh_ours(text: str, abroad: bool) -> None:
    assert is_abroad(text, find(text)) is abroad
