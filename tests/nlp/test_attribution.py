"""What the components hand to each other."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from nlp.attribution import (
    Attribution,
    read_attributions,
    read_document,
    read_language,
    read_text,
    register_extensions,
    text_of,
)


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        pytest.param((), "", id="no span"),
        pytest.param(((0, 4),), "“Out", id="one span"),
        pytest.param(((0, 4), (17, 22)), "“Out … gone.", id="two that stand apart"),
        pytest.param(((0, 22),), "“Out and all is gone.", id="line breaks become blanks"),
        pytest.param(((0, 999),), "“Out and all is gone.”", id="beyond the text"),
    ],
)
def test_the_words_of_spans(spans: tuple[tuple[int, int], ...], words: str) -> None:
    assert text_of("“Out\n\nand\tall is gone.”", spans) == words


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_the_words_of_a_span_stand_on_one_line(text: str, one: int, other: int) -> None:
    words = text_of(text, ((min(one, other), max(one, other)),))
    assert words.split() == text[min(one, other) : max(one, other)].split()
    assert words == " ".join(words.split())


def test_a_new_doc_has_neither_attributions_nor_a_document() -> None:
    doc = spacy.blank("en")("The lamp is out.")
    assert read_attributions(doc) == ()
    assert read_document(doc) is None


def test_registering_again_keeps_what_a_doc_has() -> None:
    doc = spacy.blank("en")("The lamp is out.")
    doc._.attributions = (Attribution("indirect", ((0, 8),)),)
    register_extensions()
    assert read_attributions(doc) == (Attribution("indirect", ((0, 8),)),)


def test_what_one_doc_holds_another_does_not() -> None:
    pipeline = spacy.blank("en")
    one, other = pipeline("The lamp is out."), pipeline("The lamp is out.")
    one._.attributions = (Attribution("indirect", ((0, 8),)),)
    assert read_attributions(other) == ()


def test_a_doc_is_read_whole_until_something_else_is_readable() -> None:
    doc = spacy.blank("en")("The lamp is out.")
    assert (read_text(doc), read_language(doc)) == ("The lamp is out.", "en")
    doc._.readable, doc._.language = "", "cy"
    assert (read_text(doc), read_language(doc)) == ("", "cy")
