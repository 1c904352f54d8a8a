"""Quotations of fictional speakers beside all that each of them is on record with."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, get_args

from clausewatch.models import Origin, OriginVerdict, StatementKind
from nlp.components.encoder import load_encoder
from nlp.components.strict_yaml import read_yaml
from nlp.origins import Passage, Pool, Quotation, find_origin, pool_passages

HERE = Path(__file__).parent
VERDICTS: tuple[OriginVerdict, ...] = get_args(OriginVerdict)


class Pair(NamedTuple):
    """A quotation, the record of its speaker, and the sentences that it comes from; none: it was never said."""

    speaker: str
    record: tuple[str, ...]
    kind: StatementKind
    text: str
    verdict: OriginVerdict
    sentences: tuple[str, ...]


class Result(NamedTuple):
    """What was found for a pair; no origin where the quotation says too little."""

    pair: Pair
    origin: Origin | None

    @property
    def verdict(self) -> OriginVerdict:
        return self.origin.verdict if self.origin else "not-found"

    @property
    def is_found(self) -> bool:
        return self.verdict != "not-found"

    @property
    def is_right(self) -> bool:
        """Whether it was found where it was said."""
        return self.is_found and self.origin is not None and self.origin.statements == self.pair.sentences


def read_pairs(part: str) -> Iterator[Pair]:
    """The pairs of `development` or `held_out`."""
    for scene in read_yaml((HERE / f"{part}.yaml").read_text(encoding="utf-8")):
        record = tuple(scene["said"])
        for verdict in VERDICTS:
            for row in scene[verdict.replace("-", "_")]:
                where, kind, text = ([], *row) if verdict == "not-found" else row
                numbers = where if isinstance(where, list) else [where]
                yield Pair(scene["speaker"], record, kind, text, verdict, tuple(map(str, numbers)))


def make_pool(sentences: tuple[str, ...]) -> Pool:
    """One page of sentences whose ids are their numbers."""
    passages, at = [], 0
    for number, text in enumerate(sentences):
        passages.append(Passage(str(number), text, "page", at, at + len(text)))
        at += len(text) + 1
    return pool_passages(passages)


@cache
def _encode_one(text: str) -> tuple[float, ...]:
    return tuple(float(number) for number in load_encoder().encode([text])[0])


def encode(texts: Sequence[str]) -> list[tuple[float, ...]]:
    """By the shipped encoder, each text by itself, as the step does."""
    return [_encode_one(text) for text in texts]


@lru_cache(maxsize=2)
def measure(part: str) -> tuple[Result, ...]:
    """Every pair with what is found for it."""
    return tuple(
        Result(pair, find_origin(Quotation(pair.kind, pair.text), make_pool(pair.record), encode))
        for pair in read_pairs(part)
    )
