"""Trains the tagger and linker: python -m nlp.training.quotations.train --data TRAIN --dev DEV --out FOLDER."""

import argparse
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

from nlp.components.quotations.component import MODEL
from nlp.components.quotations.onnx_network import TOKENIZER
from nlp.components.quotations.windows import special_ids
from nlp.training.encoder.published import load_bge, make_bge
from nlp.training.quotations.augment import augment
from nlp.training.quotations.averaging import average_weights
from nlp.training.quotations.corpus import Article, Example, make_examples, read_articles, read_marked_articles
from nlp.training.quotations.evaluate import TorchNetwork, end_to_end, predict
from nlp.training.quotations.losses import loss_of
from nlp.training.quotations.network import Linker, Tagger

LAYERS = 9
LENGTH = 256
BATCH = 2048
"""Word pieces a step."""
DECAY = 0.997
"""Of the average of all steps' weights."""
MARKED = Path(__file__).parent / "british"


def load_tokenizer() -> Tokenizer:
    """The tokenizer of the shipped model: bge and MiniLM have the same word pieces."""
    tokenizer = Tokenizer.from_file(str(MODEL / TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def make_parts(encoder: BertModel) -> tuple[Tagger, Linker, nn.ModuleDict]:
    """Tagger and linker on an encoder, and both together, as their weights are kept."""
    tagger, linker = Tagger(encoder), Linker(encoder.config.hidden_size)
    return tagger, linker, nn.ModuleDict({"tagger": tagger, "linker": linker})


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
        moving = {name: weight.detach() for name, weight in module.named_parameters() if weight.requires_grad}
        self._now = list(moving.values())
        self._averages = [self.weights[name] for name in moving]

    def update(self) -> None:
        """Take a step's weights in."""
        torch._foreach_lerp_(self._averages, self._now, 1 - self.decay)


class Descent:
    """AdamW on the tagger and linker, with a slower rate for the encoder, and the average of all steps' weights."""

    def __init__(self, both: nn.ModuleDict, rate: float, head_rate: float, steps: int) -> None:
        self._both = both
        # Words that the training has not seen keep their place beside those that it has.
        both["tagger"].encoder.embeddings.requires_grad_(False)
        encoder = [weight for weight in both["tagger"].encoder.parameters() if weight.requires_grad]
        heads = [*both["tagger"].head.parameters(), *both["linker"].parameters()]
        groups = [{"params": encoder, "lr": rate}, {"params": heads, "lr": head_rate}]
        self._optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimizer, lambda step: _rate(step, steps))
        self.average = Average(both, DECAY)

    def step(self, loss: Tensor) -> None:
        """One step down the loss."""
        loss.backward()
        nn.utils.clip_grad_norm_(self._both.parameters(), 1.0)
        self._optimizer.step()
        self._schedule.step()
        self._optimizer.zero_grad(set_to_none=True)
        self.average.update()


def train(options: argparse.Namespace) -> None:
    """The whole run; writes weights.pt, tokenizer.json and log.jsonl into the folder."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    draw, numbers = random.Random(options.seed), np.random.default_rng(options.seed)  # noqa: S311
    tokenizer = load_tokenizer()
    encoder = load_bge(options.encoder, options.layers)
    encoder.config._attn_implementation = "sdpa"  # noqa: SLF001  half as long as the way that can be exported
    tagger, linker, both = make_parts(encoder)
    articles, dev = read_articles(options.data), read_articles(options.dev)
    if options.articles:
        articles = random.Random(options.seed).sample(articles, min(options.articles, len(articles)))  # noqa: S311
    articles += options.repeat * read_marked_articles(options.marked)
    if options.start:
        both.load_state_dict(average_weights(options.start))
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(options.out / "tokenizer.json"))
    steps = sum(1 for _ in epoch_batches(articles, tokenizer, random.Random(0))) * options.epochs  # noqa: S311
    descent = Descent(both, options.rate, options.head_rate, steps)
    begun = time.monotonic()
    for epoch in range(min(options.epochs, options.stop or options.epochs)):
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
    tagger, linker, both = make_parts(make_bge(options.layers))
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
    parser.add_argument("--encoder", type=Path, required=True, help="ONNX file of bge-small-en-v1.5")
    parser.add_argument("--layers", type=int, default=LAYERS, help="of the encoder's twelve, the lowest")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--stop", type=int, help="epochs to run of those that the rates are planned for")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--marked", type=Path, default=MARKED, help="folder of marked texts of our own")
    parser.add_argument("--repeat", type=int, default=1, help="how often an epoch reads them")
    parser.add_argument("--articles", type=int, help="how many of them, by chance, in place of all")
    parser.add_argument("--start", type=Path, nargs="+", help="weights of earlier runs; it goes on from their mean")
    parser.add_argument(
        "--threads", type=int, default=2, help="no more than there are idle cores: one that waits slows all"
    )
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
