"""Words are compared without regard to marks, case, accents and hyphens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.origins.words import LONGEST, content_of, is_negation, list_content, read_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We don’t agree,”", "'We don't agree'"),
        ("End-to-end encryption", "end to end ENCRYPTION"),
        ("a café — closed", "a cafe - closed"),
        ("1,340 reports", "1340 reports"),
        ("[w]e will go", "We will go"),
        ("she apologise[d]", "she apologise"),
        ("somebody else’s delay", "somebody else's delay"),
    ],
)
def test_what_only_looks_different_is_the_same(one: str, other: str) -> None:
    assert read_words(one).keys == read_words(other).keys


@pytest.mark.parametrize(
    ("text", "keys", "gaps"),
    [
        ("We will … go", ["we", "will", "go"], {2}),
        ("We will ... go", ["we", "will", "go"], {2}),
        ("We will . . . go", ["we", "will", "go"], {2}),
        ("We will […] go", ["we", "will", "go"], {2}),
        ("We will [...] go", ["we", "will", "go"], {2}),
        ("… we go", ["we", "go"], {0}),
        ("we use [the power] here", ["we", "use", "here"], {2}),
        ("we go", ["we", "go"], set()),
        ("", [], set()),
        ("…", [], {0}),
    ],
)
def test_what_is_left_out_or_put_in_brackets_is_a_gap(text: str, keys: list[str], gaps: set[int]) -> None:
    words = read_words(text)
    assert (words.keys, set(words.gaps)) == (keys, gaps)


def test_each_word_knows_where_it_stands_and_whether_its_clause_ends() -> None:
    words = read_words("No, we won’t. Go: “now” – or never").words
    assert [word.key for word in words if word.is_last] == ["no", "won't", "go", "now"]
    assert [(word.start, word.end) for word in words][:3] == [(0, 2), (4, 6), (7, 12)]


@pytest.mark.parametrize("word", ["not", "nobody", "nobody's", "won't", "cannot", "without"])
def test_a_negation_is_no_content(word: str) -> None:
    assert is_negation(word)
    assert content_of(read_words(word).words) == frozenset()


def test_content_is_stems_without_function_words_and_with_numbers_in_figures() -> None:
    assert list_content(read_words("The six ministers’ messages were scanned, scanned").words) == [
        "6",
        "minist",
        "messag",
        "scan",
        "scan",
    ]


def test_a_text_that_is_too_long_is_read_as_far_as_is_of_use() -> None:
    words = read_words("word " * LONGEST)
    assert words.words[-1].end <= LONGEST


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_its_words_are_parts_of_it(text: str) -> None:
    words = read_words(text)
    assert words.text == text
    ends = [0, *(word.end for word in words.words)]
    assert all(end <= word.start < word.end <= len(text) for end, word in zip(ends, words.words, strict=False))
    assert all(0 <= gap <= len(words.words) for gap in words.gaps)
