"""Accuracy, macro-F1 and calibration of stances against labelled texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, field_validator

from clausewatch.models import Category, StanceLabel
from nlp.components.stance import StanceInput, StanceResult
from nlp.components.targets.schema import LABELS

BINS = 10
HIGH = 0.8
"""Confidence above which a stance is meant to be right."""


class GoldStance(BaseModel):
    """One labelled text; `accepted` has all labels that can be defended, best first."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    label: StanceLabel
    accepted: tuple[StanceLabel, ...] = ()
    context: str | None = None
    speaker: str | None = None
    organisation: str | None = None
    target: str | None = None

    @field_validator("id", mode="before")
    @classmethod
    def _write_number(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value

    @property
    def allowed(self) -> tuple[StanceLabel, ...]:
        """The labels that count as right."""
        return self.accepted or (self.label,)

    def make_input(self, category: Category | None = None) -> StanceInput:
        """What the classifier is asked, of a speaker of a kind."""
        return StanceInput(self.text, self.context, category)


class Bin(BaseModel):
    """Stances of like confidence: how many, how sure on average, how often right."""

    model_config = ConfigDict(frozen=True)

    count: int
    confidence: float
    accuracy: float


class StanceReport(BaseModel):
    """The figures; accuracies, F1 and calibration error run from 0 to 1."""

    model_config = ConfigDict(frozen=True)

    rows: int
    accuracy: float
    """Share of rows whose label is among those allowed."""
    single_label_rows: int
    macro_f1: float
    """Mean F1 of the labels on the rows that allow one label only."""
    calibration_error: float
    """Expected calibration error in ten bins of equal width."""
    best_temperature: float | None = None
    """That of the target's file at which the confidences would fit these texts best; none where they are few."""
    held_out_calibration_error: float | None = None
    """Of each tenth of the texts at the temperature that suits the others."""
    sure_rows: int
    sure_accuracy: float
    """Of the rows with a confidence above .8."""
    confusion: dict[StanceLabel, dict[StanceLabel, int]] = Field(repr=False)
    """Best gold label, then predicted label, to rows."""
    calibration: tuple[Bin, ...] = Field(repr=False)
    wrong: tuple[str, ...] = Field(repr=False)
    """Ids of the rows that are wrong."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold row and what the classifier said of it."""

    gold: GoldStance
    result: StanceResult

    @property
    def right(self) -> bool:
        """Whether the label is allowed."""
        return self.result.label in self.gold.allowed


def measure_stances(gold: Sequence[GoldStance], results: Sequence[StanceResult]) -> StanceReport:
    """The report on results in the order of the gold rows, of which there must be at least one."""
    judged = [Judged(row, result) for row, result in zip(gold, results, strict=True)]
    single = [each for each in judged if len(each.gold.allowed) == 1]
    sure = [each for each in judged if each.result.confidence > HIGH]
    bins = make_bins(judged)
    return StanceReport(
        rows=len(judged),
        accuracy=_share(judged),
        single_label_rows=len(single),
        macro_f1=macro_f1([(each.gold.label, each.result.label) for each in single]),
        calibration_error=find_calibration_error(bins),
        sure_rows=len(sure),
        sure_accuracy=_share(sure),
        confusion={
            label: {
                said: sum(each.gold.label == label and each.result.label == said for each in judged) for said in LABELS
            }
            for label in LABELS
        },
        calibration=bins,
        wrong=tuple(each.gold.id for each in judged if not each.right),
    )


def _share(judged: Sequence[Judged]) -> float:
    return sum(each.right for each in judged) / len(judged) if judged else 0.0


def make_bins(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """Bins of equal width in confidence that hold anything."""
    groups: dict[int, list[Judged]] = {}
    for each in judged:
        groups.setdefault(min(int(each.result.confidence * BINS), BINS - 1), []).append(each)
    return tuple(
        Bin(
            count=len(group),
            confidence=sum(each.result.confidence for each in group) / len(group),
            accuracy=_share(group),
        )
        for _, group in sorted(groups.items())
    )


def find_calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error (Naeini et al., AAAI 2015) of bins that hold something."""
    return sum(abs(each.accuracy - each.confidence) * each.count for each in bins) / sum(each.count for each in bins)


def macro_f1(pairs: Sequence[tuple[StanceLabel, StanceLabel]]) -> float:
    """Mean F1 over the labels that stand among the (gold, said) pairs' gold labels."""
    scores = []
    for label in {gold for gold, _ in pairs}:
        both = sum(gold == said == label for gold, said in pairs)
        either = sum((gold == label) + (said == label) for gold, said in pairs)
        scores.append(2 * both / either)
    return sum(scores) / len(scores) if scores else 0.0
