"""Sets that are nearly the same have a key in common, and others have not."""

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.copies.minhash import ROWS, make_keys

BANDS = 8
SETS = st.sets(st.text(st.characters(codec="utf-8"), max_size=8), max_size=30)


def share_how_often(common: float, bands: int, tries: int = 400) -> float:
    """Of pairs of sets of which that share of members is common, how many have a key in common."""
    drawn = random.Random(7)
    met = 0
    for number in range(tries):
        names = [f"{number} {drawn.random()}" for _ in range(200)]
        shared = round(200 * common)
        alone = (200 - shared) // 2
        one, other = names[: shared + alone], names[:shared] + names[shared + alone :]
        met += not set(make_keys(one, bands, "s")).isdisjoint(make_keys(other, bands, "s"))
    return met / tries


@pytest.mark.parametrize("common", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_they_meet_as_often_as_the_theory_says(common: float) -> None:
    expected = 1 - (1 - common**ROWS) ** BANDS
    assert share_how_often(common, BANDS) == pytest.approx(expected, abs=0.08)


@given(SETS)
def test_the_order_of_the_members_and_how_often_they_stand_make_no_difference(members: set[str]) -> None:
    listed = sorted(members)
    keys = make_keys(listed, BANDS, "s")
    assert make_keys([*reversed(listed), *listed], BANDS, "s") == keys
    assert len(keys) == (BANDS if members else 0)
    assert all(-(2**63) <= key < 2**63 for key in keys)


@given(SETS.filter(bool))
def test_sets_of_two_scopes_and_two_bands_share_no_key(members: set[str]) -> None:
    one, other = make_keys(members, BANDS, "one"), make_keys(members, BANDS, "other")
    assert len({*one, *other}) == 2 * BANDS


def test_more_bands_begin_with_the_same_keys() -> None:
    assert make_keys({"a", "b"}, 4, "s") == make_keys({"a", "b"}, 8, "s")[:4]


def test_the_keys_are_those_that_ledgers_keep() -> None:
    """A change of these finds nothing of what was kept before."""
    assert make_keys({"the ferry", "ferry will", "will run"}, 3, "statement") == KEPT


def test_another_process_makes_the_same_keys() -> None:
    asked = "make_keys({'the ferry', 'ferry will', 'will run'}, 3, 'statement')"
    code = f"from nlp.copies.minhash import make_keys; print({asked})"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert told.strip() == str(KEPT)


KEPT = (-4875493185326723500, -6568414182951076651, 2992357980186292838)
