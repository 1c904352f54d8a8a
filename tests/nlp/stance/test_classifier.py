"""A classifier learns from a target's examples, says when it is unsure, and does not care who speaks."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given as given_that
from hypothesis import strategies as st

from nlp.components.stance import StanceClassifier, StanceInput, load_classifier
from nlp.components.stance.classifier import MOST, UNSURE, decide, take_evenly
from nlp.components.targets import Target, load_targets

SHIPPED = Path(__file__).parents[3] / "nlp" / "targets"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def classifier(bridge: Target, cache: Path) -> StanceClassifier:
    return load_classifier(bridge, cache=cache)


@pytest.fixture(scope="module")
def clause(cache: Path) -> StanceClassifier:
    target = next(target for target in load_targets(SHIPPED) if target.id == "encryption-clause")
    return load_classifier(target, threads=2, cache=cache)


def labels_of(classifier: StanceClassifier, *texts: str) -> list[str]:
    return [result.label for result in classifier.classify([StanceInput(text) for text in texts])]


def test_a_new_target_works_from_its_examples(classifier: StanceClassifier) -> None:
    assert labels_of(
        classifier,
        "I am in favour of building the bridge.",
        "We are opposed to the bridge and will fight it.",
        "The library opens at ten.",
    ) == ["FAVOR", "AGAINST", "NONE"]


def test_the_scores_sum_to_one_and_the_confidence_is_that_of_the_label(classifier: StanceClassifier) -> None:
    for result in classifier.classify([StanceInput("Build the bridge."), StanceInput("It rained.")]):
        assert sum(result.scores.values()) == pytest.approx(1)
        assert result.confidence == result.scores[result.label]


@pytest.mark.parametrize("text", ["", "  \n ", "…?!", "—"])
def test_a_text_without_a_word_has_no_stance(classifier: StanceClassifier, text: str) -> None:
    result = classifier.classify([StanceInput(text)])[0]
    assert (result.label, sum(result.scores.values())) == ("NONE", 1)


def test_a_long_text_and_another_language_are_answered(classifier: StanceClassifier) -> None:
    began = time.process_time()
    results = classifier.classify([StanceInput("bridge " * 150_000), StanceInput("Wir wollen keine Brücke.")])
    assert all(sum(result.scores.values()) == pytest.approx(1) for result in results)
    assert time.process_time() - began < 10


def test_nothing_in_nothing_out(classifier: StanceClassifier) -> None:
    assert classifier.classify([]) == []


def test_unsure_is_none_with_a_low_confidence() -> None:
    result = decide(np.array([UNSURE - 0.01, UNSURE - 0.02, 1 - 2 * UNSURE + 0.03]))
    assert result.label == "NONE"
    assert result.confidence < UNSURE


def test_the_clause_is_understood_in_new_words(clause: StanceClassifier) -> None:
    assert labels_of(
        clause,
        "Inspecting private chats would gut the security that customers count on.",
        "Ofcom has to be able to make chat apps hunt for pictures of abused children.",
        "Peers will take the clause on the third day of Report.",
    ) == ["AGAINST", "FAVOR", "NONE"]


def test_a_head_is_fitted_once_and_then_read(bridge: Target, tmp_path: Path) -> None:
    load_classifier(bridge, cache=tmp_path)
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    load_classifier(bridge, cache=tmp_path)
    assert len(kept) == 1
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == kept


def test_other_examples_make_another_head(bridge: Target, tmp_path: Path) -> None:
    load_classifier(bridge, cache=tmp_path)
    more = {**bridge.examples, "FAVOR": (*bridge.examples["FAVOR"], "Yes to the bridge!")}
    load_classifier(bridge.model_copy(update={"examples": more}), cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_broken_head_is_fitted_again(bridge: Target, tmp_path: Path) -> None:
    load_classifier(bridge, cache=tmp_path)
    path = next(tmp_path.iterdir())
    path.write_bytes(b"cut short")
    load_classifier(bridge, cache=tmp_path)
    assert path.stat().st_size > 1000


def test_two_can_fit_the_same_head_at_once(bridge: Target, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: load_classifier(bridge, cache=tmp_path), range(4)))
    assert [path.suffix for path in tmp_path.iterdir()] == [".npz"]
    assert {
        classifier.classify([StanceInput("I fully support building the bridge.")])[0].label for classifier in made
    } == {"FAVOR"}


def test_the_temperature_of_the_file_is_that_of_the_head(bridge: Target, tmp_path: Path) -> None:
    sure, modest = (
        load_classifier(bridge.model_copy(update={"temperature": value}), cache=tmp_path) for value in (0.1, 0.4)
    )
    assert (sure.temperature, modest.temperature) == (0.1, 0.4)
    [high], [low] = (each.classify([StanceInput("I oppose the bridge.")]) for each in (sure, modest))
    assert high.label == low.label == "AGAINST"
    assert high.confidence > low.confidence


def test_many_examples_are_taken_evenly_and_once(bridge: Target) -> None:
    many = tuple(f"Build bridge number {number}." for number in range(100_000))
    taken = take_evenly(bridge.model_copy(update={"examples": {"FAVOR": many, "AGAINST": ("No.", "No.")}}))
    assert sum(label == "FAVOR" for label, _ in taken) == MOST
    assert taken[MOST - 1][1] > many[90_000]
    assert taken[MOST:] == [("AGAINST", "No.")]


def test_nothing_that_runs_needs_torch() -> None:
    code = "import sys, nlp.components.stance; sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given_that(st.lists(st.floats(0, 1), min_size=3, max_size=3).filter(lambda row: sum(row) > 0.1))
def test_the_likeliest_label_is_claimed_only_where_it_is_likely_enough(row: list[float]) -> None:
    probabilities = np.array(row) / sum(row)
    result = decide(probabilities)
    assert result.confidence == result.scores[result.label]
    assert result.label == "NONE" or result.confidence == max(probabilities) >= UNSURE


def test_texts_without_a_word_keep_their_place_among_others(classifier: StanceClassifier) -> None:
    assert labels_of(classifier, "…", "We are opposed to the bridge and will fight it.", "", "Build the bridge!") == [
        "NONE", "AGAINST", "NONE", "FAVOR",
    ]  # fmt: skip


def test_where_the_words_are_clear_nothing_else_decides(
    classifier: StanceClassifier,
) -> None:
    text = "The library opens at ten."
    given = [StanceInput(text), StanceInput(text, "We all want the bridge.", "platform")]
    one, other = (classifier.classify([each])[0] for each in given)
    assert one == other


def test_a_target_of_two_labels_claims_no_third(bridge: Target, cache: Path) -> None:
    target = bridge.model_copy(update={"examples": {key: bridge.examples[key] for key in ("FAVOR", "AGAINST")}})
    results = load_classifier(target, cache=cache).classify([StanceInput("Build it!"), StanceInput("Never build it.")])
    assert all(result.scores["NONE"] < 0.01 for result in results)


def test_the_order_of_examples_and_another_proposition_need_no_other_head(bridge: Target, tmp_path: Path) -> None:
    load_classifier(bridge, cache=tmp_path)
    load_classifier(bridge.model_copy(update={"proposition": "Something else", "name": "Other"}), cache=tmp_path)
    load_classifier(
        bridge.model_copy(update={"examples": dict(reversed(list(bridge.examples.items())))}), cache=tmp_path
    )
    assert len(list(tmp_path.iterdir())) == 1
