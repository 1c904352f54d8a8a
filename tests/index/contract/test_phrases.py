"""Phrases: words in their order, side by side."""

import pytest

from clausewatch.index.protocol import Index
from tests.index.contract.examples import find, put_texts


def test_a_phrase_is_found_in_its_order_only(index: Index) -> None:
    put_texts(index, a="where technically feasible", b="feasible technically")
    assert find(index, '"technically feasible"') == {"a"}


def test_the_words_of_a_phrase_stand_side_by_side(index: Index) -> None:
    put_texts(index, a="private messages", b="private and secret messages")
    assert find(index, '"private messages"') == {"a"}
    assert find(index, "private messages") == {"a", "b"}


@pytest.mark.needs("stemming")
def test_the_words_of_a_phrase_are_found_in_any_form(index: Index) -> None:
    put_texts(index, a="a private message")
    assert find(index, '"private messages"') == {"a"}


def test_a_phrase_and_a_word_must_both_stand_there(index: Index) -> None:
    put_texts(index, a="private messages matter", b="private messages")
    assert find(index, '"private messages" matter') == {"a"}


def test_two_phrases_must_both_stand_there(index: Index) -> None:
    put_texts(index, a="private messages and public squares", b="private squares and public messages")
    assert find(index, '"private messages" "public squares"') == {"a"}


def test_a_phrase_of_one_word_is_a_word(index: Index) -> None:
    put_texts(index, a="privacy first", b="safety first")
    assert find(index, '"privacy"') == {"a"}


def test_a_phrase_goes_over_marks(index: Index) -> None:
    put_texts(index, a="It is private, messages are safe")
    assert find(index, '"private messages"') == {"a"}


def test_a_phrase_does_not_go_from_the_title_into_the_statement(debate: Index) -> None:
    assert find(debate, '"threatens to walk"') == {"post"}
    assert find(debate, '"walk the power"') == set()


@pytest.mark.parametrize(
    "text",
    ["“private messages”", "„private messages“", "«private messages»", "＂private messages＂", '"private messages“'],
)
def test_curly_quotation_marks_make_a_phrase(index: Index, text: str) -> None:
    put_texts(index, a="private messages", b="messages in private")
    assert find(index, text) == {"a"}


def test_a_quotation_mark_that_is_not_closed_is_passed_over(index: Index) -> None:
    put_texts(index, a="private messages", b="messages in private")
    assert find(index, '"private messages') == {"a", "b"}
    assert find(index, '"in private" messages"') == {"b"}


def test_a_hyphenated_word_is_a_phrase(index: Index) -> None:
    put_texts(index, a="end-to-end encryption", b="end to end encryption", c="to the end, and encryption at the end")
    assert find(index, "end-to-end") == {"a", "b"}


@pytest.mark.parametrize("hyphen", ["-", "‐", "‑", "–"])
def test_any_hyphen_makes_a_hyphenated_word(index: Index, hyphen: str) -> None:
    put_texts(index, a="on‑device checks", b="a device on the desk")
    assert find(index, f"on{hyphen}device") == {"a"}


def test_a_hyphenated_word_in_a_phrase_is_a_part_of_it(index: Index) -> None:
    put_texts(index, a="use end-to-end encryption now", b="end-to-end we use encryption")
    assert find(index, '"end-to-end encryption"') == {"a"}


def test_a_word_written_as_one_is_not_the_hyphenated_one(index: Index) -> None:
    put_texts(index, a="on-line", b="online")
    assert find(index, "on-line") == {"a"}
    assert find(index, "online") == {"b"}


@pytest.mark.needs("folding")
def test_an_apostrophe_is_found_whichever_it_is(index: Index) -> None:
    put_texts(index, a="we don't know", b="we don’t know", c="we do know")
    assert find(index, "don’t") == find(index, "don't") == {"a", "b"}


def test_a_phrase_of_words_that_stand_often_is_found(index: Index) -> None:
    put_texts(index, a="the bill and the act and the bill", b="the act")
    assert find(index, '"the bill and the act"') == {"a"}
