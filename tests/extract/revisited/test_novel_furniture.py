"""Furniture of kinds that no layout was made with, and changes that editors make: the former are not told
of, the latter are.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from clausewatch.ledger import open_ledger
from tests.extract.revisited.furniture import FIRST_KINDS, Kind
from tests.extract.revisited.furniture_more import MORE_KINDS
from tests.extract.revisited.shapes import SHAPES
from tests.extract.revisited.visits import miss_amendments, tell_furniture

SHAPES_EACH, VISITS = 3, 3


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    with ledger.begin() as opened:
        yield opened
    ledger.close()


@pytest.mark.parametrize("kinds", [FIRST_KINDS, MORE_KINDS], ids=["first", "more"])
def test_at_most_one_visit_in_a_hundred_is_told_of_though_all_show_other_furniture(
    kinds: dict[str, Kind], session: Session
) -> None:
    told = tell_furniture(session, kinds, shapes=SHAPES_EACH, visits=VISITS)
    assert sum(told.values()) <= len(kinds) * SHAPES_EACH * VISITS / 100, told


def test_there_are_many_kinds_and_none_is_in_both_sets() -> None:
    assert len(FIRST_KINDS) >= 30
    assert len(MORE_KINDS) >= 30
    assert FIRST_KINDS.keys().isdisjoint(MORE_KINDS)


def test_at_least_ninety_nine_true_changes_in_a_hundred_are_told_of(session: Session) -> None:
    made, missed = miss_amendments(session)
    assert (len(SHAPES), made) == (15, 300)
    assert len(missed) <= made / 100, missed
