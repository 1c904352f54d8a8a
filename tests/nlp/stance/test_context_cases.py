"""Statements in their surroundings, by speakers of all kinds: what is read around them helps, and no kind decides."""

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from clausewatch.models import Category, StanceLabel
from nlp.components.speakers.named import tell_category
from nlp.components.speakers.registry import load_registry
from nlp.components.stance import StanceClassifier, StanceInput, load_classifier
from nlp.components.targets import find_target, load_targets

SHIPPED = Path(__file__).parents[3] / "nlp"
SPEAKERS = (
    "Home Office", "Ofcom", "Element", "NSPCC", "Open Rights Group", "Lord Farraday", "a professor of law",
    "the Harbour Post newspaper", "police chiefs", "Ada Moor",
)  # fmt: skip
"""Ten, of all kinds that can be told by a name."""


class Case(BaseModel):
    """A statement, what stands around it, the kind of speaker, and the stances that can be defended."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    context: str
    speaker: str
    category: Category
    label: StanceLabel
    accepted: tuple[StanceLabel, ...] = ()
    why: str
    phenomenon: str
    part: str

    def allows(self, label: StanceLabel) -> bool:
        """Whether the label can be defended."""
        return label in (self.accepted or (self.label,))


CASES = [Case(**row) for row in yaml.safe_load((Path(__file__).parent / "context_cases.yaml").read_text("utf-8"))]


@pytest.fixture(scope="module")
def clause() -> StanceClassifier:
    return load_classifier(find_target(load_targets(SHIPPED / "targets"), "encryption-clause"), threads=2)


def labels_of(clause: StanceClassifier, inputs: Sequence[StanceInput]) -> list[StanceLabel]:
    return [result.label for result in clause.classify(inputs)]


def count_right(clause: StanceClassifier, part: str, *, in_place: bool) -> int:
    cases = [case for case in CASES if case.part == part]
    given = [
        StanceInput(case.text, case.context, case.category) if in_place else StanceInput(case.text) for case in cases
    ]
    return sum(case.allows(label) for case, label in zip(cases, labels_of(clause, given), strict=True))


def test_the_cases_are_many_and_differ() -> None:
    assert len(CASES) >= 160
    assert len({case.id for case in CASES}) == len({case.text for case in CASES}) == len(CASES)
    assert len({case.phenomenon for case in CASES}) == 10
    assert not [case.id for case in CASES if case.text in case.context]


def test_what_stands_around_statements_helps_more_than_it_harms(clause: StanceClassifier) -> None:
    alone, in_place = (
        sum(count_right(clause, part, in_place=each) for part in ("develop", "held-out")) for each in (False, True)
    )
    assert in_place >= alone


def test_clear_words_win_over_others_around_them(clause: StanceClassifier) -> None:
    cases = [case for case in CASES if case.phenomenon in {"own-words-win", "silent"}]
    given = [StanceInput(case.text, case.context, case.category) for case in cases]
    right = [case.allows(label) for case, label in zip(cases, labels_of(clause, given), strict=True)]
    assert sum(right) / len(right) >= 0.85


def test_the_same_sentence_keeps_its_label_under_ten_speakers(clause: StanceClassifier) -> None:
    registry = load_registry(SHIPPED / "speakers")
    kinds = [tell_category(registry, name) for name in SPEAKERS]
    assert len(set(kinds)) >= 8
    by_speaker = [labels_of(clause, [StanceInput(case.text, None, kind) for case in CASES]) for kind in kinds]
    kept = [len(set(labels)) == 1 for labels in zip(*by_speaker, strict=True)]
    assert sum(kept) / len(kept) >= 0.95


def test_every_kind_of_speaker_can_be_asked_about(clause: StanceClassifier) -> None:
    given = [StanceInput(CASES[0].text, CASES[0].context, kind) for kind in get_args(Category)]
    assert [sum(result.scores.values()) for result in clause.classify(given)] == [pytest.approx(1)] * len(given)
