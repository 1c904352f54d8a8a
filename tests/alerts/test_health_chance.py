"""How likely it is that something happens so seldom."""

import pytest

from clausewatch.alerts.health_chance import fewer_chance


def test_all_outcomes_together_are_certain() -> None:
    assert fewer_chance(7, 20, 12, 12) == pytest.approx(1)


def test_what_always_happened_is_seldom_missed() -> None:
    # By hand: 0.5/21 * 1.5/22 * 2.5/23.
    assert fewer_chance(20, 20, 0, 3) == pytest.approx(0.5 / 21 * 1.5 / 22 * 2.5 / 23)


def test_a_small_sample_is_trusted_less_than_a_large_one() -> None:
    assert fewer_chance(5, 5, 0, 5) > 10 * fewer_chance(500, 500, 0, 5)
    assert fewer_chance(500, 1000, 0, 10) == pytest.approx(0.5**10, rel=0.1)


def test_more_may_happen_more_easily() -> None:
    chances = [fewer_chance(30, 40, most, 10) for most in range(11)]
    assert chances == sorted(chances)
