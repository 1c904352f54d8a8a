"""Batches for contrastive tuning hold some texts of each label of several targets, and none held back."""

import gzip
import json
import random
from collections import Counter
from pathlib import Path

import pytest

from nlp.training.encoder.drawing import OF_LABEL, TARGETS, Group, draw_batches, read_general

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


def test_a_batch_holds_some_texts_of_each_label_of_several_targets() -> None:
    groups = [make_group("ferry", 20), make_group("quay", 20)]
    for batch in draw_batches(groups, 5, random.Random(1)):
        assert Counter(zip(batch.targets, batch.labels, strict=True)) == dict.fromkeys(
            [(number, label) for number in range(TARGETS) for label in (0, 1)], OF_LABEL
        )


def test_target_and_label_of_each_text_are_those_that_it_has() -> None:
    groups = [make_group(name, 20) for name in ("ferry", "quay", "moor")]
    [batch] = draw_batches(groups, 1, random.Random(1))
    names: dict[int, str] = {}
    for text, target, label in zip(batch.texts, batch.targets, batch.labels, strict=True):
        name, said, _ = text.split()
        assert names.setdefault(target, name) == name
        assert said == ("FAVOR", "AGAINST")[label]
    assert len(set(names.values())) > 1


def test_a_label_with_few_texts_gives_those_it_has() -> None:
    [batch] = draw_batches([make_group("ferry", 2)], 1, random.Random(1))
    assert len(batch.texts) == TARGETS * 2 * 2


def test_the_same_seed_draws_the_same_batches() -> None:
    first, second = (
        [batch.texts for batch in draw_batches([make_group("ferry", 50), make_group("moor", 9)], 3, random.Random(4))]
        for _ in range(2)
    )
    assert first == second
    assert first[0] != first[1]


def test_larger_targets_are_drawn_oftener() -> None:
    others = [make_group("small", 2), make_group("large", 30)]
    texts = [text for batch in draw_batches(others, 100, random.Random(2)) for text in batch.texts]
    drawn = Counter(text.split()[0] for text in texts)
    assert drawn["large"] / OF_LABEL > 4 * drawn["small"] / 2
