"""Positions say of a statement which label it has towards which target, in words that are quick to count."""

from collections.abc import Sequence

import pytest

from clausewatch.index.elastic.stored import name_position, read_label, to_stored
from clausewatch.models import StanceLabel
from tests.index.contract.examples import make_entry


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        ([], set()),
        ([("clause", "FAVOR")], {"FAVOR clause"}),
        ([("a", "FAVOR"), ("a", "FAVOR")], {"FAVOR a"}),
        ([("a", "FAVOR"), ("b", "FAVOR")], {"FAVOR a", "FAVOR b"}),
        ([("a", "FAVOR"), ("b", "NONE")], {"FAVOR a", "NONE b"}),
    ],
)
def test_a_label_is_there_once_with_each_of_its_targets(
    stances: Sequence[tuple[str, StanceLabel]], expected: set[str]
) -> None:
    positions = to_stored(make_entry("a", "words", stances=stances)).positions
    assert len(positions) == len(set(positions))
    assert set(positions) == expected


@pytest.mark.parametrize("target", ["clause", "a target of words", " ", ""])
def test_the_label_can_be_read_back(target: str) -> None:
    assert read_label(name_position("AGAINST", target)) == "AGAINST"
