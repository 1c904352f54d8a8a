"""Cues of speech and of attitude."""

import pytest

from nlp.components.quotations.cues import _IRREGULAR, REPORTING_VERBS, type_of_cue


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


def inflect(verb: str) -> set[str]:
    """The forms that the rules of spelling give, whether or not English has them."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
    if verb.endswith("e"):
        return {f"{verb}s", f"{verb}d", f"{verb[:-2]}ying" if verb == "lie" else f"{verb[:-1]}ing"}
    doubled = verb + verb[-1]
    return {f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing", f"{doubled}ed", f"{doubled}ing"}


@pytest.mark.parametrize("verb", sorted(verb for verb in REPORTING_VERBS if len(verb) > 2))
def test_every_reporting_verb_is_known_in_every_form(verb: str) -> None:
    assert {form for form in inflect(verb) if type_of_cue(f"has {form} that") != "speech"} == set()


def test_the_list_has_base_forms_and_the_irregular_ones_lead_to_it() -> None:
    assert all(verb.islower() and verb.isalpha() for verb in REPORTING_VERBS)
    assert set(_IRREGULAR.values()) <= REPORTING_VERBS
    assert all(form != base for form, base in _IRREGULAR.items())


@pytest.mark.parametrize(
    ("cue", "kind"),
    [
        pytest.param("re-stated", "speech", id="a hyphen within"),
        pytest.param("said—again", "speech", id="a dash between"),
        pytest.param("plans — in short —", "attitude", id="marks beside an attitude"),
        pytest.param("SAYS:", "speech", id="capitals and a colon"),
        pytest.param("didn’t say", "speech", id="a curly apostrophe"),
        pytest.param("essay", "attitude", id="a verb within another word"),
        pytest.param("sed", "attitude", id="an ending without a verb"),
        pytest.param("王说", "attitude", id="another script"),
        pytest.param("said" * 50_000, "attitude", id="one endless word"),
    ],
)
def test_words_are_taken_whole(cue: str, kind: str) -> None:
    assert type_of_cue(cue) == kind
