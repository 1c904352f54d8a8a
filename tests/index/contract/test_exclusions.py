"""Exclusions: what must not stand there."""

import pytest

from clausewatch.index.protocol import Index
from tests.index.contract.examples import find, put_texts, read_snippets


@pytest.fixture
def pair(index: Index) -> Index:
    put_texts(index, a="privacy and safety", b="privacy alone", c="safety alone")
    return index


def test_an_excluded_word_must_not_stand_there(pair: Index) -> None:
    assert find(pair, "privacy -safety") == {"b"}
    assert find(pair, "-safety privacy") == {"b"}


def test_an_exclusion_alone_finds_all_the_others(pair: Index) -> None:
    assert find(pair, "-safety") == {"b"}


@pytest.mark.needs("stemming")
def test_an_excluded_word_is_meant_in_any_form(index: Index) -> None:
    put_texts(index, a="they scanned it", b="they read it")
    assert find(index, "it -scanning") == {"b"}


def test_an_excluded_phrase_must_not_stand_there(pair: Index) -> None:
    assert find(pair, 'privacy -"safety and privacy"') == {"a", "b"}
    assert find(pair, 'privacy -"privacy and safety"') == {"b"}


def test_an_excluded_prefix_must_not_stand_there(pair: Index) -> None:
    assert find(pair, "privacy -saf*") == {"b"}


def test_an_excluded_hyphenated_word_is_a_phrase(index: Index) -> None:
    put_texts(index, a="end-to-end encryption", b="encryption to the end")
    assert find(index, "encryption -end-to-end") == {"b"}


def test_each_of_several_exclusions_holds(pair: Index) -> None:
    assert find(pair, "-and -privacy") == {"c"}
    assert find(pair, "-privacy -safety") == set()


def test_a_word_asked_for_and_excluded_finds_nothing(pair: Index) -> None:
    assert find(pair, "privacy -privacy") == set()


def test_a_dash_between_words_excludes_nothing(pair: Index) -> None:
    assert find(pair, "privacy - safety") == {"a"}
    assert find(pair, "privacy – safety") == {"a"}


def test_a_minus_sign_excludes_too(pair: Index) -> None:
    assert find(pair, "privacy −safety") == {"b"}


def test_an_exclusion_holds_for_title_and_names_as_well(debate: Index) -> None:
    assert find(debate, "encryption -charity") == {"post", "letter"}
    assert find(debate, "encryption -Moor") == {"trust", "letter"}


def test_what_is_excluded_is_not_marked(pair: Index) -> None:
    assert read_snippets(pair, "privacy -safety") == ["<mark>privacy</mark> alone"]
