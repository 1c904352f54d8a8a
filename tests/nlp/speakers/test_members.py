"""Forms of address in parliament."""

from typing import Any

import pytest

from nlp.components.speakers.members import is_address
from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.resolver import Resolver
from nlp.components.speakers.sources import read_source
from tests.nlp.speakers.cases import REGISTRY, find_speakers
from tests.nlp.speakers.test_scene import set_scene

RESOLVER = Resolver(load_registry(REGISTRY))
PEER = {"name": "Lord Marsh of Fen", "kind": "person", "category": "parliament"}


def name_of(before: str, source: str, **facts: Any) -> str | None:
    facts = {"kind": "official", **facts}
    speaker = find_speakers(RESOLVER, f"{before} {{s1:{source}}} said {{c1:no}}.", **facts)[1]
    return speaker.name if speaker else None


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("My noble friend", True),
        ("The noble Baroness", True),
        ("The hon. Member for Brigg", True),
        ("the right honourable Gentleman", True),
        ("The right reverend Prelate", True),
        ("my hon. and learned Friend", True),
        ("My friend", False),
        ("The Lady", False),
        ("a noble cause", False),
        ("The member", False),
        ("Lord Quarry", False),
        ("My noble friend Lord Quarry", False),
    ],
)
def test_an_address_has_an_honour_and_no_name(source: str, address: bool) -> None:
    read = read_source(set_scene(source), (0, len(source)))
    assert read is not None
    assert is_address(read) is address


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("I thank my noble friend Lord Quarry.", "My noble friend", "Lord Quarry"),
        ("I thank my noble friend, Lord Quarry.", "My noble friend", "Lord Quarry"),
        ("The noble Lord, Lord Quarry, and my noble friend Lord Holt rose.", "The noble Lord", "Lord Quarry"),
        ("The noble Lord, Lord Quarry, and my noble friend Lord Holt rose.", "My noble friend", "Lord Holt"),
        ("The noble Lord, Lord Quarry, rose, then the noble Lord, Lord Holt.", "The noble Lord", "Lord Holt"),
        ("My noble friend rose. Lord Quarry sat.", "My noble friend", "Lord Quarry"),
        ("Lady Vale and Lord Quarry rose.", "The noble Lady", "Baroness Vale"),
        ("I thank the hon. Lady, Ada Moor.", "The hon. Lady", "Ada Moor"),
        ("Ada Moor met Tom Quarles.", "The hon. Gentleman", "Tom Quarles"),
        ("I thank the hon. Member for Holt (Ada Moor).", "The hon. Member for Holt", "Ada Moor"),
        ("I thank the hon. Member for Fen East (Ada Moor).", "My hon. Friend the Member for Fen East", "Ada Moor"),
    ],
)
def test_an_address_means_who_was_named_with_it_last(before: str, source: str, name: str) -> None:
    assert name_of(before, source) == name


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("It rained.", "My noble friend", "noble friend"),
        ("Ada Moor rose.", "My noble friend", "noble friend"),
        ("Lord Quarry rose.", "The hon. Gentleman", "hon. Gentleman"),
        ("Tom Quarles rose.", "The hon. Lady", "hon. Lady"),
        ("I thank the hon. Member for Holt (Ada Moor).", "The hon. Member for Fen", "hon. Member for Fen"),
        ("I went to Holt in May.", "The hon. Member for Holt", "hon. Member for Holt"),
    ],
)
def test_nobody_is_invented_for_an_address(before: str, source: str, name: str) -> None:
    assert name_of(before, source) == name


def test_who_speaks_is_nobody_whom_he_addresses() -> None:
    assert name_of("Lord Marsh of Fen rose.", "My noble friend", record=PEER) == "noble friend"
    assert name_of("Lord Marsh of Fen rose.", "My noble friend") == "Lord Marsh of Fen"
    other = {"name": "Lord Quarry", "kind": "person", "category": "parliament"}
    assert name_of("Lord Quarry rose.", "My noble friend", record=other) == "noble friend"


def test_many_addresses_of_one_seat_are_found() -> None:
    before = "The hon. Member for Holt rose. " * 200 + "I thank the hon. Member for Holt (Ada Moor)."
    assert name_of(before, "The hon. Member for Holt") == "hon. Member for Holt"
    assert name_of(before[-80:], "The hon. Member for Holt") == "Ada Moor"
