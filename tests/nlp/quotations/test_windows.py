"""Texts cut into word pieces and windows."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from nlp.components.quotations.component import MODEL
from nlp.components.quotations.labels import FIRST, INNER
from nlp.components.quotations.windows import cut_windows, paragraphs, read_pieces

START, SEPARATOR = 101, 102


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


def test_paragraphs_are_lines_with_more_than_white_space() -> None:
    text = "One.\n\n  \nTwo two.\r\nThree."
    assert [text[a:b] for a, b in paragraphs(text)] == ["One.", "Two two.", "Three."]


def test_pieces_point_into_the_text(tokenizer: Tokenizer) -> None:
    text = "Zoë’s 🚀 lamp.\n\nUnquenchable!"
    pieces = read_pieces(text, tokenizer)
    read = [text[a:b] for a, b in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)]
    assert "lamp" in read
    assert read[-1] == "!"


def test_each_paragraph_begins_with_a_first_piece(tokenizer: Tokenizer) -> None:
    pieces = read_pieces("One lamp.\n\nTwo lamps.\n", tokenizer)
    assert (pieces.kinds == FIRST).sum() == 2


def test_the_rest_of_a_long_word_is_inner(tokenizer: Tokenizer) -> None:
    pieces = read_pieces("unquenchability", tokenizer)
    assert len(pieces.ids) > 1
    assert (pieces.kinds[1:] == INNER).all()


def test_a_full_stop_ends_a_sentence_behind_its_closing_mark(tokenizer: Tokenizer) -> None:
    text = "“Out.” Gone"
    pieces = read_pieces(text, tokenizer)
    stops = [text[a:b] for a, b, stop in zip(pieces.starts, pieces.ends, pieces.stops, strict=True) if stop]
    assert stops == ["”"]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab .“”\n\u2028é🚀", max_size=600), st.integers(8, 40))
def test_windows_hold_every_piece_once_and_none_is_too_long(text: str, length: int) -> None:
    pieces = read_pieces(text, Tokenizer.from_file(str(MODEL / "tokenizer.json")))
    place = 0
    for window in cut_windows(pieces, length, START, SEPARATOR):
        assert window.first == place
        assert len(window.ids) <= length
        assert window.ids[0] == START
        assert window.ids[-1] == SEPARATOR
        assert window.ids[window.places].tolist() == pieces.ids[window.first : window.last].tolist()
        place = window.last
    assert place == len(pieces.ids)


def test_a_text_of_nothing_has_no_window(tokenizer: Tokenizer) -> None:
    assert list(cut_windows(read_pieces(" \n ", tokenizer), 256, START, SEPARATOR)) == []


def test_half_a_surrogate_pair_is_read_as_a_character(tokenizer: Tokenizer) -> None:
    pieces = read_pieces("lamp \ud83d lamp", tokenizer)
    assert pieces.ends[-1] == 11


def test_a_million_quotation_marks_are_read_as_a_few(tokenizer: Tokenizer) -> None:
    begun = time.process_time()
    pieces = read_pieces('"' * 1_000_000, tokenizer)
    assert len(pieces.ids) < 10
    assert time.process_time() - begun < 30


def test_long_paragraphs_are_cut_at_sentences(tokenizer: Tokenizer) -> None:
    text = "The lamp is out. " * 40
    pieces = read_pieces(text, tokenizer)
    first, second, *_ = cut_windows(pieces, 64, START, SEPARATOR)
    assert text[pieces.ends[first.last - 1] - 1] == "."
    assert text[pieces.starts[second.first]] == "T"
