"""What the branch is trained on: texts, each with the proposition that it is for, against or neither."""

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.components.targets import load_targets
from nlp.components.targets.schema import LABELS

UNRELATED = 0.25
"""Share, of the data sets that have no NONE, of texts that are added with another set's proposition as NONE."""


@dataclass(frozen=True, slots=True)
class Example:
    """One text against one proposition; the label is an index into `LABELS`."""

    source: str
    proposition: str
    text: str
    label: int


def read_general(path: Path) -> list[Example]:
    """A gzipped JSON Lines file with `dataset`, `target`, `text` and `label`; each text and target once."""
    found = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            example = Example(row["dataset"], row["target"], row["text"], LABELS.index(row["label"]))
            found[example.proposition, example.text] = example
    return list(found.values())


def read_own(folder: Path) -> list[Example]:
    """The examples of the target files of a folder."""
    return [
        Example(target.id, target.proposition, text, LABELS.index(label))
        for target in load_targets(folder)
        for label, text in target.labelled()
    ]


def add_unrelated(examples: Sequence[Example], draw: random.Random) -> list[Example]:
    """The examples and, for sets without NONE, some of their texts with a proposition that they do not speak of."""
    neither = LABELS.index("NONE")
    with_none = {example.source for example in examples if example.label == neither}
    pool = [example for example in examples if example.source not in with_none]
    propositions = sorted({example.proposition for example in pool})
    added = []
    for example in draw.sample(pool, int(len(pool) * UNRELATED)):
        other = draw.choice(propositions)
        if other != example.proposition:
            added.append(Example(example.source, other, example.text, neither))
    return [*examples, *added]


def leave_out(examples: Iterable[Example], propositions: frozenset[str]) -> Iterator[Example]:
    """The examples that are about none of the propositions and whose text is about none of them either."""
    kept = list(examples)
    texts = {example.text for example in kept if example.proposition in propositions}
    return (example for example in kept if example.proposition not in propositions and example.text not in texts)
