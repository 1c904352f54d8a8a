"""What the classifier takes and gives, and the numbers that it reckons with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from clausewatch.models import Category, StanceLabel

Doubles = NDArray[np.float64]
Numbers = NDArray[np.int64]
Denial = Literal["words", "change"]
"""What a speaker denies: what the words say, or that the speaker's own position has changed."""


@dataclass(frozen=True, slots=True)
class StanceInput:
    """A text, the text around it, what kind of speaker says it, and whether it is denied; nobody's name is heard."""

    text: str
    context: str | None = None
    category: Category | None = None
    denial: Denial | None = None


@dataclass(frozen=True, slots=True)
class StanceResult:
    """The label, how sure it is (0 to 1), and the probability of each label; these sum to 1."""

    label: StanceLabel
    confidence: float
    scores: Mapping[StanceLabel, float]
