"""Which statements are one, and by what they are found."""

import pytest

from nlp.copies import is_repeated, statement_keys
from nlp.copies.differences import find_differences
from nlp.copies.words import read_tokens
from nlp.origins.words import LONGEST

SAID = "We will fight this reckless clause in every court in the land"


def share(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return not set(one).isdisjoint(other)


def test_the_same_words_of_two_speakers_share_no_key() -> None:
    assert share(statement_keys("ada-moor", SAID), statement_keys("ada-moor", SAID.replace("reckless ", "")))
    assert not share(statement_keys("ada-moor", SAID), statement_keys("owen-barrow", SAID))
    assert not share(statement_keys("ada-moor", SAID), statement_keys(None, SAID))


def test_what_says_too_little_has_no_key_and_more_is_asked_where_the_speaker_is_unknown() -> None:
    assert statement_keys("ada-moor", "No comment at all") == ()
    assert statement_keys("ada-moor", "We fight it in court") != ()
    assert statement_keys(None, "We fight it in court") == ()
    assert statement_keys(None, SAID) != ()


def test_what_is_longer_than_is_read_is_not_taken_for_its_beginning() -> None:
    assert statement_keys("ada-moor", "We fight it in court and out of it. " * LONGEST) == ()


@pytest.mark.parametrize("text", ["", "…", "“No”", "a" * 10_000, "\u0000 \ud7ff"])
def test_a_text_without_sense_repeats_nothing(text: str) -> None:
    assert statement_keys("ada-moor", text) == ()
    assert not is_repeated(text, SAID)
    assert not is_repeated(text, text)


def test_a_beginning_or_end_may_be_cut_farther_than_the_middle() -> None:
    words = "calm look at fresh evidence brought here by engineers from our company"
    assert is_repeated(words, "calm look at fresh evidence brought here by engineers")
    assert is_repeated(words, "at fresh evidence brought here by engineers from our company")
    assert not is_repeated(words, "calm look at fresh evidence brought here")
    assert not is_repeated("they told us early today in plain words that it works", "they told us that it works")


def test_words_that_stand_in_another_place_are_no_repetition() -> None:
    one, other = "the minister told the regulator it works", "the regulator told the minister it works"
    assert find_differences(read_tokens(one), read_tokens(other)) is None


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("the goverment of the day", "the government of the day", True),
        ("an online service", "an on line service", True),
        ("the adverse opinion", "the averse opinion", True),
        ("it is typical", "it is atypical", False),
        ("they came late", "they came date", False),
        ("a fast ferry", "a slow ferry", False),
        ("the year 1997", "the year 1987", False),
        ("by Ada Moore", "by Ada Moors", False),
    ],
)
def test_a_slip_of_one_letter_in_a_plain_word_is_no_difference(one: str, other: str, is_same: bool) -> None:
    assert (find_differences(read_tokens(one), read_tokens(other)) is not None) is is_same


def test_another_currency_is_another_statement() -> None:
    assert not is_repeated("it costs the industry £5m a year to do it", "it costs the industry €5m a year to do it")
