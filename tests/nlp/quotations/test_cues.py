"""Cues of speech and of attitude."""

import pytest

from nlp.components.quotations.cues import type_of_cue


@pytest.mark.parametrize(
    "cue",
    [
        "said",
        "says",
        "told",
        "according to",
        "added",
        "has repeatedly warned",
        "was quoted as saying",
        "replied",
        "denied",
        "argues",
        "insisted",
        "tweeted",
        "wrote in a blog post",
        "criticised",
        "specifies",
        "conceded",
        "quipped",
        ":",
        "–",
    ],
)
def test_a_cue_that_reports_words_is_speech(cue: str) -> None:
    assert type_of_cue(cue) == "speech"


@pytest.mark.parametrize("cue", ["plans", "wants", "hoped", "is expected", "believes", "fears", "supported", "seems"])
def test_a_cue_of_wish_or_belief_is_an_attitude(cue: str) -> None:
    assert type_of_cue(cue) == "attitude"


@pytest.mark.parametrize("cue", ["", "  "])
def test_without_a_cue_there_is_no_type(cue: str) -> None:
    assert type_of_cue(cue) is None


def test_capitals_make_no_difference() -> None:
    assert type_of_cue("SAID") == type_of_cue("Said") == "speech"


def test_a_mark_that_reports_nothing_is_an_attitude() -> None:
    assert type_of_cue("…") == "attitude"
