"""Labelled texts become examples unless they are there already or contradict something."""

from nlp.components.targets import Target
from nlp.components.targets.adopting import Labelled, plan_adoption

TARGET = Target(
    id="bridge",
    name="A bridge",
    proposition="A bridge should be built",
    keywords=("bridge",),
    examples={"FAVOR": ("Build it now!",), "AGAINST": ("Leave the bay alone.",)},
)


def test_new_texts_are_sorted_by_their_label() -> None:
    given = [
        Labelled("a", "NONE", "It\n rained."),
        Labelled("b", "FAVOR", "We want it."),
        Labelled("c", "NONE", "Wind."),
    ]
    plan = plan_adoption(TARGET, given)
    assert plan.examples == {"NONE": ["It rained.", "Wind."], "FAVOR": ["We want it."]}
    assert (plan.size, plan.known, plan.refused) == (3, (), ())


def test_what_is_an_example_already_is_not_added_again() -> None:
    plan = plan_adoption(TARGET, [Labelled("a", "FAVOR", "“build it,” now")])
    assert (plan.size, plan.known) == (0, ("a: is an example of FAVOR already",))


def test_copies_of_one_text_are_added_once() -> None:
    plan = plan_adoption(TARGET, [Labelled("a", "NONE", "It rained."), Labelled("b", "NONE", "It rained")])
    assert (plan.examples, plan.refused) == ({"NONE": ["It rained."]}, ())


def test_a_label_against_that_of_an_example_is_refused() -> None:
    (reason,) = plan_adoption(TARGET, [Labelled("a", "FAVOR", "Leave the bay alone.")]).refused
    assert reason.startswith("a: was corrected to FAVOR, but bridge has it as an example of AGAINST: correct the")


def test_the_same_words_under_two_labels_are_refused_both() -> None:
    given = [Labelled("a", "NONE", "Well."), Labelled("b", "FAVOR", "Well!"), Labelled("c", "NONE", "It rained.")]
    plan = plan_adoption(TARGET, given)
    assert plan.refused == ("a, b: have the same words, but were corrected to NONE and FAVOR: correct one of them",)
    assert plan.examples == {"NONE": ["It rained."]}


def test_a_text_without_words_is_refused() -> None:
    assert plan_adoption(TARGET, [Labelled("a", "NONE", " …!")]).refused == ("a: has no words",)


def test_nothing_in_nothing_out() -> None:
    assert plan_adoption(TARGET, []) == ({}, (), ())
