"""Where sentences and paragraphs begin."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.components.speakers.sentences import Sentences


def begins(text: str) -> list[str]:
    """The first word of each sentence."""
    starts = Sentences(text).starts(0, len(text) + 1)
    return [text[start:].split()[0] if text[start:].split() else "" for start in starts]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It rained. It snowed.", ["It", "It"]),
        ("It rained! Why? Because.", ["It", "Why?", "Because."]),
        ("“It rained.” She left.", ["“It", "She"]),
        ("(It rained.) “Why?”", ["(It", "“Why?”"]),
        ("It rained… Éva left.", ["It", "Éva"]),
        ("It cost 3.50 pounds. Ten left.", ["It", "Ten"]),
        ("It rained. it snowed.", ["It"]),
        ("Prof. Moor left.", ["Prof."]),
        ("J. K. Moor left.", ["J."]),
        ("Moor left at 5 p.m. Pell stayed.", ["Moor", "Pell"]),
        ("He met Mr. Moor. They ate.", ["He", "They"]),
        ("One\n\nTwo", ["One", "Two"]),
    ],
)
def test_sentences_begin_where_a_reader_says_so(text: str, words: list[str]) -> None:
    assert begins(text) == words


def test_a_text_without_a_break_is_one_sentence_and_one_paragraph() -> None:
    sentences = Sentences("it rained")
    assert (sentences.number(0), sentences.number(8), sentences.paragraph(8)) == (0, 0, 0)
    assert sentences.paragraph_bounds(0, 9) == (0, 9)


def test_an_empty_text_has_one_empty_sentence() -> None:
    sentences = Sentences("")
    assert (sentences.number(0), sentences.start(0), sentences.paragraph_bounds(0, 0)) == (0, 0, (0, 0))


def test_blank_lines_and_indents_make_no_paragraph_of_their_own() -> None:
    text = "One.\n\n   \n\tTwo."
    sentences = Sentences(text)
    assert sentences.paragraph(text.index("Two")) == 1
    assert sentences.paragraph_bounds(1, len(text)) == (text.index("Two"), len(text))


@given(st.text(alphabet="aB. \n”“?!", max_size=80))
@settings(max_examples=80, deadline=None)
def test_numbers_grow_with_the_place_and_agree_with_the_begins(text: str) -> None:
    sentences = Sentences(text)
    numbers = [sentences.number(place) for place in range(len(text) + 1)]
    assert numbers == sorted(numbers)
    assert all(sentences.start(place) <= place for place in range(len(text) + 1))
    assert all(sentences.number(sentences.start(place)) == sentences.number(place) for place in range(len(text) + 1))


@given(st.text(alphabet="ab \n", max_size=60))
@settings(max_examples=60, deadline=None)
def test_paragraphs_follow_on_each_other_without_a_gap(text: str) -> None:
    sentences = Sentences(text)
    last = sentences.paragraph(len(text))
    bounds = [sentences.paragraph_bounds(number, len(text)) for number in range(last + 1)]
    assert bounds[0][0] == 0
    assert bounds[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in pairwise(bounds))
