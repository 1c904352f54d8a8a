"""The words of a text count beside its vector, and count more the more examples there are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.stance.features import Features
from nlp.components.stance.fitting import fit_head, held_out_scores
from nlp.components.stance.wording import FULLY_HEARD, MOST, Wording, learn_wording

TEXTS = ("The harbour needs a bell.", "A bell in the harbour, at last!", "No bell is needed; the ferry has a horn.")
UNIFORM = np.ones((6, 4)) / 2
"""Vectors that tell nothing."""


def test_a_term_has_to_stand_in_two_examples() -> None:
    terms = learn_wording(TEXTS).terms
    assert {"harbour", "bell", "the"} <= set(terms)
    assert not {"ferry", "horn", "harbour needs"} & set(terms)


def test_pairs_of_words_are_terms() -> None:
    terms = learn_wording(["We cannot accept that.", "They cannot accept that."]).terms
    assert terms == ("accept", "accept that", "cannot", "cannot accept", "that")


def test_rows_are_as_long_as_the_weight() -> None:
    wording = learn_wording(TEXTS)
    lengths = np.sqrt(wording.weigh(TEXTS).multiply(wording.weigh(TEXTS)).sum(axis=1))
    assert np.asarray(lengths).ravel() == pytest.approx([wording.weight] * 3)


@pytest.mark.parametrize(
    ("count", "weight"), [(2, MOST * 2 / FULLY_HEARD), (FULLY_HEARD // 2, MOST / 2), (FULLY_HEARD, MOST), (2600, MOST)]
)
def test_words_weigh_more_with_more_examples_up_to_a_limit(count: int, weight: float) -> None:
    assert learn_wording(["one bell", "one horn"] * (count // 2)).weight == pytest.approx(weight)


def test_a_text_of_unknown_words_weighs_nothing() -> None:
    assert learn_wording(TEXTS).weigh(["zzz", "", "!"]).nnz == 0


@pytest.mark.parametrize("texts", [(), ("one",), ("one", "other"), ("", ""), ("!", "?")])
def test_examples_that_share_no_word_give_no_terms(texts: tuple[str, ...]) -> None:
    wording = learn_wording(texts)
    assert wording.terms == ()
    assert wording.weigh(["one", "two"]).shape == (2, 0)


def test_a_wording_made_of_its_parts_weighs_the_same() -> None:
    learnt = learn_wording(TEXTS)
    again = Wording(learnt.terms, learnt.rarity, learnt.weight)
    assert again.weigh(TEXTS).toarray() == pytest.approx(learnt.weigh(TEXTS).toarray())


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_text_can_be_weighed(texts: list[str]) -> None:
    assert np.isfinite(learn_wording([*texts, *TEXTS]).weigh(texts).toarray()).all()


def test_where_vectors_are_alike_words_decide() -> None:
    texts = ("build the bridge", "build it now", "build", "stop the bridge", "stop it now", "stop")
    labels = np.array([0, 0, 0, 1, 1, 1])
    head = fit_head(Features(texts, UNIFORM), labels, 3)
    asked = Features(("please build", "please stop"), UNIFORM[:2])
    assert head.probabilities(asked).argmax(axis=1).tolist() == [0, 1]


def test_words_of_an_example_do_not_vouch_for_itself() -> None:
    texts = tuple(f"word{number // 2} shared" for number in range(20))
    labels = np.arange(20) % 2
    scores = held_out_scores(Features(texts, np.ones((20, 4)) / 2), labels, 2)
    assert (scores.argmax(axis=1) == labels).mean() < 0.7
