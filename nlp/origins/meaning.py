"""Whether a primary statement claims what a quotation reports in other words: by meaning, and by what must agree."""

from typing import NamedTuple

from nlp.origins.claims import agree_in_direction, agree_in_numbers
from nlp.origins.words import Words

SCORE = 1.25
"""Cosine and share of words together, from which a report may be of the same claim."""
COSINE = 0.78
"""Below, the subject is the same but something else is said of it, unless nearly every word is there (`WHOLE`)."""
WHOLE = 0.95
QUOTED_COSINE = 0.6
"""The same as `COSINE` where words in quotation marks stand in the statement."""
# All four were chosen on the development part of tests/nlp/origins.


class Likeness(NamedTuple):
    """How near a primary statement is to what is reported: in meaning (cosine), and the share (0 to 1) of the reported
    words that it has; whether their numbers and their direction agree, and whether it has what is in quotation marks.
    """

    cosine: float
    share: float
    is_consistent: bool
    is_quoted: bool = False

    @property
    def score(self) -> float:
        """From 0 to 2; meaning alone brings together whatever is about the same, words alone miss what is reworded."""
        return self.cosine + self.share

    @property
    def is_same_claim(self) -> bool:
        """Whether the report may be taken to be of this statement."""
        is_near = self.cosine >= (QUOTED_COSINE if self.is_quoted else COSINE) or self.share >= WHOLE
        return self.is_consistent and is_near and self.score >= SCORE


def compare(said: Words, primary: Words, cosine: float, share: float, *, denied: bool = False) -> Likeness:
    """By the cosine of their vectors and the share of words that was measured before; `denied`: the report is of a
    denial.
    """
    is_consistent = agree_in_numbers(said.words, primary.words) and agree_in_direction(
        said.words, primary.words, denied=denied
    )
    return Likeness(cosine, share, is_consistent)


def measure_share(wanted: frozenset[str], there: frozenset[str]) -> float:
    """Share (0 to 1) of stems that are there."""
    return len(wanted & there) / len(wanted) if wanted else 0.0
