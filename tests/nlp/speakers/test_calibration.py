"""How sure a named speaker is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.speakers.calibration import SUREST, calibrate

SURE = st.floats(0, 1)


@given(SURE, SURE)
def test_a_rule_that_is_surer_names_speakers_that_are(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert calibrate(low) <= calibrate(high)


@given(SURE)
def test_a_chance_is_no_certainty(confidence: float) -> None:
    assert 0.5 < calibrate(confidence) <= SUREST


@pytest.mark.parametrize(("rule", "chance"), [(0.5, 0.92), (0.85, 0.95), (0.97, 0.97)])
def test_rules_are_more_often_right_than_they_say(rule: float, chance: float) -> None:
    assert calibrate(rule) == chance
