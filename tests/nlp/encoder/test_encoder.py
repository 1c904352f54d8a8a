"""Texts become unit vectors that are near each other when they mean alike."""

from pathlib import Path
from shutil import copy

import numpy as np
import pytest

from clausewatch.errors import ModelError
from nlp.components.encoder import MODEL, Encoder, load_encoder
from nlp.components.encoder.encoder import NETWORK, PIECES_AT_ONCE, TOKENIZER

LARGEST = 40 * 10**6
"""Bytes."""


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def test_vectors_have_unit_length(encoder: Encoder) -> None:
    vectors = encoder.encode(["The ferry is late.", "ok", ""])
    assert vectors.shape == (3, encoder.width)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-4)


def test_texts_of_like_meaning_are_near(encoder: Encoder) -> None:
    one, same, other = encoder.encode(
        ["The boat came in an hour late.", "The ferry was delayed by an hour.", "Whisk the eggs with the sugar."]
    )
    assert one @ same > one @ other + 0.3


def test_a_text_has_the_same_vector_in_any_company(encoder: Encoder) -> None:
    texts = ["A short one.", "A much longer text about nothing in particular, " * 8, "Third."]
    together = encoder.encode(texts)
    alone = np.vstack([encoder.encode([text]) for text in texts])
    assert (together * alone).sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-4)


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.width)


def test_what_is_beyond_the_length_does_not_count(encoder: Encoder) -> None:
    long = "word " * 200_000
    assert (encoder.encode([long])[0] @ encoder.encode([long + "other"])[0]) == pytest.approx(1, abs=1e-3)


def test_half_a_surrogate_pair_does_no_harm(encoder: Encoder) -> None:
    assert np.isfinite(encoder.encode(["a \ud800 b"])).all()


def test_the_encoder_is_small_enough_for_the_repository() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < LARGEST


def test_it_is_read_once_a_process() -> None:
    assert load_encoder() is load_encoder(threads=1) is load_encoder(MODEL, 1)


def test_a_missing_network_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=rf"{NETWORK}: No such file"):
        Encoder(tmp_path)


def test_a_broken_network_is_told(tmp_path: Path) -> None:
    (tmp_path / NETWORK).write_bytes(b"nothing of the kind")
    with pytest.raises(ModelError, match=rf"{NETWORK}: is no ONNX model"):
        Encoder(tmp_path)


def test_a_broken_tokenizer_is_told(tmp_path: Path) -> None:
    copy(MODEL / NETWORK, tmp_path / NETWORK)
    (tmp_path / TOKENIZER).write_bytes(b"{}")
    with pytest.raises(ModelError, match=rf"{TOKENIZER}: is no tokenizer"):
        Encoder(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n\t ", id="white space"),
        pytest.param("\x00\x07", id="control characters"),
        pytest.param("🚀" * 500, id="characters out of the vocabulary"),
        pytest.param("她说灯灭了", id="another script"),
        pytest.param("x" * 100_000, id="one endless word"),
        pytest.param("\ud83d\ude80", id="a pair of surrogates"),
    ],
)
def test_every_text_has_a_unit_vector(encoder: Encoder, text: str) -> None:
    (vector,) = encoder.encode([text])
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_vectors_are_in_the_order_of_their_texts(encoder: Encoder) -> None:
    texts = ["The ferry is late. " * 30, "Whisk the eggs.", "The ferry is late.", "Whisk the eggs. " * 30]
    likeness = encoder.encode(texts) @ encoder.encode(["The ferry is late.", "Whisk the eggs."]).T
    assert likeness.argmax(axis=1).tolist() == [0, 1, 0, 1]


def test_the_same_texts_have_the_same_vectors_in_every_process(encoder: Encoder) -> None:
    again = Encoder(MODEL)
    assert again.fingerprint == encoder.fingerprint
    assert (again.encode(["The ferry is late."]) == encoder.encode(["The ferry is late."])).all()


def test_other_weights_have_another_fingerprint(encoder: Encoder, tmp_path: Path) -> None:
    copy(MODEL / TOKENIZER, tmp_path / TOKENIZER)
    network = bytearray((MODEL / NETWORK).read_bytes())
    network[len(network) // 2] ^= 1
    (tmp_path / NETWORK).write_bytes(network)
    assert Encoder(tmp_path).fingerprint != encoder.fingerprint


def test_more_texts_than_fit_one_batch_all_have_a_vector(encoder: Encoder) -> None:
    texts = [f"Ferry number {number} is late again today." for number in range(PIECES_AT_ONCE // 8)]
    assert np.linalg.norm(encoder.encode(texts), axis=1).min() > 0.99


def test_the_first_pieces_of_a_long_text_count(encoder: Encoder) -> None:
    ferry, eggs = "The ferry is late again. ", "Whisk the eggs with the sugar. "
    one, other = encoder.encode([ferry * 60 + eggs * 60, eggs * 60 + ferry * 60])
    (first,) = encoder.encode([ferry])
    assert one @ first > other @ first + 0.3
