"""Transcripts are told from their layout; forms, lists and single lines with a colon are none."""

import time

import pytest

from nlp.components.quotations.transcripts import put_turns, read_turns
from nlp.components.quotations.turns import Passage


def turns_of(text: str) -> list[tuple[str, str]]:
    return [
        (text[slice(*one.source[0])], text[slice(*one.content[0])])
        for one in read_turns(text)
        if text[slice(*one.cue[0])] in (":", "–")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "MOOR: Is it lit?\n\nHALE: No. It’s out.\n\nMOOR: I see.",
        "Q1 MOOR: Is it lit?\n\nHALE: No. It’s out.\n\nQ2. MOOR: I see.",
        "**MOOR:** Is it lit?\n**HALE:** No. It’s out.\n**MOOR:** I see.  ",
        "The inquiry met.\n\nMOOR: Is it lit?\n\nHe rose.\n\nHALE: No. It’s out.\r\n\r\nMOOR: I see.\n\nIt rained.",
        '"MOOR : Is it lit?\n\n"HALE : No. It’s out.\n\n"MOOR : I see.',
        "Witnesses: Tom Hale.\n\nMOOR: Is it lit?\n\nHALE: No. It’s out.\n\nMOOR: I see.",
    ],
)
def test_names_that_take_turns_are_a_transcript(text: str) -> None:
    assert turns_of(text) == [("MOOR", "Is it lit?"), ("HALE", "No. It’s out."), ("MOOR", "I see.")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Q", "A"),
        ("Chair", "Dr. Ada B. Moor"),
        ("The Minister for Rain (Ada Moor)", "Tom Hale (Wick)"),
        ("THE CHAIR", "LORD HALE OF WICK"),
        ("Harbour Post", "Zoë O’Hale-Moor"),
        ("Interviewer", "Hale"),
    ],
)
def test_names_offices_and_letters_may_take_turns(one: str, other: str) -> None:
    text = f"{one}: Is it lit?\n\n{other}: It’s out.\n\n{one}: I see.\n\n{other}: So do I."
    assert [name for name, _ in turns_of(text)] == [one, other, one, other]


def test_a_dash_opens_a_turn_after_the_letters_of_question_and_answer() -> None:
    assert turns_of("Q – Is it lit?\n\nA – It’s out.\n\nQ – Why?\n\nA – Rain.") == [
        ("Q", "Is it lit?"),
        ("A", "It’s out."),
        ("Q", "Why?"),
        ("A", "Rain."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("MOOR: Is it lit?\n\nHALE: No.", id="two lines"),
        pytest.param("MOOR: Is it lit?\n\nHALE: No.\n\nORME: Yes.", id="nobody comes back"),
        pytest.param("MOOR: Is it lit?\n\nMOOR: It is out.\n\nMOOR: I see.", id="one name"),
        pytest.param("MOOR: It is lit.\n\nHALE: No.\n\nMOOR: I see.", id="nobody asks"),
        pytest.param("Lamps: 4\n\nOil: 2 litres\n\nLamps: 5\n\nOil: enough?", id="a table"),
        pytest.param("It is so: is it?\n\nOne thing more: no.\n\nIt is so: yes.", id="ordinary sentences"),
        pytest.param("Best for sailors: Is it?\n\nBest for cooks: No.\n\nBest for sailors: Yes.", id="small words"),
        pytest.param("09:15 Is it lit?\n\n09:20 It is.\n\n09:15 I see.", id="times"),
        pytest.param("MOOR:\n\nHALE: ?\n\nMOOR: …", id="no words"),
        pytest.param("", id="no text"),
    ],
)
def test_other_lines_with_colons_are_no_transcript(text: str) -> None:
    assert turns_of(text) == []


TEXT = "MOOR: Is it lit?\n\nHALE: No. Orme said it was out.\n\nMOOR: I see. Good.\n\nOrme said it rained."


def find(words: str, source: str = "", cue: str = "", after: int = 0) -> Passage:
    def spans(part: str) -> tuple[tuple[int, int], ...]:
        start = TEXT.index(part, after)
        return ((start, start + len(part)),) if part else ()

    return Passage(spans(words), spans(source), spans(cue))


def test_what_the_model_gives_a_wrong_name_or_cuts_short_is_replaced_by_the_turn() -> None:
    turns = read_turns(TEXT)
    found = [find("Is it lit", "MOOR"), find("I see", "HALE"), find("Good")]
    assert list(put_turns(turns, found)) == turns


def test_what_is_reported_in_a_turn_or_beside_it_is_kept() -> None:
    turns = read_turns(TEXT)
    reported = find("it was out", "Orme", "said")
    beside = find("it rained", "Orme", "said", TEXT.rindex("Orme"))
    assert list(put_turns(turns, [reported, beside])) == [*turns, reported, beside]


def test_parts_that_stand_in_turns_are_taken_from_what_is_beside() -> None:
    turns = read_turns(TEXT)
    beside = find("it rained", "Orme", "said", TEXT.rindex("Orme"))
    mixed = Passage((*find("Good").content, *beside.content), beside.source, beside.cue)
    assert list(put_turns(turns, [mixed])) == [*turns, beside]


def test_without_turns_all_is_kept() -> None:
    assert list(put_turns([], [find("Good")])) == [find("Good")]


@pytest.mark.parametrize("line", ["MOOR: So?\nHALE: No.\n", "A", "Aa aa ", "A:\n", "A\n", "Aa aa aa aa aa aa\n"])
def test_long_text_takes_linear_time(line: str) -> None:
    text = line * (1_000_000 // len(line))
    begun = time.process_time()
    turns = read_turns(text)
    assert len(list(put_turns(turns, turns))) == len(turns)
    assert time.process_time() - begun < 10
