"""Whoever denies what the words say stands on the other side; whoever denies a change is on none that they tell."""

import numpy as np
import pytest

from clausewatch.models import ChangeClaim, StatementKind
from nlp.attribution import Attribution
from nlp.components.stance import StanceInput, load_classifier
from nlp.components.stance.classifier import StanceClassifier, decide
from nlp.components.stance.denials import find_denial, weigh_denial
from nlp.components.targets import find_target, load_targets
from nlp.versions import NLP

WORDS = "that the power would break encryption for everybody"
FAVOR, AGAINST = np.array([0.8, 0.1, 0.1]), np.array([0.1, 0.8, 0.1])


def attribute(cue: str, kind: StatementKind = "indirect", claim: ChangeClaim | None = None) -> tuple[str, Attribution]:
    text = f"The ministry {cue} {WORDS}."
    verb = cue.split()[-1]
    begin, start = text.index(verb), text.index(WORDS)
    content, at = ((start, start + len(WORDS)),), ((begin, begin + len(verb)),)
    return text, Attribution(kind=kind, content=content, cue=at, claims_change=claim)


@pytest.fixture(scope="module")
def clause() -> StanceClassifier:
    return load_classifier(find_target(load_targets(NLP / "targets"), "encryption-clause"))


@pytest.mark.parametrize("cue", ["denied", "denies", "has denied", "flatly refuted", "is disputing", "rebutted"])
def test_a_denying_verb_denies_the_words(cue: str) -> None:
    assert find_denial(*attribute(cue)) == "words"


@pytest.mark.parametrize("cue", ["said", "confirmed", "rejected", "did not deny", "never denied", "couldn’t deny"])
def test_other_verbs_and_those_that_are_negated_do_not(cue: str) -> None:
    assert find_denial(*attribute(cue)) is None


def test_words_between_marks_are_what_the_speaker_said() -> None:
    assert find_denial(*attribute("denied", "direct")) is None
    assert find_denial(*attribute("denied", "mixed")) == "words"


def test_words_without_a_verb_deny_nothing() -> None:
    assert find_denial("“No.”", Attribution(kind="indirect", content=((1, 4),))) is None


def test_a_claim_that_nothing_has_changed_is_told_from_other_denials() -> None:
    assert find_denial(*attribute("denied", claim="denies")) == "change"
    assert find_denial(*attribute("denied", claim="announces")) == "words"


def test_denied_words_stand_on_the_other_side_as_surely() -> None:
    assert weigh_denial("words", FAVOR).tolist() == AGAINST.tolist()
    assert weigh_denial("words", AGAINST).tolist() == FAVOR.tolist()
    assert weigh_denial(None, FAVOR) is FAVOR


@pytest.mark.parametrize("own", [FAVOR, AGAINST, np.array([0.05, 0.05, 0.9]), np.array([0.5, 0.49, 0.01])])
def test_a_denied_change_tells_no_side(own: np.ndarray) -> None:
    weighed = weigh_denial("change", own)
    assert weighed.sum() == pytest.approx(1.0)
    assert weighed[0] == weighed[1]
    assert decide(weighed).label == "NONE"


def test_a_denied_danger_is_read_as_support(clause: StanceClassifier) -> None:
    said, denied, unchanged = clause.classify(
        [StanceInput(WORDS, denial=denial) for denial in (None, "words", "change")]
    )
    assert (said.label, denied.label, unchanged.label) == ("AGAINST", "FAVOR", "NONE")
    assert denied.confidence == said.confidence
    assert unchanged.confidence < 0.5
