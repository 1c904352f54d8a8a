"""Batches for contrastive tuning hold texts of all shipped targets and of some general ones, and none held back."""

import gzip
import json
import random
from collections import Counter
from pathlib import Path

import pytest

from nlp.training.encoder.drawing import (
    GENERAL,
    OF_GENERAL,
    OF_SHIPPED,
    Group,
    draw_batches,
    read_examples,
    read_general,
)

TARGETS = Path(__file__).parents[3] / "nlp" / "targets"
ROWS = [
    ("moors", "ferry", "FAVOR", "Keep the ferry."),
    ("moors", "ferry", "AGAINST", "Scrap the ferry."),
    ("moors", "quay", "FAVOR", "Mend the quay."),
    ("moors", "quay", "NONE", "The quay is long."),
    ("moors", "lamp", "FAVOR", "Light the lamp."),
]


@pytest.fixture
def general(tmp_path: Path) -> Path:
    path = tmp_path / "general.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for dataset, target, label, text in ROWS:
            file.write(json.dumps({"dataset": dataset, "target": target, "label": label, "text": text}) + "\n")
    return path


def make_group(name: str, size: int) -> Group:
    return {label: [f"{name} {label} {number}" for number in range(size)] for label in ("FAVOR", "AGAINST")}


def test_targets_with_one_label_are_not_read(general: Path) -> None:
    assert [sorted(group) for group in read_general(general)] == [["AGAINST", "FAVOR"], ["FAVOR", "NONE"]]


def test_targets_held_back_are_not_read(general: Path) -> None:
    assert read_general(general, [("moors", "ferry")]) == [{"FAVOR": ["Mend the quay."], "NONE": ["The quay is long."]}]
    assert len(read_general(general, [("others", "ferry")])) == 2


def test_the_examples_of_all_shipped_targets_are_read() -> None:
    groups = read_examples(TARGETS)
    assert len(groups) == len(list(TARGETS.glob("*.yaml")))
    assert all(len(texts) > 30 for group in groups for texts in group.values())


def test_a_batch_holds_every_shipped_target_and_some_general_ones() -> None:
    shipped, others = (
        [make_group("ferry", 20), make_group("quay", 20)],
        [make_group("lamp", 20), make_group("moor", 20)],
    )
    for batch in draw_batches(shipped, others, 5, random.Random(1)):
        sizes = Counter(batch.targets)
        assert [sizes[number] for number in range(2)] == [2 * OF_SHIPPED] * 2
        assert [sizes[number] for number in range(2, 2 + GENERAL)] == [2 * OF_GENERAL] * GENERAL
        assert {text.split()[0] for text in batch.texts} >= {"ferry", "quay"}


def test_target_and_label_of_each_text_are_those_that_it_has() -> None:
    shipped = [make_group("ferry", 20), make_group("quay", 20)]
    [batch] = draw_batches(shipped, [], 1, random.Random(1))
    for text, target, label in zip(batch.texts, batch.targets, batch.labels, strict=True):
        assert text.split()[:2] == [("ferry", "quay")[target], ("FAVOR", "AGAINST")[label]]
    assert len(set(batch.texts)) == len(batch.texts)


def test_a_label_with_few_texts_gives_those_it_has() -> None:
    [batch] = draw_batches([make_group("ferry", 3)], [], 1, random.Random(1))
    assert len(batch.texts) == 6


def test_the_same_seed_draws_the_same_batches() -> None:
    first, second = (
        [batch.texts for batch in draw_batches([make_group("ferry", 50)], [make_group("moor", 9)], 3, random.Random(4))]
        for _ in range(2)
    )
    assert first == second
    assert first[0] != first[1]


def test_larger_targets_are_drawn_oftener() -> None:
    others = [make_group("small", 2), make_group("large", 30)]
    texts = [text for batch in draw_batches([], others, 100, random.Random(2)) for text in batch.texts]
    drawn = Counter(text.split()[0] for text in texts)
    assert drawn["large"] / OF_GENERAL > 4 * drawn["small"] / 2
