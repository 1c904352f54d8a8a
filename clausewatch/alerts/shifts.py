"""When a speaker's position on a target moved, with the statements on both sides."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import groupby, pairwise
from typing import NamedTuple

from pydantic import AwareDatetime

from clausewatch.alerts.positions import Side, Standing, estimate_standings, stance_on, weigh
from clausewatch.identifiers import make_id
from clausewatch.ledger.statements import Position
from clausewatch.models import Model, Speaker, Statement

HOLDS = 0.85
"""A side is taken as held where its probability comes to this."""
FEWEST = 2
"""Statements that a side needs, unless the speaker announces the change."""
SHOWN = 5
"""Statements given as evidence for a side."""


class Shift(Model):
    """A change of position that holds against noise."""

    speaker: Speaker
    key: str
    """What the ledger knows the speaker by."""
    target: str
    before: Side
    after: Side
    at: AwareDatetime
    """The first statement of the new position."""
    number: int
    """How many times this speaker had moved this way, this time included."""
    probability: float
    evidence_before: tuple[Position, ...]
    """The last statements of the old position, oldest first."""
    evidence_after: tuple[Position, ...]
    """The first statements of the new position, oldest first."""

    @property
    def subject(self) -> str:
        """Id that stays the same while more statements come in on either side."""
        return make_id("shift", self.key, self.target, self.before, self.after, str(self.number))


class Stretch(NamedTuple):
    """Occasions one after the other on the same side."""

    side: Side
    probability: float
    statements: tuple[Position, ...]
    """Those that say so."""
    is_announced: bool


def find_shifts(
    positions: Iterable[Position], key: str, target: str, announced: Collection[str] = ()
) -> tuple[Shift, ...]:
    """The shifts of one speaker on a target, oldest first; none of a collective, which is other people each time.

    `announced`: versions in which the speaker announces a change, if only in a statement without a stance.
    """
    kept = [position for position in positions if is_followed(position.statement)]
    stretches = _find_stretches(estimate_standings(kept, target, announced), target)
    counts: Counter[Side] = Counter()
    shifts = []
    for before, after in pairwise(stretches):
        counts[after.side] += 1
        shifts.append(_make_shift(before, after, key, target, counts[after.side]))
    return tuple(shifts)


def is_followed(statement: Statement) -> bool:
    """Whether the statement has a speaker who has positions: one person or body."""
    return statement.speaker is not None and statement.speaker.kind != "collective"


def _find_stretches(standings: Iterable[Standing], target: str) -> list[Stretch]:
    """What the speaker held, with no two neighbours on the same side; what does not hold is left out."""
    runs = [_make_stretch(side, tuple(run), target) for side, run in groupby(standings, key=lambda one: one.side)]
    held: list[Stretch] = []
    for place, run in enumerate(runs):
        is_told = run.is_announced or (place + 1 < len(runs) and runs[place + 1].is_announced)
        if run.probability < HOLDS or len(run.statements) < (1 if is_told else FEWEST):
            continue
        if held and held[-1].side == run.side:
            held[-1] = _join(held[-1], run)
        else:
            held.append(run)
    return held


def _make_stretch(side: Side, run: tuple[Standing, ...], target: str) -> Stretch:
    said = (position for standing in run for position in standing.occasion.positions)
    statements = tuple(
        position
        for position in said
        if stance_on(position.statement, target).label == side and weigh(position.statement, target)
    )
    is_announced = any(standing.occasion.is_announced for standing in run)
    return Stretch(side, max(standing.probability for standing in run), statements, is_announced)


def _join(one: Stretch, other: Stretch) -> Stretch:
    statements = one.statements + other.statements
    probability = max(one.probability, other.probability)
    return Stretch(one.side, probability, statements, one.is_announced or other.is_announced)


def _make_shift(before: Stretch, after: Stretch, key: str, target: str, number: int) -> Shift:
    speakers = (position.statement.speaker for position in after.statements)
    return Shift(
        speaker=next(speaker for speaker in speakers if speaker is not None),
        key=key,
        target=target,
        before=before.side,
        after=after.side,
        at=after.statements[0].at,
        number=number,
        probability=round(min(before.probability, after.probability), 4),
        evidence_before=before.statements[-SHOWN:],
        evidence_after=after.statements[:SHOWN],
    )
