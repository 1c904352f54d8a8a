"""The files of a model are opened, or the one that is broken is named."""

from pathlib import Path

import numpy as np
import pytest

from clausewatch.errors import ModelError
from nlp.components.encoder import MODEL
from nlp.components.model_files import open_network, open_tokenizer, read_model

LINKER = MODEL.parent / "quotations" / "linker.onnx"
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"


def test_a_network_is_opened_from_its_content() -> None:
    session = open_network(LINKER, read_model(LINKER), 1)
    assert {given.name for given in session.get_inputs()} >= {"contents", "cues", "sources"}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(POINTER, id="a pointer to a large file"),
        pytest.param(LINKER.read_bytes()[:100_000], id="cut short"),
        pytest.param(LINKER.read_bytes()[1:], id="without its first byte"),
        pytest.param(bytes(1000), id="zeros"),
    ],
)
def test_what_is_no_network_is_named(content: bytes) -> None:
    with pytest.raises(ModelError, match=r"^model quotations/linker\.onnx: is no ONNX model$"):
        open_network(LINKER, content, 1)


@pytest.mark.parametrize("threads", [1, 2])
def test_the_threads_make_no_difference_to_what_comes_out(threads: int) -> None:
    session = open_network(LINKER, read_model(LINKER), threads)
    width = session.get_inputs()[0].shape[1]
    rows = {name: np.ones((2, width), np.float32) for name in ("contents", "cues", "sources")}
    pairs = {name: np.zeros((2, 2, 3), np.int64) for name in ("content_cue", "content_source", "cue_source")}
    to_cue = session.run(None, {**rows, **pairs})[0]
    assert to_cue.shape == (2, 2)
    assert to_cue == pytest.approx(to_cue[0, 0], rel=1e-4)


def test_a_file_that_is_missing_or_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=rf"^model {tmp_path.name}/gone\.onnx: No such file"):
        read_model(tmp_path / "gone.onnx")
    with pytest.raises(ModelError, match="Is a directory"):
        read_model(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(POINTER, id="a pointer to a large file"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"version": "1.0"}', id="without a model"),
        pytest.param((MODEL / "tokenizer.json").read_bytes()[:5000], id="cut short"),
        pytest.param(b"\xff\xfe\x00", id="not UTF-8"),
    ],
)
def test_what_is_no_tokenizer_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tokenizer.json").write_bytes(content)
    with pytest.raises(ModelError, match=rf"^model {tmp_path.name}/tokenizer\.json: is no tokenizer"):
        open_tokenizer(tmp_path / "tokenizer.json")


@pytest.mark.parametrize("folder", ["encoder", "quotations"])
def test_a_tokenizer_neither_cuts_nor_pads(folder: str) -> None:
    tokenizer = open_tokenizer(MODEL.parent / folder / "tokenizer.json")
    short, long = tokenizer.encode_batch(["lamp", "lamp " * 3000], add_special_tokens=False)
    assert (len(short.ids), len(long.ids)) == (1, 3000)


def test_both_models_read_the_same_word_pieces() -> None:
    one, other = (open_tokenizer(MODEL.parent / folder / "tokenizer.json") for folder in ("encoder", "quotations"))
    assert one.get_vocab() == other.get_vocab()
