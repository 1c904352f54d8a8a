"""The trained tagger and linker in onnxruntime."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from clausewatch.errors import ModelError
from nlp.components.quotations.links import Floats
from nlp.components.quotations.pairs import Integers

TAGGER, LINKER, TOKENIZER = "tagger.onnx", "linker.onnx", "tokenizer.json"
_SPANS = ("contents", "cues", "sources")
_PAIRS = ("content_cue", "content_source", "cue_source")


class OnnxNetwork:
    """Reads the weights of a folder; `ModelError` when one is missing or broken."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._tagger = _open(folder / TAGGER, threads)
        self._linker = _open(folder / LINKER, threads)

    def tag(self, ids: Integers, mask: Integers) -> tuple[Floats, Floats]:
        """Label scores (windows, pieces, labels) and states (windows, pieces, width)."""
        scores, states = self._tagger.run(["scores", "states"], {"ids": ids, "mask": mask})
        return scores, states

    def link(self, spans: Sequence[Floats], features: Sequence[Integers]) -> Sequence[Floats]:
        """Scores of links; without any cue or source there is nothing to score but standing alone."""
        rows = {name: _pad(span) for name, span in zip(_SPANS, spans, strict=True)}
        pairs = {name: _pad_pairs(feature) for name, feature in zip(_PAIRS, features, strict=True)}
        scores: Sequence[Floats] = self._linker.run(None, {**rows, **pairs})
        contents, cues, sources = map(len, spans)
        return [
            scores[0][:contents, :cues],
            scores[1][:contents, :sources],
            scores[2][:cues, :sources],
            scores[3][:contents],
            scores[4][:cues],
        ]


def _pad(spans: Floats) -> Floats:
    """At least one row, as the exported graph knows no empty axis."""
    return spans if len(spans) else np.zeros((1, spans.shape[1]), np.float32)


def _pad_pairs(features: Integers) -> Integers:
    ones, others, kinds = features.shape
    return features if ones and others else np.zeros((max(ones, 1), max(others, 1), kinds), np.int64)


def _open(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    except OSError as error:
        raise ModelError(f"model {path.parent.name}/{path.name}: {error.strerror}") from error
    except onnxruntime.capi.onnxruntime_pybind11_state.InvalidProtobuf as error:
        raise ModelError(f"model {path.parent.name}/{path.name}: is no ONNX model") from error


@lru_cache(maxsize=2)
def load_network(folder: Path, threads: int = 1) -> tuple[OnnxNetwork, Tokenizer]:
    """Network and tokenizer of a folder, read once a process."""
    tokenizer = _read_tokenizer(folder / TOKENIZER)
    return OnnxNetwork(folder, threads), tokenizer


def _read_tokenizer(path: Path) -> Tokenizer:
    name = f"model {path.parent.name}/{path.name}"
    try:
        text = path.read_text("utf-8")
        content = json.loads(text)
    except OSError as error:
        raise ModelError(f"{name}: {error.strerror}") from error
    except ValueError as error:
        raise ModelError(f"{name}: is no tokenizer: {error}") from error
    if not isinstance(content, dict) or "model" not in content:
        raise ModelError(f"{name}: is no tokenizer")
    tokenizer = Tokenizer.from_str(text)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
