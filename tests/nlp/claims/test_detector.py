"""Denials and announcements of a change are found, and changes of other things and other people are not."""

import time
from collections import Counter
from pathlib import Path

import pytest
import yaml

from nlp.components.claims import detect_change_claim

HERE = Path(__file__).parent


def read_set(name: str) -> list[tuple[str, dict[str, str]]]:
    content = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return [(label, sentence) for label, sentences in content.items() for sentence in sentences]


def judge(sentence: dict[str, str]) -> str:
    named = [sentence[key] for key in ("source", "role", "organisation", "category") if key in sentence]
    claim = detect_change_claim(
        sentence["text"], sentence.get("cue", ""), " ".join(named), is_reported=bool(sentence.get("reported"))
    )
    return claim or "none"


@pytest.mark.parametrize("name", ["development", "held_out", "further"])
def test_the_claims_of_our_own_sentences_are_found_with_few_errors(name: str) -> None:
    sentences = read_set(name)
    counts = Counter((label, judge(sentence)) for label, sentence in sentences)
    for claim in ("denies", "announces"):
        right = counts[claim, claim]
        found = sum(number for (_, given), number in counts.items() if given == claim)
        wanted = sum(number for (label, _), number in counts.items() if label == claim)
        assert right / found >= 0.95, counts
        assert right / wanted >= (0.85 if name == "further" else 0.9), counts


def test_the_two_sets_are_large_and_share_no_sentence() -> None:
    development, held_out = (
        {sentence["text"] for _, sentence in read_set(name)} for name in ("development", "held_out")
    )
    assert len(development) >= 80
    assert len(held_out) >= 50
    assert not development & held_out


def test_a_denied_change_is_a_denial_whatever_the_content_says_alone() -> None:
    content = "its position had changed"
    assert detect_change_claim(content, "denied") == "denies"
    assert detect_change_claim(content, "said", "the trust", is_reported=True) == "announces"
    assert detect_change_claim(content, "said", "the trust") is None


def test_a_critic_who_speaks_of_the_government_claims_no_change_of_her_own() -> None:
    text = "The government has changed its position on scanning."
    assert detect_change_claim(text, "said", "Nadia Fairweather") is None
    assert detect_change_claim(text, "said", "Lord Ashby, a government minister") == "announces"
    assert detect_change_claim(text, "said", "the shadow government spokesman") is None


def test_a_body_is_known_by_a_part_of_its_name() -> None:
    text = "The trust’s position has not changed."
    assert detect_change_claim(text, source="Safe Childhood Trust") == "denies"
    assert detect_change_claim(text, source="Open Lines") is None


def test_pronouns_in_reported_speech_agree_with_the_number_of_the_source() -> None:
    text = "he was changing his position"
    assert detect_change_claim(text, "said", "Owen Barrow", is_reported=True) == "announces"
    assert detect_change_claim(text, "said", "his critics", is_reported=True) is None
    assert detect_change_claim("they had changed their position", "said", "the firms", is_reported=True) == "announces"


def test_the_first_sentence_with_a_claim_decides() -> None:
    assert detect_change_claim("I have changed my mind. This is not a U-turn.") == "announces"
    assert detect_change_claim("This is not a U-turn. I have changed my mind.") == "denies"


def test_what_others_are_reported_to_make_of_it_announces_nothing() -> None:
    assert detect_change_claim("We have dropped the clause.") == "announces"
    assert detect_change_claim("It was suggested on Monday that we have dropped the clause.") is None
    assert detect_change_claim("its position had not changed", "claimed", "The firm", is_reported=True) == "denies"


def test_a_question_and_a_condition_claim_nothing() -> None:
    assert detect_change_claim("Have we changed our position?") is None
    assert detect_change_claim("We have changed our position?") is None
    assert detect_change_claim("If the figures are right, we have changed our position.") is None


@pytest.mark.parametrize("text", ["", " ", "…", "’", "2023", "\x00", "Our " * 3])
def test_a_text_with_nothing_to_claim_claims_nothing(text: str) -> None:
    assert detect_change_claim(text) is None


@pytest.mark.parametrize(
    "part", ["we have listened and so ", "our position on ", "we have not the ", "we reject the idea of ", "a", "’s "]
)
def test_a_long_hostile_text_is_judged_at_once(part: str) -> None:
    text = part * (1_000_000 // len(part))
    began = time.process_time()
    detect_change_claim(text, "denied", part * 1000, is_reported=True)
    detect_change_claim(text[:499])
    assert time.process_time() - began < 1
