"""What the classifier takes and gives."""

from collections.abc import Mapping
from dataclasses import dataclass

from clausewatch.models import StanceLabel


@dataclass(frozen=True, slots=True)
class StanceInput:
    """A text, the text around it, and who speaks; only the text itself decides, never the speaker."""

    text: str
    context: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class StanceResult:
    """The label, how sure it is (0 to 1), and the probability of each label; these sum to 1."""

    label: StanceLabel
    confidence: float
    scores: Mapping[StanceLabel, float]
