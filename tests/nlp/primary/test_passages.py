"""What of an official document one would quote."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.components.primary.passages import read_passages

PARTS = (
    "The lamp will be kept burning. ", "We shall pay. ", "No! ", "“Never,” he said. ", "\n\n", "\n", "• ", "1. ",
    "(a) ", "# Lamp", "   ", "Why? ", "Mr. Moor ", "x@y.z ", "…", "é🚀 ", "Thank you. ", "Notes", "and so on: ",
    "\u2028", "\u00a0",
)  # fmt: skip


def passages(text: str) -> list[str]:
    return [text[start:end] for start, end in read_passages(text)]


def test_each_sentence_is_a_passage() -> None:
    text = "The lamp will be kept burning. We shall pay for the oil ourselves."
    assert passages(text) == ["The lamp will be kept burning.", "We shall pay for the oil ourselves."]


def test_a_short_sentence_joins_the_one_after_it() -> None:
    text = "That is wrong. The lamp will be kept burning all winter."
    assert passages(text) == [text]


def test_a_short_last_sentence_joins_the_one_before() -> None:
    text = "The lamp will be kept burning all winter. I promise."
    assert passages(text) == [text]


def test_at_most_three_sentences_stand_together() -> None:
    assert passages("No. No. No. Never again.") == ["No. No. No. Never again."]
    text = "No. No. No. The lamp will be kept burning."
    assert passages(text) == ["No. No. No.", "The lamp will be kept burning."]


def test_a_passage_never_crosses_paragraphs() -> None:
    assert passages("I say no.\n\nThe lamp will be kept burning.") == ["I say no.", "The lamp will be kept burning."]


@pytest.mark.parametrize(
    "heading",
    ["Our plan for the lamp", "# The lamp.", "Why do we need the lamp?", "PUBLISHED 4 MAY", "Background"],
)
def test_a_heading_is_no_passage(heading: str) -> None:
    assert passages(f"{heading}\n\nThe lamp will be kept burning.") == ["The lamp will be kept burning."]


@pytest.mark.parametrize(
    "line",
    [
        "Email: press@lamp.example.",
        "Write to press@lamp.example for more.",
        "Call: 020 7946 0000.",
        "Tel. 020 7946 0000 by day.",
        "Our press office, phone: +44 20 7946 0000.",
        "Email. We read all of it.",
        "Share on every network.",
        "Cookies: accept or decline.",
        "Thank you.",
        "THANK YOU ALL FOR COMING!",
        "Published: 4 May 2023.",
        "Photo: the lamp at night.",
        "© Lamp Office. All rights reserved.",
        "Original script, may differ from delivered version.",
    ],
)
def test_contact_details_and_boilerplate_are_no_passage(line: str) -> None:
    assert passages(f"{line}\n\nThe lamp will be kept burning.") == ["The lamp will be kept burning."]


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("Every child should be safe on a phone, and we shall see to that.", id="a phone within"),
        pytest.param("The duty covers every photo, text and email.", id="an email at the end"),
        pytest.param("It was a hard call. We made it all the same, and stand by it.", id="a call at the end"),
        pytest.param("Share prices fell when the plan was published, and rose when it was dropped.", id="share prices"),
        pytest.param("Print journalists were shown the lamp on the first day of the trial.", id="print journalists"),
        pytest.param("He wrote to us: “They told me ‘never again.’”", id="a quotation in a quotation at the end"),
        pytest.param("The lamp will be kept (see the annex at the end.)", id="brackets at the end"),
        pytest.param("There are 999 lamps in 0 harbours, and 2,000 sailors.", id="numbers that are no telephone's"),
    ],
)
def test_prose_that_looks_like_boilerplate_is_a_passage(paragraph: str) -> None:
    assert " ".join(passages(f"Annex\n\n{paragraph}")) == paragraph


def test_thanks_open_a_speech_and_are_left_out() -> None:
    text = "Thank you all for coming here. The lamp will be kept burning all winter."
    assert passages(text) == ["The lamp will be kept burning all winter."]
    assert passages("Thank you. No. It stays.") == ["Thank you. No. It stays."]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_passages_stand_in_order_within_paragraphs_and_begin_and_end_with_ink(text: str) -> None:
    place = 0
    for start, end in read_passages(text):
        assert place <= start < end <= len(text)
        words = text[start:end]
        assert words == words.strip()
        assert "\n" not in words
        place = end


@pytest.mark.parametrize(
    "line",
    ["Notes to editors", "Notes to editors:", "ENDS", "-ENDS-", "Media enquiries", "## Contact", "About us", "Notes"],
)
def test_nothing_after_the_notes_is_a_passage(line: str) -> None:
    text = f"The lamp will be kept burning.\n\n{line}\n\nThe Lamp Office was founded in 1802 by sailors."
    assert passages(text) == ["The lamp will be kept burning."]


def test_bullets_are_passages_without_their_marks() -> None:
    text = (
        "We will:\n\n• keep the lamp burning through the whole winter\n• pay for it\n\n1. The oil will be bought by us."
    )
    assert passages(text) == [
        "We will:",
        "keep the lamp burning through the whole winter",
        "The oil will be bought by us.",
    ]


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "I thank Mr. Moor and Dr. Pell for the long report. It will be read with care."
    assert len(passages(text)) == 2


@pytest.mark.parametrize("text", ["", "\n\n", "...", "!!! ???", "“”"])
def test_a_text_without_words_has_no_passage(text: str) -> None:
    assert passages(text) == []


@pytest.mark.parametrize("text", ['"' * 1_000_000, "a" * 2_000_000, "No. " * 100_000, "\n" * 500_000, "x. " * 100_000])
def test_hostile_text_takes_linear_time(text: str) -> None:
    begun = time.process_time()
    passages(text)
    assert time.process_time() - begun < 15
