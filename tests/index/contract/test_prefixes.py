"""Prefixes: the beginning of a word as it is spelt."""

import pytest

from clausewatch.index.protocol import Index
from tests.index.contract.examples import find, put_texts, read_snippets


@pytest.fixture
def words(index: Index) -> Index:
    put_texts(index, a="encryption", b="encrypted", c="encoded", d="decryption", e="Encyclopaedia")
    return index


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("encrypt*", {"a", "b"}),
        ("enc*", {"a", "b", "c", "e"}),
        ("ENCR*", {"a", "b"}),
        ("encryptio*", {"a"}),
        ("encryption*", {"a"}),
        ("encryptions*", set()),
        ("e*", {"a", "b", "c", "e"}),
        ("*cryption", set()),
    ],
)
def test_a_prefix_finds_words_as_they_are_spelt(words: Index, text: str, found: set[str]) -> None:
    assert find(words, text) == found


def test_a_prefix_and_a_word_must_both_stand_there(index: Index) -> None:
    put_texts(index, a="encrypted messages", b="encrypted files", c="messages")
    assert find(index, "encr* messages") == {"a"}


def test_two_prefixes_must_both_stand_there(index: Index) -> None:
    put_texts(index, a="encrypted messages", b="encrypted files")
    assert find(index, "encr* mess*") == {"a"}


def test_the_last_word_of_a_phrase_may_be_a_prefix(index: Index) -> None:
    put_texts(index, a="end-to-end encrypted chat", b="encrypted from end to end")
    assert find(index, '"end-to-end encr*"') == {"a"}
    assert find(index, '"end-to-end encr"*') == {"a"}


def test_a_hyphenated_word_may_be_a_prefix(index: Index) -> None:
    put_texts(index, a="client-side scanning", b="a client on my side")
    assert find(index, "client-si*") == {"a"}


def test_a_star_alone_is_no_word(index: Index) -> None:
    put_texts(index, a="encrypted")
    assert find(index, "encrypted *") == {"a"}


def test_a_prefix_is_looked_for_in_names_and_titles_too(debate: Index) -> None:
    assert find(debate, "Pigeonp*") == {"letter"}
    assert find(debate, "Cryptogr*") == {"expert"}


@pytest.mark.needs("folding")
def test_accents_do_not_matter_in_a_prefix(index: Index) -> None:
    put_texts(index, a="naïveté")
    assert find(index, "naiv*") == find(index, "naïvet*") == {"a"}


def test_what_a_prefix_found_is_marked_to_its_end(index: Index) -> None:
    put_texts(index, a="all encryption works")
    assert read_snippets(index, "encryptio*") == ["all <mark>encryption</mark> works"]
