"""Furniture of kinds that no layout was made with, and changes that editors make: the former are not told
of, the latter are.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from clausewatch.ledger import open_ledger
from tests.extract.revisited.amendments import AMENDMENTS
from tests.extract.revisited.furniture import FIRST_KINDS, Kind
from tests.extract.revisited.furniture_more import MORE_KINDS
from tests.extract.revisited.furniture_unseen import UNSEEN_KINDS
from tests.extract.revisited.plain import miss_plainly, tell_plainly
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


def test_of_furniture_without_a_rule_one_visit_in_eight_is_told_of_at_most_where_it_is_read_twice(
    session: Session,
) -> None:
    assert len(UNSEEN_KINDS) >= 20
    assert UNSEEN_KINDS.keys().isdisjoint(FIRST_KINDS.keys() | MORE_KINDS.keys())
    visits = len(UNSEEN_KINDS) * SHAPES_EACH * VISITS
    told = tell_plainly(session, UNSEEN_KINDS, is_read_twice=True, shapes=SHAPES_EACH, visits=VISITS)
    assert sum(told.values()) <= visits / 8, told


def test_read_once_nearly_all_of_it_is_told_of(session: Session) -> None:
    told = tell_plainly(session, UNSEEN_KINDS, is_read_twice=False, shapes=1, visits=VISITS)
    assert sum(told.values()) >= len(UNSEEN_KINDS) * VISITS * 0.9


@pytest.mark.parametrize("is_furnished", [False, True], ids=["alone", "with furniture"])
def test_true_changes_are_told_of_as_well_where_they_are_read_twice(is_furnished: bool, session: Session) -> None:
    made, missed = miss_plainly(session, is_furnished=is_furnished)
    assert made == len(SHAPES) * len(AMENDMENTS)
    assert len(missed) <= (made / 100 if is_furnished else 0), missed
