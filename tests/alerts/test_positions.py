"""Positions over time, from readings that may each be wrong."""

from itertools import product
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.alerts.positions import MOVES, estimate_standings, group_occasions, smooth, weigh
from tests.alerts.builders import CLAUSE, make_position, make_speaker


def enumerate_paths(evidence: list[float], moves: list[float]) -> list[float]:
    """What `smooth` must give, by adding up every sequence of sides."""
    totals = [[0.0, 0.0] for _ in evidence]
    for path in product((0, 1), repeat=len(evidence)):
        weight = 1.0
        for place, side in enumerate(path):
            likely = 1 / (1 + exp(-evidence[place]))
            weight *= likely if side else 1 - likely
            if place:
                weight *= moves[place] if side != path[place - 1] else 1 - moves[place]
        for place, side in enumerate(path):
            totals[place][side] += weight
    return [favour / (favour + against) for against, favour in totals]


@given(st.lists(st.tuples(st.floats(-12, 12), st.floats(0.01, 0.5)), min_size=1, max_size=7))
def test_smoothing_agrees_with_adding_up_every_path(steps: list[tuple[float, float]]) -> None:
    evidence, moves = [step[0] for step in steps], [step[1] for step in steps]
    assert smooth(evidence, moves) == pytest.approx(enumerate_paths(evidence, moves), abs=1e-9)


def test_nothing_said_is_no_position() -> None:
    assert smooth([], []) == []
    assert estimate_standings([], CLAUSE) == ()


def test_a_thousand_occasions_of_the_strongest_evidence_are_still_a_probability() -> None:
    chances = smooth([12.0] * 500 + [-12.0] * 500, [MOVES] * 1000)
    assert chances[0] > 0.99
    assert chances[-1] < 0.01


def test_words_weigh_more_the_closer_they_are_to_the_speaker() -> None:
    weights = [
        weigh(make_position(1, "FAVOR .9", kind=kind).statement, CLAUSE)
        for kind in ("primary", "direct", "mixed", "indirect")
    ]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


def test_an_unsure_stance_or_speaker_weighs_little_and_none_weighs_nothing() -> None:
    sure = weigh(make_position(1, "AGAINST .95").statement, CLAUSE)
    unsure = weigh(make_position(1, "AGAINST .5").statement, CLAUSE)
    doubtful = weigh(make_position(1, "AGAINST .95", speaker=make_speaker(confidence=0.3)).statement, CLAUSE)
    assert sure < unsure < 0
    assert sure < doubtful < 0
    assert weigh(make_position(1, "NONE .99").statement, CLAUSE) == 0
    assert weigh(make_position(1, "FAVOR .99", speaker=None).statement, CLAUSE) == 0
    assert weigh(make_position(1, "FAVOR .2").statement, CLAUSE) == pytest.approx(0)


def test_what_a_report_says_was_denied_weighs_nothing_and_a_quoted_denial_what_it_says_besides() -> None:
    denied = make_position(1, "AGAINST .9", "that it had backed down", kind="indirect", claims_change="denies")
    assert weigh(denied.statement, CLAUSE) == 0
    corrected = make_position(1, "FAVOR 1", "that it had backed down", kind="indirect", claims_change="denies")
    assert weigh(corrected.statement, CLAUSE) > 0
    quoted = make_position(1, "FAVOR .9", "We have not moved: scan them", claims_change="denies")
    assert weigh(quoted.statement, CLAUSE) > 0
    announced = make_position(1, "AGAINST .9", "it would drop the clause", kind="indirect", claims_change="announces")
    assert weigh(announced.statement, CLAUSE) < 0


def test_the_same_words_count_once_and_when_first_said() -> None:
    said_again = [make_position(day, "FAVOR .9", "I support it") for day in (5, 1, 9)]
    (occasion,) = group_occasions(said_again, CLAUSE)
    assert occasion.positions == (said_again[1],)


def test_further_statements_of_one_document_add_less_than_those_of_another() -> None:
    together = [make_position(1, "FAVOR .9", text, version="v") for text in ("one", "two", "three")]
    apart = [make_position(day, "FAVOR .9") for day in (1, 2, 3)]
    (one,) = group_occasions(together, CLAUSE)
    assert one.evidence < sum(occasion.evidence for occasion in group_occasions(apart, CLAUSE))
    assert one.evidence > group_occasions(apart, CLAUSE)[0].evidence


def test_the_evidence_of_one_document_has_a_limit() -> None:
    (occasion,) = group_occasions([make_position(1, "FAVOR .99", f"w{i}", version="v") for i in range(500)], CLAUSE)
    assert occasion.evidence == 12


def test_a_position_becomes_surer_as_more_is_said() -> None:
    standings = estimate_standings([make_position(day, "AGAINST .8") for day in range(4)], CLAUSE)
    alone = estimate_standings([make_position(0, "AGAINST .8")], CLAUSE)
    assert {standing.side for standing in standings} == {"AGAINST"}
    assert min(standing.probability for standing in standings) > alone[0].probability
