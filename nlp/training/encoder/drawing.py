"""Draws the batches for contrastive tuning: texts of several general targets, a few of each label."""

import gzip
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.components.targets.schema import LABELS

TARGETS, OF_LABEL = 8, 3
"""Targets in a batch, and texts of each of their labels."""
LARGEST = 60
"""Texts from which on a target is drawn no oftener than others."""
Group = Mapping[str, Sequence[str]]
"""The texts of a target by label."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts, and of each the number of its target within the batch and of its label."""

    texts: list[str]
    targets: list[int]
    labels: list[int]


def read_general(path: Path, leave_out: Sequence[tuple[str, str]] = ()) -> list[Group]:
    """The targets with two labels or more in a gzipped file of JSON Lines with `dataset`, `target`, `label` and `text`,
    without those (data set and target) that are left out to be measured on.
    """
    groups: dict[tuple[str, str], dict[str, list[str]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if (name := (row["dataset"], row["target"])) not in leave_out:
                groups.setdefault(name, {}).setdefault(row["label"], []).append(row["text"])
    return [group for group in groups.values() if len(group) > 1]


def draw_batches(groups: Sequence[Group], steps: int, chance: random.Random) -> Iterator[Batch]:
    """So many batches of texts of some targets, larger ones oftener."""
    sizes = [min(LARGEST, sum(map(len, group.values()))) for group in groups]
    for _ in range(steps):
        batch = Batch([], [], [])
        for number, group in enumerate(chance.choices(groups, sizes, k=TARGETS)):
            for label, texts in group.items():
                chosen = chance.sample(texts, min(OF_LABEL, len(texts)))
                batch.texts.extend(chosen)
                batch.targets.extend([number] * len(chosen))
                batch.labels.extend([LABELS.index(label)] * len(chosen))
        yield batch
