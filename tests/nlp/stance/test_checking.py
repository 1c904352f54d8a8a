"""What is weak in a target's examples is found and said."""

import numpy as np
import pytest

from clausewatch.settings import SHIPPED
from nlp.components.encoder import Encoder, load_encoder
from nlp.components.stance.checking import ENOUGH, _find_pairs, check_target, describe_limits
from nlp.components.stance.classifier import MOST
from nlp.components.targets import Target, load_targets


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


def test_an_example_that_stands_twice_word_for_word_is_found(bridge: Target, encoder: Encoder) -> None:
    twice = bridge.examples["NONE"][0]
    target = with_examples(bridge, NONE=(*bridge.examples["NONE"], twice, twice))
    repeated = [each.message for each in check_target(target, encoder) if each.kind == "repeated"]
    assert repeated == [f"NONE: {twice!r} stands 3 times"]


def test_one_example_is_counted_as_one(bridge: Target, encoder: Encoder) -> None:
    few = [each.message for each in check_target(with_examples(bridge, FAVOR=("Yes.",)), encoder) if each.kind == "few"]
    assert few[0] == f"FAVOR has 1 example, {ENOUGH} or more work well"


def test_what_is_not_looked_at_is_told(bridge: Target) -> None:
    assert describe_limits(bridge) == []
    many = tuple(f"Bridge number {number}." for number in range(MOST + 1))
    assert describe_limits(with_examples(bridge, NONE=many)) == [
        f"{MOST} of the {MOST + 1} examples of NONE are used, taken evenly"
    ]
    (told,) = describe_limits(with_examples(bridge, FAVOR=("Yes.", "Yes!")))
    assert told == "no example was left out and read: each label needs 3"
    assert describe_limits(with_examples(bridge, NONE=())) == []


def test_labels_that_contradict_each_other_are_found(bridge: Target, encoder: Encoder) -> None:
    target = with_examples(bridge, AGAINST=(*bridge.examples["AGAINST"], "A bridge would save lives in the winter."))
    found = [each.message for each in check_target(target, encoder) if each.kind == "contradicts"]
    assert [message for message in found if "save lives in winter" in message] == [
        "FAVOR: 'A bridge would save lives in winter.' is close to AGAINST: 'A bridge would save lives in the winter.'"
    ]


def test_an_example_under_the_wrong_label_is_misread(bridge: Target, encoder: Encoder) -> None:
    target = with_examples(bridge, NONE=(*bridge.examples["NONE"], "We want the bridge and we want it this year."))
    misread = [each.message for each in check_target(target, encoder) if each.kind == "misread"]
    assert any(
        message.startswith("NONE: 'We want the bridge and we want it this year.' is read as") for message in misread
    )


def test_two_examples_are_too_few_to_leave_one_out(bridge: Target, encoder: Encoder) -> None:
    target = bridge.model_copy(update={"examples": {"FAVOR": ("Build it.",), "AGAINST": ("Don't build it.",)}})
    assert not [each for each in check_target(target, encoder) if each.kind == "misread"]


def test_many_that_say_the_same_are_told_once_each(bridge: Target, encoder: Encoder) -> None:
    alike = tuple(f"The council meets on Tuesday the {number}th." for number in range(4, 20))
    found = check_target(with_examples(bridge, NONE=(*bridge.examples["NONE"], *alike)), encoder)
    repeated = [each.message for each in found if each.kind == "repeated"]
    assert 0 < len(repeated) <= len(alike)
    assert len({message.split("says the same as")[1] for message in repeated}) == len(repeated)


def test_the_nearest_example_is_named() -> None:
    likeness = np.array([[1, 0, 0.95], [0, 1, 0.99], [0.95, 0.99, 1]])
    (found,) = _find_pairs([("NONE", "near"), ("NONE", "nearer"), ("NONE", "last")], likeness)
    assert found.message == "NONE: 'nearer' says the same as 'last'"


def test_findings_are_grouped_by_their_kind(bridge: Target, encoder: Encoder) -> None:
    target = with_examples(
        bridge,
        AGAINST=(*bridge.examples["AGAINST"], "A bridge would save lives in the winter."),
        NONE=(*bridge.examples["NONE"], "The council meets on a Tuesday.", "We want the bridge, and this year."),
    )
    kinds = [each.kind for each in check_target(target, encoder)]
    assert list(dict.fromkeys(kinds)) == ["few", "contradicts", "repeated", "misread"]
    assert kinds == sorted(kinds, key=["few", "contradicts", "repeated", "misread"].index)


def test_a_label_without_examples_has_none(bridge: Target, encoder: Encoder) -> None:
    target = bridge.model_copy(update={"examples": {key: bridge.examples[key] for key in ("FAVOR", "AGAINST")}})
    few = [each.message for each in check_target(target, encoder) if each.kind == "few"]
    assert few[-1] == f"NONE has 0 examples, {ENOUGH} or more work well"


def test_examples_enough_that_differ_and_fit_their_labels_are_not_weak(encoder: Encoder) -> None:
    target = next(target for target in load_targets(SHIPPED / "targets") if target.id == "age-assurance")
    kinds = {each.kind for each in check_target(target, encoder)}
    assert not kinds & {"few", "contradicts", "repeated"}
