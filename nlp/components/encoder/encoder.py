"""Texts to unit vectors, by the shipped encoder in onnxruntime."""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

from nlp.components.batches import batches_of_like_length
from nlp.components.model_files import open_network, open_tokenizer, read_model

MODEL = Path(__file__).resolve().parents[2] / "models" / "encoder"
NETWORK, TOKENIZER = "encoder.onnx", "tokenizer.json"
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
        network = read_model(folder / NETWORK)
        self._session = open_network(folder / NETWORK, network, threads)
        self._tokenizer = open_tokenizer(folder / TOKENIZER)
        self._tokenizer.enable_truncation(LENGTH)
        self.width: int = self._session.get_outputs()[0].shape[-1]
        self.fingerprint = hashlib.sha256(network).hexdigest()[:16]
        """Changes with the weights, so that what was computed with others is not mistaken for theirs."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Unit vectors (texts, width); only the first `LENGTH` pieces of a text count."""
        vectors = np.zeros((len(texts), self.width), np.float32)
        pieces = self._tokenizer.encode_batch([_SURROGATE.sub("\ufffd", text[:CHARACTERS]) for text in texts])
        for numbers in batches_of_like_length([len(encoding.ids) for encoding in pieces], PIECES_AT_ONCE):
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


def load_encoder(folder: Path = MODEL, threads: int = 1) -> Encoder:
    """The encoder of a folder, read once a process for so many threads."""
    return _load(folder, threads)


@lru_cache(maxsize=2)
def _load(folder: Path, threads: int) -> Encoder:
    # Apart from its defaults: the cache would take a default that is written out for something else.
    return Encoder(folder, threads)
