"""How good an order is: nDCG@10 by grades that a person gave."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from clausewatch.index.protocol import Index, Query
from clausewatch.models import Model
from tests.index.relevance.corpus import make_key

JUDGMENTS = Path(__file__).parent / "judgments.yaml"
DEPTH = 10


class Judged(Model):
    """A search, and what a person thinks of statements that it should or could find."""

    query: str
    answers: tuple[str, ...] = ()
    """Keys of statements that answer the query (grade 3)."""
    good: tuple[str, ...] = ()
    """On it (2)."""
    touching: tuple[str, ...] = ()
    """It comes up, or it is a fragment (1)."""
    wrong: tuple[str, ...] = ()
    """Not on it (0)."""

    @property
    def grades(self) -> dict[str, int]:
        """By key."""
        given = ((self.answers, 3), (self.good, 2), (self.touching, 1), (self.wrong, 0))
        return {key: grade for keys, grade in given for key in keys}

    def as_query(self, limit: int) -> Query:
        """Best first."""
        return Query(text=self.query, sort="best", limit=limit)


class Judgments(Model):
    """Those of the demo's statements, and those of real pages, whose text is not in this project."""

    demo: tuple[Judged, ...]
    real: tuple[Judged, ...]


class Answer(Model):
    """What a store put first."""

    query: str
    ndcg: float
    total: int
    unjudged: int
    """Of the first ten."""


def read_judgments() -> Judgments:
    """All of them."""
    return Judgments.model_validate(yaml.safe_load(JUDGMENTS.read_text(encoding="utf-8")))


def ask_all(index: Index, judged: Sequence[Judged]) -> list[Answer]:
    """Each search, best first."""
    return [answer(index, one, one.as_query(DEPTH)) for one in judged]


def answer(index: Index, judged: Judged, query: Query) -> Answer:
    """How good the first ten are that a query finds."""
    result = index.search(query)
    # A page that says the same twice answers once.
    keys = list(dict.fromkeys(make_key(hit.entry) for hit in result.hits))
    grades = judged.grades
    unjudged = sum(key not in grades for key in keys)
    return Answer(query=judged.query, ndcg=ndcg(keys, grades), total=result.total, unjudged=unjudged)


def ndcg(keys: Sequence[str], grades: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten, from 0 to 1; what nobody judged counts as wrong."""
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(key, 0) for key in keys]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    """As in TREC's web track: 2^grade - 1, divided by the logarithm of the rank."""
    return sum((2.0**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades[:DEPTH]))


def mean(answers: Sequence[Answer]) -> float:
    """Over all queries."""
    return sum(answer.ndcg for answer in answers) / len(answers)
