"""What became of the words, judged by their alignment."""

import pytest

from nlp.origins.alignment import align
from nlp.origins.verdicts import Judgement, judge
from nlp.origins.words import read_words

RECORD = "We do not accept that spills are unavoidable, and every company must fit 40 monitors before the next winter."


def judge_text(said: str, primary: str = RECORD) -> Judgement | None:
    return judge(align(read_words(primary), read_words(said)))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("We do not accept that spills are unavoidable", "verbatim"),
        ("every company must fit 40 monitors", "verbatim"),
        ("We do not accept that spills are unavoidable … before the next winter", "shortened"),
        ("every company must fit monitors before the next winter", "shortened"),
        ("every firm must fit 40 monitors before next winter", "changed"),
        ("We don't accept that spills are unavoidable", "changed"),
        ("We accept that spills are unavoidable", "not-found"),
        ("every company must fit 60 monitors before the next winter", "not-found"),
        ("accept … unavoidable … company … fit … monitors … winter", "not-found"),
        ("We do not accept that spills are unavoidable, and every minister knows it", "not-found"),
    ],
)
def test_the_verdict_by_the_words(said: str, verdict: str) -> None:
    found = judge_text(said)
    assert found is not None
    assert found.verdict == verdict


@pytest.mark.parametrize("said", ["we must", "must fit", "that are and", "The trains were late again this morning"])
def test_too_little_in_common_tells_nothing(said: str) -> None:
    assert judge_text(said) is None


def test_a_negation_that_is_left_out_with_its_own_clause_turns_nothing_round() -> None:
    primary = "The fund, which is not large and which nobody knows about yet, pays for 12 nurses"
    found = judge_text("The fund … pays for 12 nurses", primary)
    assert found is not None
    assert found.verdict == "shortened"


def test_a_negation_that_moved_to_another_claim_is_another_claim() -> None:
    primary = "The surveyors recommended repair rather than demolition, and I accept their advice"
    found = judge_text("The surveyors recommended demolition, and I do not accept their advice", primary)
    assert found is not None
    assert found.verdict == "not-found"


def test_the_better_of_two_is_the_stronger_verdict_then_the_more_alike() -> None:
    judged = [judge_text(said) for said in ("every company must fit 40 monitors", "every firm must fit 40 monitors")]
    verbatim, changed = (found for found in judged if found)
    assert verbatim.rank > changed.rank
