"""Texts cut into word pieces and windows."""

import time

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece

from clausewatch.errors import ModelError
from nlp.components.quotations import windows
from nlp.components.quotations.component import MODEL
from nlp.components.quotations.labels import FIRST, INNER
from nlp.components.quotations.windows import cut_windows, paragraphs, read_pieces, special_ids

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


@given(st.text(alphabet="ab \t\n\r\u2028\u2029\x85é🚀", max_size=60))
def test_paragraphs_leave_out_line_ends_and_blanks_alone(text: str) -> None:
    spans = paragraphs(text)
    assert all(text[start:end].strip() and not set(text[start:end]) & set("\n\r\u2028\u2029") for start, end in spans)
    assert sum(len(text[start:end].split()) for start, end in spans) == len(text.split())
    assert spans == sorted(spans)


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0", "\u3000"])
def test_a_line_of_a_million_blanks_takes_no_time(blank: str) -> None:
    begun = time.process_time()
    assert paragraphs(f"a\n{blank * 1_000_000}\nb") == [(0, 1), (1_000_003, 1_000_004)]
    assert time.process_time() - begun < 2


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet="aB .,“”'\n é🚀ﬁ\u0301", max_size=120))
def test_pieces_stand_in_order_and_within_their_text(text: str) -> None:
    pieces = read_pieces(text, Tokenizer.from_file(str(MODEL / "tokenizer.json")))
    assert (pieces.starts <= pieces.ends).all()
    assert (np.diff(pieces.starts) >= 0).all()
    assert all("\n" not in text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True))
    assert len(pieces.ids) == len(pieces.kinds) == len(pieces.words) == len(pieces.stops)


def test_a_vocabulary_without_the_special_pieces_is_told() -> None:
    with pytest.raises(ModelError, match=r"no \[CLS\] and \[SEP\]"):
        special_ids(Tokenizer(WordPiece({"[UNK]": 0}, unk_token="[UNK]")))


def test_a_paragraph_in_two_windows_begins_anew_in_each(tokenizer: Tokenizer) -> None:
    pieces = read_pieces("lamp " * 30, tokenizer)
    for window in cut_windows(pieces, 12, START, SEPARATOR):
        assert window.places[0] == 1
        assert (window.ids == SEPARATOR).sum() == 1


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(alphabet="ab .“”\n\u200b\x00é🚀界", max_size=300)
    | st.lists(st.sampled_from(["lamp ", "“Out,”", "\n", "\x00 ", "unquenchable"])).map("".join)
)
@example("\x00 \x00 \x00 lamp")
def test_a_text_read_in_parts_gives_the_pieces_of_the_whole(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    whole = read_pieces(text, tokenizer)
    with monkeypatch.context() as patch:
        patch.setattr(windows, "_LOT", 7)
        parts = read_pieces(text, tokenizer)
    for name in ("ids", "starts", "ends", "kinds", "words", "stops"):
        assert getattr(parts, name).tolist() == getattr(whole, name).tolist()
