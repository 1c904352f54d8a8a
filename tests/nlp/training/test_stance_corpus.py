"""What the encoder's branch is trained on."""

import gzip
import json
import random
from pathlib import Path

from nlp.components.targets.schema import LABELS
from nlp.training.stance.corpus import Example, add_unrelated, leave_out, read_general, read_own

SHIPPED = Path(__file__).parents[3] / "nlp" / "targets"
NONE = LABELS.index("NONE")


def test_rows_are_read_once_each(tmp_path: Path) -> None:
    rows = [
        {"dataset": "a", "target": "Ferries are good", "text": "They are.", "label": "FAVOR"},
        {"dataset": "a", "target": "Ferries are good", "text": "They are.", "label": "FAVOR"},
        {"dataset": "a", "target": "Ferries are good", "text": "They are not.", "label": "AGAINST"},
    ]
    with gzip.open(tmp_path / "train.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    found = read_general(tmp_path / "train.jsonl.gz")
    assert [(example.text, LABELS[example.label]) for example in found] == [
        ("They are.", "FAVOR"),
        ("They are not.", "AGAINST"),
    ]


def test_the_targets_own_examples_come_with_their_proposition() -> None:
    own = read_own(SHIPPED)
    assert {example.source for example in own} == {"encryption-clause", "age-assurance"}
    assert all(example.proposition and example.text for example in own)


def test_sets_without_none_get_texts_that_speak_of_something_else() -> None:
    examples = [Example("a", f"p{number % 5}", f"t{number}", 0) for number in range(100)]
    examples += [Example("b", "q", "u", NONE)]
    added = add_unrelated(examples, random.Random(0))[len(examples) :]
    original = {example.text: example.proposition for example in examples}
    assert 10 < len(added) <= 25
    for example in added:
        assert (example.source, example.label) == ("a", NONE)
        assert original[example.text] != example.proposition


def test_a_held_back_proposition_takes_its_texts_with_it() -> None:
    examples = [Example("a", "p", "t", 0), Example("a", "q", "t", 1), Example("a", "q", "u", 1)]
    assert list(leave_out(examples, frozenset({"p"}))) == examples[2:]
