"""Text is indexed and searched in one spelling."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.index.cleaning import clean_text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("plain", "plain"),
        ("  two \n\n words\t", "two words"),
        (unicodedata.normalize("NFD", "naïve"), "naïve"),
        ("oﬃce", "office"),
        ("encryp\u00adtion", "encryption"),
        ("می\u200cخواهم", "میخواهم"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("½ … ™ “so”", "½ … ™ “so”"),
        ("a\x00b\x1b[0m", "a b [0m"),
        ("half \ud800 a character", "half a character"),
        ("", ""),
    ],
)
def test_text_is_cleaned(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@given(st.text())
def test_clean_text_is_clean(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in clean)


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"])))
def test_plain_english_stays_as_it_is(text: str) -> None:
    assert clean_text(text) == " ".join(text.split())
