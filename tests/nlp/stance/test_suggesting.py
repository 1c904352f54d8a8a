"""Which texts are suggested: doubtful ones that are like no example and not like each other."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.encoder import load_encoder
from nlp.components.stance import StanceResult, load_classifier
from nlp.components.stance.checking import NEAR, Example
from nlp.components.stance.features import features_of
from nlp.components.stance.suggesting import POOL, Candidate, Suggestion, choose_different, suggest_texts
from nlp.components.targets import Target

EXAMPLES: list[Example] = [("FAVOR", "one"), ("AGAINST", "two")]
VECTORS = np.eye(4)[:2]


def result(first: float, second: float) -> StanceResult:
    return StanceResult("FAVOR", first, {"FAVOR": first, "AGAINST": second, "NONE": 1 - first - second})


def candidate(key: str, vector: list[float], first: float = 0.5, second: float = 0.4) -> Candidate:
    return Candidate(key, np.array(vector) / np.linalg.norm(vector), result(first, second))


def suggest(*candidates: Candidate, limit: int = 10) -> list[Suggestion]:
    return suggest_texts(candidates, EXAMPLES, VECTORS, limit)


def keys(*candidates: Candidate, limit: int = 10) -> list[str]:
    return [each.key for each in suggest(*candidates, limit=limit)]


def test_the_least_certain_comes_first() -> None:
    sure, torn = candidate("sure", [0, 0, 1, 0], 0.9, 0.05), candidate("torn", [0, 0, 0, 1], 0.4, 0.39)
    assert keys(sure, torn) == ["torn", "sure"]


@pytest.mark.parametrize(("first", "second", "doubt"), [(0.5, 0.5, 1), (1, 0, 0), (0.2, 0.2, 0.6), (0.7, 0.2, 0.5)])
def test_doubt_is_how_near_the_two_likeliest_labels_are(first: float, second: float, doubt: float) -> None:
    assert candidate("a", [1, 0, 0, 0], first, second).doubt == pytest.approx(doubt)


def test_of_equally_certain_ones_that_which_is_unlike_the_examples_comes_first() -> None:
    assert keys(candidate("near", [1, 0, 1, 0]), candidate("far", [0, 0, 0, 1])) == ["far", "near"]


def test_one_only_of_those_that_say_the_same() -> None:
    twins = [candidate(f"twin {number}", [0, 0, 1, number / 100]) for number in range(5)]
    assert keys(*twins, candidate("other", [0, 0, 0, 1])) == ["twin 0", "other"]


def test_what_says_the_same_as_an_example_is_left_out() -> None:
    assert keys(candidate("again", [1, 0.1, 0, 0]), candidate("new", [1, 0, 1, 0])) == ["new"]


def test_the_nearest_example_and_its_likeness_are_told() -> None:
    (found,) = suggest(candidate("a", [0, 1, 1, 0]))
    assert found.nearest == ("AGAINST", "two")
    assert found.likeness == pytest.approx(0.5**0.5)


def test_no_more_than_asked_for_and_nothing_of_nothing() -> None:
    many = [candidate("a", [0, 0, 1, 0]), candidate("b", [0, 0, 0, 1]), candidate("c", [0, 0, 1, 1])]
    assert len(suggest(*many, limit=2)) == 2
    assert suggest() == []


def test_what_is_certain_teaches_nothing() -> None:
    assert keys(candidate("certain", [0, 0, 1, 0], 1, 0)) == []


def test_of_very_many_the_least_certain_are_compared() -> None:
    def make() -> Iterator[Candidate]:
        draw = np.random.default_rng(0)
        for number in range(POOL + 500):
            yield candidate(str(number), draw.normal(size=4).tolist(), 0.5 + 0.4 * (number < 500), 0.1)

    assert all(int(key) >= 500 for key in keys(*make(), limit=20))


@given(st.integers(1, 30), st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_what_is_chosen_is_different_whatever_the_vectors(count: int, limit: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    rows = draw.normal(size=(count, 3))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    likeness = draw.uniform(-1, 1, count)
    chosen = choose_different(draw.uniform(0, 1, count), rows, likeness, limit)
    assert len(set(chosen)) == len(chosen) <= min(count, limit)
    pairs = (rows[chosen] @ rows[chosen].T)[np.tri(len(chosen), k=-1, dtype=bool)]
    assert (pairs <= NEAR + 1e-9).all()
    assert (likeness[chosen] <= NEAR).all()


def test_the_choice_covers_every_group_before_it_returns_to_one() -> None:
    draw = np.random.default_rng(1)
    rows = np.repeat(np.eye(8), 20, axis=0) + draw.normal(0, 0.2, (160, 8))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    chosen = choose_different(np.ones(160), rows, np.zeros(160), 8)
    assert {number // 20 for number in chosen} == set(range(8))


def test_real_texts_are_chosen_by_what_they_mean(bridge: Target, tmp_path: Path) -> None:
    again, open_question = "We reject the plan of a bridge.", "The bridge would cost forty million pounds."
    twins = ("Build it, we want it.", "Build it; we want it!")
    texts = [again, *twins, open_question]
    features = features_of(load_encoder(), texts)
    results = load_classifier(bridge, cache=tmp_path).classify_features(features)
    found = map(Candidate, texts, features.vectors, results)
    examples = bridge.labelled()
    known = load_encoder().encode([text for _, text in examples]).astype(np.float64)
    chosen = {each.key for each in suggest_texts(found, examples, known, 10)}
    assert len(chosen) == 2
    assert chosen - set(twins) == {open_question}
