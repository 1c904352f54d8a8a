"""Synonyms: each phrase of a group finds the others."""

import pytest

from clausewatch.index.protocol import Index
from tests.index.contract.conftest import Opener
from tests.index.contract.examples import find, put_texts, read_snippets


@pytest.fixture
def scanning(index: Index) -> Index:
    put_texts(
        index,
        client="client-side scanning is here",
        device="device-side scanning is here",
        spy="the spy clause is here",
        door="a back door is a back door",
        backdoor="a backdoor",
        other="a spy reads each clause, and a door is at the back",
    )
    return index


@pytest.mark.parametrize(
    "text",
    ["spy clause", '"spy clause"', pytest.param("Spy Clauses", marks=pytest.mark.needs("stemming")), "“spy clause”"],
)
def test_a_phrase_finds_its_synonyms(scanning: Index, text: str) -> None:
    assert find(scanning, text) >= {"client", "device", "spy"}


@pytest.mark.parametrize("text", ["client-side scanning", "client side scanning", '"client-side scanning"'])
def test_it_works_the_other_way_round(scanning: Index, text: str) -> None:
    assert find(scanning, text) == {"client", "device", "spy"}


def test_one_word_finds_a_synonym_of_two(scanning: Index) -> None:
    assert find(scanning, "backdoor") == {"door", "backdoor"}


def test_two_words_find_a_synonym_of_one(scanning: Index) -> None:
    assert find(scanning, '"back door"') == {"door", "backdoor"}
    assert find(scanning, "back door") == {"door", "backdoor", "other"}


def test_a_synonym_is_found_as_a_phrase_only(scanning: Index) -> None:
    assert "other" not in find(scanning, "client-side scanning")


def test_the_words_beside_a_synonym_must_stand_there_too(scanning: Index) -> None:
    assert find(scanning, "backdoor zeppelin") == set()
    assert find(scanning, "spy clause here") == {"client", "device", "spy"}


def test_synonyms_reach_into_a_longer_phrase(scanning: Index) -> None:
    assert find(scanning, '"spy clause is here"') == {"client", "device", "spy"}
    assert find(scanning, '"the spy clause is here"') == {"spy"}


def test_a_part_of_a_phrase_has_no_synonyms(scanning: Index) -> None:
    assert find(scanning, "spy") == {"spy", "other"}


def test_an_exclusion_means_just_its_words(scanning: Index) -> None:
    assert find(scanning, '"spy clause" -"client-side scanning"') == {"device", "spy"}


def test_synonyms_may_be_abbreviations(index: Index) -> None:
    put_texts(index, a="more CSAM was found", b="child abuse images were found")
    assert find(index, "csam") == {"a", "b"}
    assert find(index, "child abuse images") == {"a", "b"}


def test_a_synonym_that_was_found_is_marked(scanning: Index) -> None:
    assert "<mark>client-side scanning</mark> is here" in read_snippets(scanning, "spy clause")


def test_a_phrase_of_two_groups_finds_both(open_again: Opener) -> None:
    index = open_again([("spy clause", "clause 122"), ("spy clause", "scanning power")])
    put_texts(index, a="clause 122", b="the scanning power", c="the spy clause")
    assert find(index, "spy clause") == {"a", "b", "c"}
    assert find(index, "clause 122") == {"a", "c"}


def test_the_synonyms_are_those_of_whoever_searches(open_again: Opener) -> None:
    put_texts(open_again([]), a="the spy clause", b="client-side scanning")
    assert find(open_again([]), '"spy clause"') == {"a"}
    assert find(open_again([("spy clause", "client-side scanning")]), '"spy clause"') == {"a", "b"}


def test_odd_synonyms_do_no_harm(open_again: Opener) -> None:
    index = open_again([(), ("alone",), ("—", "dash"), ('say "so"', "say thus"), ("same", "SAME")])
    put_texts(index, a="they say so", b="dash", c="same", d="alone")
    assert find(index, "say thus") == {"a"}
    assert find(index, "dash") == {"b"}
    assert find(index, "same") == {"c"}
