"""Where a text stands in another language."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.components.languages.marking import Marked, blank_out, mark_languages
from nlp.components.languages.telling import ENGLISH

LAMP = "The council said the lamp would be kept burning all winter, and that the boats would be told of it by letter."
WELSH = "Dywedodd y cyngor y bydd y lamp yn llosgi drwy’r gaeaf, ac y bydd y cychod yn cael gwybod drwy lythyr."
FRENCH = "Le conseil a dit que la lampe brûlerait tout l’hiver et que les bateaux en seraient avertis par une lettre."


def words_of(text: str) -> tuple[str, list[str]]:
    marked = mark_languages(text)
    return marked.language, [text[start:end] for start, end in marked.foreign]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n\r\n"])
def test_a_foreign_paragraph_is_marked_in_an_english_text(gap: str) -> None:
    language, foreign = words_of(gap.join([LAMP, WELSH, LAMP]))
    assert (language, [passage.strip() for passage in foreign]) == (ENGLISH, [WELSH])


def test_a_text_of_two_languages_keeps_its_english_half() -> None:
    assert words_of(f"{WELSH}\n\n{LAMP}") == (ENGLISH, [WELSH])


def test_a_foreign_text_with_a_little_english_is_foreign() -> None:
    assert words_of("\n\n".join([FRENCH] * 5 + ["Read this page in English, and the others too."]))[0] == "fr"


def test_of_two_foreign_languages_the_one_with_more_text_is_told() -> None:
    assert words_of(f"{FRENCH}\n\n{WELSH}\n\n{WELSH}")[0] == "cy"


def test_a_short_english_line_beside_a_foreign_one_stays() -> None:
    own, welsh = "The lamp will burn all winter.", "Bydd y lamp yn llosgi drwy’r gaeaf."
    assert words_of(f"{own}\n{welsh}\n{own}") == (ENGLISH, [welsh])


def test_short_lines_are_read_together() -> None:
    lines = ["Bore da.", "Dim byd newydd.", "Mae’n oer.", "Ble mae’r lamp?", "Yn y tŷ.", "Pwy sydd yno?", "Neb o gwbl."]
    assert words_of("\n".join(lines)) == ("cy", ["\n".join(lines)])


def test_a_long_line_is_not_read_together_with_the_short_ones_before_it() -> None:
    assert words_of(f"Lamp\nHarbour\n{WELSH}") == ("cy", [WELSH])


@pytest.mark.parametrize("text", ["", " \n ", "“”", "Moor", "12\n13\n14", "\x00\u200b\u202e"])
def test_a_text_that_tells_nothing_counts_as_english(text: str) -> None:
    assert mark_languages(text) == Marked(ENGLISH)


@given(st.text(alphabet="ab \n🚀é", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_blanks_keep_every_place_and_line(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    blanked = blank_out(text, ((start, end),) if start < end else ())
    assert len(blanked) == len(text)
    assert [n for n, c in enumerate(blanked) if c == "\n"] == [n for n, c in enumerate(text) if c == "\n"]
    assert (blanked[:start], blanked[end:]) == (text[:start], text[end:])
    assert not blanked[start:end].strip()


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([LAMP, WELSH, FRENCH, "Moor", "", " ", "“", "\x00", "🚀 🚀 🚀"]), max_size=12))
def test_what_is_marked_is_in_order_and_within_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    places = [place for span in mark_languages(text).foreign for place in span]
    assert places == sorted(set(places))
    assert all(0 <= place <= len(text) for place in places)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000_000,
        '"' * 1_000_000,
        " " * 2_000_000,
        "“a\n" * 300_000,
        "ab cd ef\n" * 100_000,
        f"{WELSH} " * 20_000,
        f"{WELSH}\n" * 10_000,
    ],
    ids=["word", "marks", "blanks", "letters", "lines", "one paragraph", "paragraphs"],
)
def test_a_text_of_any_shape_takes_little_time(text: str) -> None:
    begun = time.process_time()
    mark_languages(text)
    assert time.process_time() - begun < 20
