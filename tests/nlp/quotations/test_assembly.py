"""Findings in windows become attributions of the text."""

import time

import numpy as np
import pytest

from nlp.components.quotations.assembly import MOST_MARKS, assemble
from nlp.components.quotations.links import Found
from nlp.components.quotations.windows import cut_windows, read_pieces
from tests.nlp.quotations.assembling import FLOATING, load_tokenizer, place, read


def test_spans_are_code_points_of_the_text() -> None:
    text = "Zoë 🚀 said: “The lamp is out.”"
    pieces, window = read(text, load_tokenizer())
    spans = {words: place(text, pieces, words) for words in ("“The lamp is out.”", "said:", "Zoë 🚀")}
    found = Found(0, (spans["“The lamp is out.”"],), spans["said:"], spans["Zoë 🚀"])
    (attribution,) = assemble(text, pieces, [(window, [found])])
    assert [text[a:b] for a, b in attribution.content] == ["“The lamp is out.”"]
    assert [text[a:b] for a, b in attribution.cue] == ["said:"]
    assert [text[a:b] for a, b in attribution.source] == ["Zoë 🚀"]
    assert (attribution.kind, attribution.cue_type) == ("direct", "speech")


def test_words_without_cue_and_source_are_no_statement() -> None:
    text = "The so-called “spy clause” is back."
    pieces, window = read(text, load_tokenizer())
    assert assemble(text, pieces, [(window, [Found(0, (place(text, pieces, "“spy clause”"),), None, None)])]) == ()


def test_plain_words_without_a_cue_are_no_statement_though_somebody_stands_beside_them() -> None:
    text = "Moor and the oil."
    pieces, window = read(text, load_tokenizer())
    found = Found(0, (place(text, pieces, "the oil"),), None, place(text, pieces, "Moor"))
    assert assemble(text, pieces, [(window, [found])]) == ()


def test_a_quotation_that_was_not_closed_goes_on_in_the_next_paragraph() -> None:
    text = "“The lamp is out,” said Moor. “The oil is gone.\n\n“We have sent for more.”"
    pieces, window = read(text, load_tokenizer())
    first = Found(
        0,
        (place(text, pieces, "“The lamp is out,”"), place(text, pieces, "“The oil is gone.")),
        place(text, pieces, "said"),
        place(text, pieces, "Moor"),
    )
    more = Found(0, (place(text, pieces, "“We have sent for more.”"),), None, None)
    (attribution,) = assemble(text, pieces, [(window, [first, more])])
    assert len(attribution.content) == 3


def test_a_closed_quotation_does_not_go_on() -> None:
    text = "Moor said: “The oil is gone.”\n\n“We have sent for more.”"
    pieces, window = read(text, load_tokenizer())
    first = Found(
        0, (place(text, pieces, "“The oil is gone.”"),), place(text, pieces, "said:"), place(text, pieces, "Moor")
    )
    more = Found(0, (place(text, pieces, "“We have sent for more.”"),), None, None)
    first_found, second_found = assemble(text, pieces, [(window, [more, first])])
    assert len(first_found.content) == len(second_found.content) == 1


def test_attributions_stand_in_the_order_of_the_text() -> None:
    text = "“The lamp is out.” (Moor) “The oil is gone.” (Hale)"
    pieces, window = read(text, load_tokenizer())
    found = [
        Found(0, (place(text, pieces, words),), None, place(text, pieces, name))
        for words, name in (("“The oil is gone.”", "Hale"), ("“The lamp is out.”", "Moor"))
    ]
    first, second = assemble(text, pieces, [(window, found)])
    assert first.content < second.content
    assert first.cue_type is None


REPORTED = "the lamp was out"


def test_a_paragraph_that_is_a_quotation_belongs_to_the_source_before_it() -> None:
    pieces, window = read(FLOATING, load_tokenizer())
    first = Found(
        0, (place(FLOATING, pieces, REPORTED),), place(FLOATING, pieces, "said"), place(FLOATING, pieces, "Moor")
    )
    more = Found(0, (place(FLOATING, pieces, "“We have sent for more oil.”"),), None, None)
    _, second = assemble(FLOATING, pieces, [(window, [first, more])])
    assert [FLOATING[a:b] for a, b in second.source] == ["Moor"]


def test_nobody_is_inherited_over_another_paragraph() -> None:
    pieces, window = read(FLOATING, load_tokenizer())
    first = Found(
        0, (place(FLOATING, pieces, REPORTED),), place(FLOATING, pieces, "said"), place(FLOATING, pieces, "Moor")
    )
    more = Found(0, (place(FLOATING, pieces, "“It always rains here.”"),), None, None)
    _, second = assemble(FLOATING, pieces, [(window, [first, more])])
    assert (second.source, second.cue, second.kind) == ((), (), "direct")


def assemble_quotations(text: str, *parts: str, source: str = "", cue: str = "") -> list[list[str]]:
    """The words of each attribution, where the first part has the source and the cue, and the others nobody."""
    pieces, window = read(text, load_tokenizer())
    who = place(text, pieces, source) if source else None
    how = place(text, pieces, cue) if cue else None
    first = Found(0, (place(text, pieces, parts[0]),), how, who)
    others = [Found(0, (place(text, pieces, part),), None, None) for part in parts[1:]]
    made = assemble(text, pieces, [(window, [first, *others])])
    return [[text[start:end] for start, end in one.content] for one in made]


@pytest.mark.parametrize(
    ("text", "parts", "together"),
    [
        pytest.param(
            "Moor said: “The oil is gone.\n\n“We have sent.\n\n“It comes on Monday.”",
            ("“The oil is gone.", "“We have sent.", "“It comes on Monday.”"),
            [3],
            id="over three paragraphs",
        ),
        pytest.param(
            'Moor said: "The oil is gone.\n\n"We have sent."',
            ('"The oil is gone.', '"We have sent."'),
            [2],
            id="straight marks",
        ),
        pytest.param(
            "Moor said: ‘The oil is gone.\n\n‘We have sent.’",
            ("‘The oil is gone.", "‘We have sent.’"),
            [2],
            id="single marks",
        ),
        pytest.param(
            "Moor said: “The oil is gone.\n\n“We have sent.”",
            ("The oil is gone.", "We have sent."),
            [2],
            id="marks outside of the spans",
        ),
        pytest.param(
            "Moor said: “The oil is gone.\n\nIt rained. “We have sent.”",
            ("“The oil is gone.", "“We have sent.”"),
            [1],
            id="other words between",
        ),
        pytest.param(
            "Moor said: “The oil is gone. “We have sent.”",
            ("“The oil is gone.", "“We have sent.”"),
            [1],
            id="in the same paragraph",
        ),
        pytest.param(
            "Moor said: the oil is gone.\n\n“We have sent.”",
            ("the oil is gone.", "“We have sent.”"),
            [1, 1],
            id="after indirect speech",
        ),
        pytest.param(
            "Moor said: “The oil is gone.\n\nThe so-called “spy clause” is back.",
            ("“The oil is gone.", "“spy clause”"),
            [1],
            id="a word in marks later on",
        ),
    ],
)
def test_what_goes_on_in_the_next_paragraph(text: str, parts: tuple[str, ...], together: list[int]) -> None:
    assert [len(words) for words in assemble_quotations(text, *parts, source="Moor", cue="said:")] == together


def test_a_quotation_that_goes_on_may_be_nobody_s_at_first() -> None:
    text = "“The oil is gone.\n\n“We have sent.”"
    assert assemble_quotations(text, "“The oil is gone.", "“We have sent.”") == [
        ["“The oil is gone.", "“We have sent.”"]
    ]


def test_the_parts_of_an_attribution_are_in_the_order_of_the_text() -> None:
    text = "“The lamp,” said Moor, “is out.”"
    pieces, window = read(text, load_tokenizer())
    parts = tuple(place(text, pieces, part) for part in ("“is out.”", "“The lamp,”"))
    (made,) = assemble(text, pieces, [(window, [Found(0, parts, None, place(text, pieces, "Moor"))])])
    assert [text[start:end] for start, end in made.content] == ["“The lamp,”", "“is out.”"]


def test_places_are_counted_from_the_begin_of_their_window() -> None:
    text = "It rained all day and all night.\n\nMoor said the lamp was out."
    pieces = read_pieces(text, load_tokenizer())
    _, second = cut_windows(pieces, 12, 101, 102)
    (made,) = assemble(text, pieces, [(second, [Found(0, ((2, 5),), (1, 1), (0, 0))])])
    assert [text[start:end] for start, end in (*made.source, *made.cue, *made.content)] == [
        "Moor",
        "said",
        "the lamp was out",
    ]


def test_a_thousand_words_in_marks_take_no_time() -> None:
    text = "Moor said no.\n\n" + "The “lamp” is out. " * 1000
    pieces = read_pieces(text, load_tokenizer())
    (window,) = cut_windows(pieces, 100_000, 101, 102)
    first = Found(0, (place(text, pieces, "no"),), place(text, pieces, "said"), place(text, pieces, "Moor"))
    lamps = np.flatnonzero([text[a:b] == "lamp" for a, b in zip(pieces.starts, pieces.ends, strict=True)]).tolist()
    begun = time.process_time()
    made = assemble(text, pieces, [(window, [first, *(Found(0, ((lamp, lamp),), None, None) for lamp in lamps)])])
    assert (len(lamps), len(made)) == (1000, 1)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("separator", [" ", "\n\n"], ids=["one paragraph", "paragraphs"])
def test_tens_of_thousands_of_quotations_that_nobody_made_take_linear_time(separator: str) -> None:
    line = "“Lamp out.”"
    text = "Moor said no. It rained." + separator + separator.join([line] * 20_000)
    pieces = read_pieces(text, load_tokenizer())
    (window,) = cut_windows(pieces, 1_000_000, 101, 102)
    first = Found(0, (place(text, pieces, "no"),), place(text, pieces, "said"), place(text, pieces, "Moor"))
    opens = np.flatnonzero(pieces.ids == pieces.ids[pieces.starts == text.index("“")][0]).tolist()
    others = [Found(0, ((number, number + 4),), None, None) for number in opens]
    begun = time.process_time()
    made = assemble(text, pieces, [(window, [first, *others])])
    assert time.process_time() - begun < 10
    assert len(made) == (1 if separator == " " else 20_001)


def test_a_quotation_that_is_never_closed_goes_on_over_thousands_of_paragraphs() -> None:
    text = "Moor said: " + "“Lamp out.\n\n" * 20_000
    pieces = read_pieces(text, load_tokenizer())
    (window,) = cut_windows(pieces, 1_000_000, 101, 102)
    opens = np.flatnonzero(pieces.ids == pieces.ids[pieces.starts == text.index("“")][0]).tolist()
    contents = [(number, number + 3) for number in opens]
    first = Found(0, (contents[0],), place(text, pieces, "said:"), place(text, pieces, "Moor"))
    begun = time.process_time()
    (made,) = assemble(text, pieces, [(window, [first, *(Found(0, (one,), None, None) for one in contents[1:])])])
    assert time.process_time() - begun < 10
    assert len(made.content) == 20_000


def test_a_quotation_far_behind_blank_lines_is_another_one() -> None:
    near, far = (f"Moor said: “The oil is gone.{gap}“We have sent.”" for gap in ("\n\n", "\n" * (MOST_MARKS + 1)))
    parts = ("“The oil is gone.", "“We have sent.”")
    assert [len(words) for words in assemble_quotations(near, *parts, source="Moor", cue="said:")] == [2]
    assert [len(words) for words in assemble_quotations(far, *parts, source="Moor", cue="said:")] == [1, 1]
