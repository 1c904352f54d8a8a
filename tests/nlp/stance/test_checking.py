"""What is weak in a target's examples is found and said."""

import pytest

from nlp.components.encoder import Encoder, load_encoder
from nlp.components.stance.checking import ENOUGH, check_target
from nlp.components.targets import Target


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def with_examples(target: Target, **examples: tuple[str, ...]) -> Target:
    return target.model_copy(update={"examples": {**target.examples, **examples}})


def test_too_few_examples_are_counted(bridge: Target, encoder: Encoder) -> None:
    few = [each.message for each in check_target(bridge, encoder) if each.kind == "few"]
    assert few[0] == f"FAVOR has 8 examples, {ENOUGH} or more work well"
    assert len(few) == 3


def test_examples_that_say_the_same_are_found(bridge: Target, encoder: Encoder) -> None:
    target = with_examples(bridge, NONE=(*bridge.examples["NONE"], "The council meets on a Tuesday."))
    repeated = [each.message for each in check_target(target, encoder) if each.kind == "repeated"]
    assert repeated == ["NONE: 'The council meets on Tuesday.' says the same as 'The council meets on a Tuesday.'"]


def test_labels_that_contradict_each_other_are_found(bridge: Target, encoder: Encoder) -> None:
    target = with_examples(bridge, AGAINST=(*bridge.examples["AGAINST"], "A bridge would save lives in the winter."))
    found = [each.message for each in check_target(target, encoder) if each.kind == "contradicts"]
    assert any("save lives in winter" in message and "save lives in the winter" in message for message in found)


def test_an_example_under_the_wrong_label_is_misread(bridge: Target, encoder: Encoder) -> None:
    target = with_examples(bridge, NONE=(*bridge.examples["NONE"], "We want the bridge and we want it this year."))
    misread = [each.message for each in check_target(target, encoder) if each.kind == "misread"]
    assert any(
        message.startswith("NONE: 'We want the bridge and we want it this year.' is read as") for message in misread
    )


def test_two_examples_are_too_few_to_leave_one_out(bridge: Target, encoder: Encoder) -> None:
    target = bridge.model_copy(update={"examples": {"FAVOR": ("Build it.",), "AGAINST": ("Don't build it.",)}})
    assert not [each for each in check_target(target, encoder) if each.kind == "misread"]
