"""Draws the batches for contrastive tuning: texts of several targets, a few of each label."""

import gzip
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.components.targets import load_targets
from nlp.components.targets.schema import LABELS

OF_SHIPPED, OF_GENERAL = 8, 3
"""Texts a label of each shipped target and of each general one in a batch."""
GENERAL = 4
"""General targets in a batch."""
LARGEST = 60
"""Texts from which on a general target is drawn no oftener than others."""
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


def read_examples(folder: Path) -> list[Group]:
    """The examples of the targets in a folder."""
    return [{str(label): texts for label, texts in target.examples.items()} for target in load_targets(folder)]


def draw_batches(
    shipped: Sequence[Group], general: Sequence[Group], steps: int, chance: random.Random
) -> Iterator[Batch]:
    """So many batches, each with texts of all shipped targets and of some general ones, larger ones oftener."""
    sizes = [min(LARGEST, sum(map(len, group.values()))) for group in general]
    for _ in range(steps):
        drawn = chance.choices(general, sizes, k=GENERAL) if general else []
        groups = [*((group, OF_SHIPPED) for group in shipped), *((group, OF_GENERAL) for group in drawn)]
        batch = Batch([], [], [])
        for number, (group, count) in enumerate(groups):
            for label, texts in group.items():
                chosen = chance.sample(texts, min(count, len(texts)))
                batch.texts.extend(chosen)
                batch.targets.extend([number] * len(chosen))
                batch.labels.extend([LABELS.index(label)] * len(chosen))
        yield batch
