"""What stands around a statement and who says it count only where its own words leave its side open."""

import numpy as np
import pytest

from nlp.components.stance.surroundings import (
    AFTER,
    BEFORE,
    find_surroundings,
    needs_surroundings,
    weigh_kind,
    weigh_surroundings,
)
from nlp.components.stance.values import Doubles, StanceInput
from nlp.components.targets import Target

OPENING = "The council met on Monday."
CLEAR, DIVIDED = np.array([0.96, 0.02, 0.02]), np.array([0.40, 0.38, 0.22])
OTHER_WAY = np.array([0.02, 0.96, 0.02])


@pytest.fixture
def leaning(bridge: Target) -> Target:
    return bridge.model_copy(update={"leanings": {"government": "FAVOR", "platform": "AGAINST"}})


def place(text: str, part: str) -> tuple[tuple[int, int], ...]:
    start = text.index(part)
    return ((start, start + len(part)),)


def test_the_paragraph_and_the_one_before_stand_around_a_statement() -> None:
    text = f"It rained.\n\n{OPENING}\n\nMs Vane spoke. It can be done. She sat down.\n\nThe ferry left."
    assert find_surroundings(text, place(text, "It can be done.")) == f"{OPENING} Ms Vane spoke. … She sat down."


def test_nothing_stands_around_a_statement_that_is_the_whole_text() -> None:
    assert find_surroundings("It can be done.", ((0, 15),)) == "…"


def test_the_first_paragraph_has_none_before_it() -> None:
    text = f"{OPENING} It can be done.\n\nThe ferry left."
    assert find_surroundings(text, place(text, "It can be done.")) == f"{OPENING} …"


def test_parts_of_a_statement_that_stand_apart_are_taken_as_one() -> None:
    text = 'One. "It can," she said, "be done." Two.'
    assert find_surroundings(text, (*place(text, "It can"), *place(text, "be done."))) == 'One. " … " Two.'


def test_a_long_paragraph_is_cut_at_words() -> None:
    text = "moor " * 500 + "It can be done." + " vane" * 500
    around = find_surroundings(text, place(text, "It can be done."))
    assert set(around.split()) == {"moor", "vane", "…"}
    assert len(around) <= BEFORE + AFTER + 3


def test_a_word_longer_than_what_is_read_is_left_out() -> None:
    text = "x" * 5000 + " It can be done. " + "y" * 5000
    assert find_surroundings(text, place(text, "It can be done.")) == "…"


def test_what_is_impossible_stays_so() -> None:
    sure = np.array([1.0, 0.0, 0.0])
    assert weigh_surroundings(sure, sure).tolist() == pytest.approx([1, 0, 0])


def test_a_text_is_read_once_more_only_where_it_is_open_and_something_stands_around_it() -> None:
    assert needs_surroundings(StanceInput("It can.", OPENING), DIVIDED)
    assert not needs_surroundings(StanceInput("It can.", OPENING), CLEAR)
    assert not needs_surroundings(StanceInput("It can."), DIVIDED)
    assert not needs_surroundings(StanceInput("It can.", ""), DIVIDED)


def test_the_less_the_words_say_the_more_counts_what_stands_around_them() -> None:
    assert weigh_surroundings(DIVIDED, OTHER_WAY).argmax() == 1
    assert weigh_surroundings(CLEAR, OTHER_WAY).argmax() == 0


@pytest.mark.parametrize("own", [CLEAR, DIVIDED])
def test_weighed_probabilities_sum_to_one(leaning: Target, own: Doubles) -> None:
    assert weigh_surroundings(own, OTHER_WAY).sum() == pytest.approx(1)
    assert weigh_kind(leaning, "platform", own).sum() == pytest.approx(1)


def test_the_kind_of_speaker_tips_only_what_is_balanced(leaning: Target) -> None:
    assert weigh_kind(leaning, "platform", DIVIDED).argmax() == 1
    assert weigh_kind(leaning, "platform", CLEAR).argmax() == 0


def test_a_kind_of_which_the_target_says_nothing_changes_nothing(leaning: Target, bridge: Target) -> None:
    assert weigh_kind(leaning, "expert", DIVIDED) is DIVIDED
    assert weigh_kind(leaning, None, DIVIDED) is DIVIDED
    assert weigh_kind(bridge, "platform", DIVIDED) is DIVIDED
