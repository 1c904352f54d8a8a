"""The ways in which a change is denied and announced, and what sounds like one and is none."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.components.claims import detect_change_claim
from nlp.components.claims.detector import LONGEST, LONGEST_SENTENCE

DENIALS = (
    "Our position on the harbour has not changed.",
    "Our view of the plan remains the same.",
    "Our policy is unchanged.",
    "We have not backed down.",
    "We are not going to water the bill down.",
    "We will never drop the clause.",
    "The power is not being watered down.",
    "This is not a U-turn.",
    "There has been no change of policy.",
    "We reject any suggestion of a climbdown.",
    "It is wrong to say that we have changed our position.",
    "Nothing has changed in our approach.",
    "That has always been our position.",
    "We stand by our decision.",
    "We have no plans to drop the clause.",
    "We have not blinked.",
    "We have not given ground.",
    "We are not giving in.",
    "We have not caved in.",
    "We have never wavered.",
    "We have not revised our policy.",
    "We are not rethinking our approach.",
    "We have not paused the bill.",
    "We will not rewrite the clause.",
    "Our view has not evolved.",
    "This is not a surrender.",
    "This is not a departure from our policy.",
    "This is no weakening of our commitment.",
)
ANNOUNCEMENTS = (
    "We have changed our mind.",
    "Our position on the lamp has shifted.",
    "We have reconsidered.",
    "We have listened and we will now table an amendment.",
    "We have decided to withdraw the clause.",
    "We have agreed not to proceed.",
    "We no longer support the bill.",
    "We are dropping the clause.",
    "We were wrong to oppose the plan.",
    "We got this wrong.",
    "We will not now press the amendment.",
    "We used to support the tax, but not any more.",
    "We have come to a different view.",
    "We now oppose the clause.",
    "We have revised our position.",
    "We have rethought our approach.",
    "We have paused the bill.",
    "We are rewriting the clause.",
    "We have redrafted the amendment.",
    "We have gutted the bill.",
    "Our view has evolved.",
    "We have chosen not to go ahead.",
    "We have concluded against it.",
    "We have had a change of heart.",
)
NEITHER = (
    "The weather has not changed.",
    "The tide turned at noon and the boats were back by one.",
    "We have dropped the anchor.",
    "The price of oil has shifted.",
    "Our position is under review.",
    "We have not changed the oil in the lamp.",
    "They have changed the locks.",
    "Nothing has changed hands.",
    "We stand by the harbour wall.",
    "We no longer live in Wick.",
    "Could we have changed our position?",
    "Unless we have changed our position, we go on.",
)


@pytest.mark.parametrize("text", DENIALS)
def test_a_denial(text: str) -> None:
    assert detect_change_claim(text) == "denies"


@pytest.mark.parametrize("text", ANNOUNCEMENTS)
def test_an_announcement(text: str) -> None:
    assert detect_change_claim(text) == "announces"


@pytest.mark.parametrize("text", NEITHER)
def test_what_claims_nothing(text: str) -> None:
    assert detect_change_claim(text) is None


@pytest.mark.parametrize("text", [*DENIALS, *ANNOUNCEMENTS])
def test_setting_and_company_make_no_difference(text: str) -> None:
    claim = detect_change_claim(text)
    spaced = "\n".join(text.upper().replace("'", "’").split(" "))
    assert detect_change_claim(f"The lamp is out. {text} It rained.") == claim
    assert detect_change_claim(spaced) == claim


@pytest.mark.parametrize("text", [*DENIALS, *ANNOUNCEMENTS])
def test_others_who_change_their_position_claim_nothing_for_the_speaker(text: str) -> None:
    others = text.replace("We ", "The dockers ").replace(" we ", " the dockers ").replace("Our ", "The dockers' ")
    if others != text and "our" not in others:
        assert detect_change_claim(others, "said", "Ada Moor") is None


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from([*DENIALS, *ANNOUNCEMENTS, *NEITHER, "", "…", "é🚀", "’", "if ", "?"]), max_size=5),
    st.sampled_from(["", "said", "denied", "confirmed", "alleged"]),
    st.text(max_size=12),
    st.booleans(),
)
def test_any_text_gets_one_answer_and_the_same_one_again(
    parts: list[str], cue: str, source: str, is_reported: bool
) -> None:
    text = " ".join(parts)
    claim = detect_change_claim(text, cue, source, is_reported=is_reported)
    assert claim in ("denies", "announces", None)
    assert detect_change_claim(f" {text} ", cue, source, is_reported=is_reported) == claim


def test_a_sentence_or_a_text_that_is_too_long_is_not_looked_at() -> None:
    denial = "we have not backed down"
    assert detect_change_claim(f"{'and ' * 10}{denial}.") == "denies"
    assert detect_change_claim(f"{'and ' * (LONGEST_SENTENCE // 4)}{denial}.") is None
    assert detect_change_claim(f"{'It rained. ' * (LONGEST // 11 + 1)}{denial}.") is None


@pytest.mark.parametrize("name", ["a" * 300_000 + "!", "name " * 60_000, "-" * 300_000])
def test_an_endless_name_takes_no_time(name: str) -> None:
    began = time.process_time()
    assert detect_change_claim("We have changed our position.", "said", name, is_reported=True) == "announces"
    assert detect_change_claim("We have changed our position.", name, is_reported=True) == "announces"
    assert time.process_time() - began < 1
