"""Words with their places, and how two spellings of one word are led together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.components.speakers.words import LONGEST_WORD, fold_word, fold_words, read_words

TEXTS = st.text(alphabet=st.sampled_from("abzÉßİ’'‐‑-&. \n\t1,٣Ω語😀\u0301"), max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoé", "zoe"),
        ("Zoe\u0301", "ZOÉ"),
        ("O’Quell", "o'quell"),
        ("Pell‑Arden", "Pell-Arden"),
        ("Pell‐Arden", "pell-arden"),
        ("N.S.C.", "NSC"),
        ("Straße", "STRASSE"),
        ("\ufb01rm", "firm"),
    ],
    ids=["accent", "decomposed", "apostrophe", "non-breaking-hyphen", "hyphen", "dots", "sharp-s", "ligature"],
)
def test_two_spellings_of_a_word_fold_alike(one: str, other: str) -> None:
    assert fold_word(one)[0] == fold_word(other)[0]


@pytest.mark.parametrize(
    ("word", "bare", "possessive"),
    [
        ("Parley’s", "parley", True),
        ("Parley's", "parley", True),
        ("PARLEY’S", "parley", True),
        ("James’", "james", True),
        ("James", "james", False),
        ("it’ll", "it'll", False),
        ("’s", "", True),
    ],
)
def test_the_possessive_ending_is_told_and_no_part_of_the_word(word: str, bare: str, possessive: bool) -> None:
    assert fold_word(word) == (bare, possessive)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("… — !", []),
        ("U.S. firms", ["U.S", "firms"]),
        ("1,500.5 people", ["1,500.5", "people"]),
        ("AT&T’s", ["AT&T’s"]),
        ("a--b", ["a", "b"]),
        ("@eel_fan", ["eel_fan"]),
        ("語 Ωμέγα", ["語", "Ωμέγα"]),
    ],
    ids=["empty", "signs", "dots", "number", "ampersand", "dashes", "handle", "scripts"],
)
def test_words_are_read(text: str, words: list[str]) -> None:
    assert [word.text for word in read_words(text)] == words


def test_words_are_read_within_bounds_and_keep_their_places_in_the_whole_text() -> None:
    text = "Ada Moor said no."
    (word,) = read_words(text, 4, 8)
    assert (word.start, word.end, word.folded) == (4, 8, "moor")
    assert read_words(text, 8, 8) == []


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("The Lantern Trust", ("lantern", "trust")),
        ("the", ("the",)),
        ("A", ("a",)),
        ("a the", ("the",)),
        ("!!!", ()),
        ("Science, Innovation & Technology", ("science", "innovation", "technology")),
    ],
)
def test_a_phrase_is_folded_without_a_leading_article(phrase: str, words: tuple[str, ...]) -> None:
    assert fold_words(phrase) == words


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_words_lie_in_order_and_are_what_stands_at_their_places(text: str) -> None:
    words = read_words(text)
    ends = [0, *(word.end for word in words)]
    assert all(end <= word.start < word.end for end, word in zip(ends, words, strict=False))
    assert all(text[word.start : word.end] == word.text for word in words)


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_folding_twice_is_folding_once(text: str) -> None:
    for word in read_words(text):
        assert fold_word(fold_word(word.folded)[0])[0] == fold_word(word.folded)[0]


@given(st.integers(min_value=1, max_value=200))
@settings(max_examples=20, deadline=None)
def test_a_word_is_kept_up_to_its_longest_length(size: int) -> None:
    (word,) = read_words("x" * size)
    assert len(word.text) == min(size, LONGEST_WORD)
    assert word.end == size
