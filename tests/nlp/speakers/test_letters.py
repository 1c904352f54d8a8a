"""Signatures below letters, and bylines above columns."""

import time

import pytest

from nlp.components.speakers.letters import find_byline, read_signatures

SECONDS = 6.0


def names_of(text: str, title: str = "") -> list[str]:
    return [one.name.text for one in read_signatures(text, title)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dear Editor,\n\nNo.\n\nAda Moor, Thornby", ["Ada Moor"]),
        ("Dear Editor,\n\nNo.\n\nAda Moor\nThornby", ["Ada Moor"]),
        ("Dear Editor,\n\nNo.\n\nAda Moor\nThe Old Mill, Thornby", ["Ada Moor"]),
        ("SIR – No.\n\nR. Hollin\nMill Row", ["R. Hollin"]),
        ("Sir, No!\n\nMrs R. Pell (Thornby)", ["R. Pell"]),
        ("Sir, No!\n\nCllr Tom Quarles, Thornby", ["Tom Quarles"]),
        ("Sir, “No.”\n\nDr Moor", ["Moor"]),
        ("To the Editor:\n\nNo?\n\n— Ada Moor", ["Ada Moor"]),
        ("Letters\n\nNo.\n\nAda Moor", ["Ada Moor"]),
        ("Dear Sir,\n\nNo.\n\nYours sincerely,\nAda Moor MP", ["Ada Moor"]),
        ("SIR – No.\n\nAda Moor\nThornby\n\nSIR – Yes.\n\nTom Quarles\nThornby", ["Ada Moor", "Tom Quarles"]),
        ("No.\n\nAda Moor, Thornby\n\nYes.\n\nTom Quarles, Thornby", ["Ada Moor", "Tom Quarles"]),
    ],
)
def test_a_name_below_a_letter_signs_it(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "No.\n\nAda Moor, Thornby",
        "Dear Editor,\n\nNo.\n\nEel Guild",
        "Dear Editor,\n\nNo.\n\nThornby",
        "Dear Editor,\n\nNo.\n\nAda Moor said no.",
        "Dear Editor,\n\nNo.\n\nAda Moor is a baker",
        "Dear Editor,\n\nNo.\n\nAda Moor: what she saw",
        "Dear Editor,\n\nNo.\n\nBy the mill, Ada Moor",
        "Dear Editor,\n\nand so on\nAda Moor, Thornby",
        "Dear Editor,\n\nNo.\nAda Moor\nwas there when the mill closed.",
        "Dear Editor,\n\nNo.\n\nAda Moor, " + "of the old mill " * 8,
        "",
        "Ada Moor",
    ],
)
def test_a_line_that_is_no_name_or_ends_no_letter_signs_nothing(text: str) -> None:
    assert names_of(text) == []


def test_the_title_of_the_page_may_say_that_it_is_of_letters() -> None:
    assert names_of("No.\n\nAda Moor, Thornby", "Readers’ letters") == ["Ada Moor"]


def test_a_letter_reaches_from_the_signature_before_to_its_own() -> None:
    text = "SIR – No.\n\nAda Moor\n\nSIR – Yes.\n\nTom Quarles"
    first, second = read_signatures(text)
    assert (first.start, text[first.end :][:8]) == (0, "Ada Moor")
    assert text[second.start : second.end].strip() == "SIR – Yes."
    assert text[second.name.start : second.name.end] == "Tom Quarles"


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("By Ada Moor\n\nIt rained.", "Ada Moor"),
        ("A wet day\nBy Ada Moor, gardener\nIt rained.", "Ada Moor"),
        ("Words by Ada Moor\nIt rained.", "Ada Moor"),
        ("By Dr Ada Moor\nIt rained.", "Ada Moor"),
        ("By Corve Council\nIt rained.", None),
        ("By Ada Moor and Tom Quarles\nIt rained.", None),
        ("By Monday it had rained.", None),
        ("By the mill stood Ada Moor.", None),
        ("It rained.\n\n\n\n\n\nBy Ada Moor", None),
        ("It rained.", None),
    ],
)
def test_a_byline_names_one_author(text: str, author: str | None) -> None:
    assert find_byline(text) == author


@pytest.mark.parametrize(
    "text",
    ["\n" * 1_000_000, " \n" * 500_000, "Dear " * 100_000, "Sir,\n" * 50_000, "Ada Moor.\n" * 30_000, "SIR" * 300_000],
    ids=["lines", "blank", "dear", "sir", "names", "word"],
)
def test_signatures_are_read_in_linear_time(text: str) -> None:
    begun = time.process_time()
    read_signatures(text)
    find_byline(text)
    assert time.process_time() - begun < SECONDS
