"""Searches for what is meant, judged by hand: by words, by meaning, and by both together."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import yaml

from clausewatch.index.protocol import Index, Query, Vector
from clausewatch.steps.embedding import embed_text
from tests.index.relevance.judgments import DEPTH, Answer, Judged, answer, read_judgments

MEANINGS = Path(__file__).parent / "meanings.yaml"
Way = Literal["sentence", "words", "meaning", "hybrid"]
"""What is meant, typed as it is; the words for it; what is near in meaning; and the last two together."""
WAYS: tuple[Way, ...] = get_args(Way)


class JudgedMeaning(Judged):
    """A search for what is meant; its `query` are words that an analyst would type for it."""

    like: str

    def ask_for(self, way: Way) -> Query:
        """The first ten."""
        text = {"sentence": self.like, "meaning": ""}.get(way, self.query)
        like = _embed(self.like) if way in {"meaning", "hybrid"} else None
        return Query(text=text, like=like, sort="best", limit=DEPTH)


@cache
def _embed(text: str) -> Vector:
    return embed_text(text)


def read_meanings() -> tuple[JudgedMeaning, ...]:
    """Those that were judged over the statements of the demo and our own."""
    return tuple(JudgedMeaning.model_validate(one) for one in yaml.safe_load(MEANINGS.read_text(encoding="utf-8")))


def read_searches() -> tuple[JudgedMeaning, ...]:
    """The searches for words that were judged over the statements of the demo, each meant as it is written.

    What is near in meaning and was not judged counts as wrong, so that meaning is better than this says.
    """
    given = ((one, one.model_dump(include=set(Judged.model_fields))) for one in read_judgments().demo)
    return tuple(JudgedMeaning(like=one.query, **fields) for one, fields in given)


def ask_by(way: Way, index: Index, judged: Sequence[JudgedMeaning]) -> list[Answer]:
    """Each search in one way."""
    return [answer(index, one, one.ask_for(way)) for one in judged]


def count_better(answers: Sequence[Answer], others: Sequence[Answer]) -> tuple[int, int]:
    """How many of the answers are better than the others to the same searches, and how many worse."""
    pairs = [(one.ndcg, other.ndcg) for one, other in zip(answers, others, strict=True)]
    return sum(one > other for one, other in pairs), sum(one < other for one, other in pairs)
