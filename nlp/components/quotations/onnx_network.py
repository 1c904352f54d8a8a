"""The trained tagger and linker in onnxruntime."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from nlp.components.model_files import open_network, open_tokenizer, read_model
from nlp.components.quotations.links import Floats
from nlp.components.quotations.pairs import Integers

TAGGER, LINKER, TOKENIZER = "tagger.onnx", "linker.onnx", "tokenizer.json"
_SPANS = ("contents", "cues", "sources")
_PAIRS = ("content_cue", "content_source", "cue_source")


class OnnxNetwork:
    """Reads the weights of a folder; `ModelError` when one is missing or broken."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._tagger, self._linker = (
            open_network(path, read_model(path), threads) for path in (folder / TAGGER, folder / LINKER)
        )

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


@lru_cache(maxsize=2)
def load_network(folder: Path, threads: int = 1) -> tuple[OnnxNetwork, Tokenizer]:
    """Network and tokenizer of a folder, read once a process."""
    tokenizer = open_tokenizer(folder / TOKENIZER)
    return OnnxNetwork(folder, threads), tokenizer
