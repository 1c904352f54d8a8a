"""Where a speaker stands on a target over time, from dated statements that may each be misread.

A two-state hidden Markov chain over occasions: at each the speaker is for or against, and between two the position
moves with a small chance. What is reported is its smoothed probability, so that one odd reading among many moves
nothing.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby, pairwise
from math import exp, log, sqrt
from typing import Literal, NamedTuple

from clausewatch.ledger.corrections import SURE as BY_A_PERSON
from clausewatch.ledger.statements import Position
from clausewatch.models import Stance, Statement, StatementKind

Side = Literal["FAVOR", "AGAINST"]
MOVES = 0.1
"""Chance that a speaker moved between two occasions, when nobody says so."""
MOVES_WHEN_ANNOUNCED = 0.5
"""The same where a statement announces a change. A denial changes nothing: a shift is a matter of evidence."""
RELIABLE: dict[StatementKind, float] = {"primary": 1.0, "direct": 0.95, "mixed": 0.9, "indirect": 0.8}
"""How far words of a kind are the speaker's own."""
SUREST = 0.97
"""However sure a reading is, it is worth no more."""
MOST = 12.0
"""However much was said in one document, its evidence is worth no more nats."""
EVEN = 1 / 3
"""Confidence of a label drawn by lot."""


class Occasion(NamedTuple):
    """What a speaker said in one document."""

    positions: tuple[Position, ...]
    evidence: float
    """Log odds for FAVOR against AGAINST, in nats."""
    is_announced: bool


class Standing(NamedTuple):
    """A speaker's position at an occasion, in the light of all that is known."""

    occasion: Occasion
    side: Side
    probability: float
    """Of that side, from 0.5."""


def stance_on(statement: Statement, target: str) -> Stance:
    """The stance of a statement that has one on the target."""
    return next(stance for stance in statement.stances if stance.target == target)


def weigh(statement: Statement, target: str) -> float:
    """Evidence of one statement: log odds for FAVOR against AGAINST, in nats; 0 where it says neither.

    A reported denial of a change (`denied that it had backed down`) says neither, unless a person put its stance right:
    its words are those that were denied.
    """
    stance = stance_on(statement, target)
    is_read_alone = stance.confidence < BY_A_PERSON
    is_denial = statement.kind == "indirect" and statement.claims_change == "denies" and is_read_alone
    if stance.label == "NONE" or statement.speaker is None or is_denial:
        return 0.0
    trust = RELIABLE[statement.kind] * statement.speaker.confidence
    sure = min(SUREST, EVEN + max(0.0, stance.confidence - EVEN) * trust)
    odds = log(sure / ((1 - sure) / 2))
    return odds if stance.label == "FAVOR" else -odds


def group_occasions(
    positions: Iterable[Position], target: str, announced: Collection[str] = ()
) -> tuple[Occasion, ...]:
    """A speaker's statements by document, oldest first; the same words again count once, when first said.

    `announced`: versions in which the speaker announces a change, if only in a statement without a stance.
    """
    first: dict[str, Position] = {}
    for position in sorted(positions, key=lambda p: (p.at, p.statement.version, p.statement.content)):
        first.setdefault(position.statement.subject, position)
    by_document = groupby(first.values(), key=lambda position: position.statement.version)
    return tuple(_make_occasion(tuple(group), target, version in announced) for version, group in by_document)


def _make_occasion(positions: tuple[Position, ...], target: str, is_announced: bool) -> Occasion:
    # Readings of one document err together, so that each further one adds less.
    weights = sorted((weigh(position.statement, target) for position in positions), key=abs, reverse=True)
    evidence = sum(weight / sqrt(place) for place, weight in enumerate(weights, 1))
    evidence = max(-MOST, min(MOST, evidence))
    is_announced = is_announced or any(p.statement.claims_change == "announces" for p in positions)
    return Occasion(positions, evidence, is_announced)


def estimate_standings(
    positions: Iterable[Position], target: str, announced: Collection[str] = ()
) -> tuple[Standing, ...]:
    """The position of one speaker at each occasion, oldest first."""
    occasions = group_occasions(positions, target, announced)
    chances = smooth([occasion.evidence for occasion in occasions], [_chance(occasion) for occasion in occasions])
    return tuple(
        Standing(occasion, "FAVOR" if chance >= 0.5 else "AGAINST", max(chance, 1 - chance))
        for occasion, chance in zip(occasions, chances, strict=True)
    )


def _chance(occasion: Occasion) -> float:
    return MOVES_WHEN_ANNOUNCED if occasion.is_announced else MOVES


def smooth(evidence: Sequence[float], moves: Sequence[float]) -> list[float]:
    """Probability of FAVOR at each of n occasions given all of them (forward-backward, Rabiner 1989).

    `evidence`: n log odds in nats. `moves`: n chances that the position moved since the occasion before; the first
    is not used.
    """
    if not evidence:
        return []
    likely = [1 / (1 + exp(-odds)) for odds in evidence]
    forward = [likely[0]]
    for chance, now in zip(moves[1:], likely[1:], strict=True):
        before = forward[-1] * (1 - chance) + (1 - forward[-1]) * chance
        forward.append(before * now / (before * now + (1 - before) * (1 - now)))
    backward = [0.5]
    for (_, chance), now in zip(reversed(list(pairwise(moves))), reversed(likely[1:]), strict=True):
        after = backward[-1] * now / (backward[-1] * now + (1 - backward[-1]) * (1 - now))
        backward.append(after * (1 - chance) + (1 - after) * chance)
    pairs = zip(forward, reversed(backward), strict=True)
    return [ahead * behind / (ahead * behind + (1 - ahead) * (1 - behind)) for ahead, behind in pairs]
