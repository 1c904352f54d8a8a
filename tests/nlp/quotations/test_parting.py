"""What was linked to one cue is parted where the text does not hold it together."""

import pytest

from tests.nlp.quotations.assembling import FLOATING, assemble_linked


def test_a_quotation_behind_another_paragraph_is_not_of_the_cue_that_it_was_linked_to() -> None:
    found = assemble_linked(FLOATING, "Moor", "said", "the lamp was out", "“It always rains here.”")
    assert found == [(["the lamp was out"], ["Moor"], "indirect"), (["“It always rains here.”"], [], "direct")]


def test_words_behind_another_paragraph_are_no_statement_where_they_are_no_quotation() -> None:
    text = "Moor said the lamp was out.\n\nIt rained.\n\nIt was cold and the oil was gone."
    found = assemble_linked(text, "Moor", "said", "the lamp was out", "the oil was gone")
    assert found == [(["the lamp was out"], ["Moor"], "indirect")]


def test_a_quotation_before_another_paragraph_is_not_of_the_cue_after_it() -> None:
    text = "“It always rains here.”\n\nIt rained.\n\nMoor said the lamp was out."
    found = assemble_linked(text, "Moor", "said", "“It always rains here.”", "the lamp was out")
    assert found == [(["“It always rains here.”"], [], "direct"), (["the lamp was out"], ["Moor"], "indirect")]


def test_what_is_far_from_its_cue_as_a_whole_is_left_to_it() -> None:
    text = "Moor, who keeps the lamp, said this.\n\nIt rained.\n\n“It always rains here.”"
    assert assemble_linked(text, "Moor", "said", "“It always rains here.”") == [
        (["“It always rains here.”"], ["Moor"], "direct")
    ]


def test_a_quotation_over_many_paragraphs_is_near_to_its_cue_part_by_part() -> None:
    parts = ("“The oil is gone.", "“The lamp is out.", "“It rains.”")
    text = "Moor said:\n\n" + "\n\n".join(parts)
    assert assemble_linked(text, "Moor", "said", *parts) == [(list(parts), ["Moor"], "direct")]


def test_a_quotation_that_fills_the_paragraph_after_an_indirect_statement_is_another_one_of_the_same_source() -> None:
    found = assemble_linked(FLOATING, "Moor", "said", "the lamp was out", "“We have sent for more oil.”")
    assert found == [
        (["the lamp was out"], ["Moor"], "indirect"),
        (["“We have sent for more oil.”"], ["Moor"], "direct"),
    ]


def test_contents_without_a_letter_are_left_out() -> None:
    text = "Moor said “the lamp was out”. It reads “ … ”."
    assert assemble_linked(text, "Moor", "said", "“the lamp was out”", "…") == [
        (["“the lamp was out”"], ["Moor"], "direct")
    ]
    assert assemble_linked(text, "It", "reads", "…") == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Moor said that the lamp was out: “Nobody has seen it since March.”",
            ["that the lamp was out", "“Nobody has seen it since March.”"],
        ),
        ("Moor said the word was: “Nobody has seen it.”", ["the word was: “Nobody has seen it.”"]),
        ("Moor said that the lamp was “out”: it burns.", ["that the lamp was “out”: it burns"]),
        ("Moor said three lamps were out: the old, the new and the best.", [
            "three lamps were out: the old, the new and the best",
        ]),
    ],
)  # fmt: skip
def test_a_quotation_behind_the_colon_of_reported_words_is_a_statement_of_its_own(text: str, parts: list[str]) -> None:
    whole = text.removeprefix("Moor said ").removesuffix(".")
    assert assemble_linked(text, "Moor", "said", whole) == [
        ([part], ["Moor"], "direct" if part.startswith("“") else "mixed" if "“" in part else "indirect")
        for part in parts
    ]


@pytest.mark.parametrize(
    ("text", "cue", "content", "is_found"),
    [
        ("Moor has responded to reports that the lamp is out.", "has responded to", "that the lamp is out", False),
        ("Moor replied to claims that the lamp is out.", "replied to", "claims that the lamp is out", False),
        ("Moor has dismissed reports that the lamp is out.", "dismissed", "that the lamp is out", True),
        ("Moor has responded to Hale that the lamp is out.", "has responded to", "that the lamp is out", True),
    ],
)
def test_what_others_report_is_not_said_by_who_responds_to_it(
    text: str, cue: str, content: str, is_found: bool
) -> None:
    assert bool(assemble_linked(text, "Moor", cue, content)) is is_found
