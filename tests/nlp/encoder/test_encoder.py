"""Texts become unit vectors that are near each other when they mean alike."""

from pathlib import Path
from shutil import copy

import numpy as np
import pytest

from clausewatch.errors import ModelError
from nlp.components.encoder import MODEL, Encoder, load_encoder
from nlp.components.encoder.encoder import NETWORK, TOKENIZER

LARGEST = 60 * 2**20


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
    assert (together * alone).sum(axis=1) == pytest.approx([1, 1, 1], abs=0.04)


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
    assert load_encoder() is load_encoder()


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
