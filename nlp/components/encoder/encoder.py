"""Texts to unit vectors, by the shipped encoder in onnxruntime."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from clausewatch.errors import ModelError
from nlp.components.encoder.seen import fingerprint_of, read_seen

MODEL = Path(__file__).resolve().parents[2] / "models" / "encoder"
NETWORK, TOKENIZER, SEEN = "encoder.onnx", "tokenizer.json", "seen.json"
LENGTH = 256
"""Most word pieces of a text that are read."""
CHARACTERS = 20 * LENGTH
"""Code points of a text that are looked at; what is beyond cannot fall among the first pieces of real prose."""
PIECES_AT_ONCE = 4096
_SURROGATE = re.compile(r"[\ud800-\udfff]")

Floats = NDArray[np.float32]


class Encoder:
    """Reads `encoder.onnx` and `tokenizer.json` of a folder; `ModelError` when one is missing or broken."""

    def __init__(self, folder: Path = MODEL, threads: int = 1) -> None:
        network = _read(folder / NETWORK)
        self._session = _open(network, folder / NETWORK, threads)
        self._tokenizer = _open_tokenizer(folder / TOKENIZER)
        self.width: int = self._session.get_outputs()[0].shape[-1]
        self._seen = read_seen(folder / SEEN)
        self.fingerprint = hashlib.sha256(network).hexdigest()[:16]
        """Changes with the weights, so that what was computed with others is not mistaken for theirs."""

    def has_seen(self, text: str) -> bool:
        """Whether it was trained on the text, so that being right about it proves nothing."""
        return fingerprint_of(text) in self._seen

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit vectors (texts, width); only the first `LENGTH` pieces of a text count."""
        vectors = np.zeros((len(texts), self.width), np.float32)
        pieces = self._tokenizer.encode_batch([_SURROGATE.sub("\ufffd", text[:CHARACTERS]) for text in texts])
        for numbers in _batches([len(encoding.ids) for encoding in pieces]):
            vectors[numbers] = self._run([pieces[number] for number in numbers])
        return vectors

    def _run(self, pieces: Sequence[Encoding]) -> Floats:
        size = max(len(encoding.ids) for encoding in pieces)
        ids = np.zeros((len(pieces), size), np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(pieces):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        vectors: Floats = self._session.run(["vectors"], {"ids": ids, "mask": mask})[0]
        return vectors


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of texts of like length; a batch has at most `PIECES_AT_ONCE` pieces with its padding."""
    group: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda number: lengths[number]):
        if group and (len(group) + 1) * lengths[number] > PIECES_AT_ONCE:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"model {path.parent.name}/{path.name}: {error.strerror}") from error


def _open(network: bytes, path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    except onnxruntime.capi.onnxruntime_pybind11_state.InvalidProtobuf as error:
        raise ModelError(f"model {path.parent.name}/{path.name}: is no ONNX model") from error


def _open_tokenizer(path: Path) -> Tokenizer:
    text = _read(path).decode(errors="replace")
    try:
        content = json.loads(text)
    except ValueError as error:
        raise ModelError(f"model {path.parent.name}/{path.name}: is no tokenizer: {error}") from error
    if not isinstance(content, dict) or "model" not in content:
        raise ModelError(f"model {path.parent.name}/{path.name}: is no tokenizer")
    tokenizer = Tokenizer.from_str(text)
    tokenizer.no_padding()
    tokenizer.enable_truncation(LENGTH)
    return tokenizer


@lru_cache(maxsize=2)
def load_encoder(folder: Path = MODEL, threads: int = 1) -> Encoder:
    """The encoder of a folder, read once a process."""
    return Encoder(folder, threads)
