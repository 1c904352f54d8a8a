"""A snippet is a part of the text, whatever the text and the marks are."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.index.snippets import LONGEST, make_snippet, merge_spans, read_snippet

TEXTS = st.lists(st.text(st.sampled_from("ab<>&\"'é🔐"), min_size=1, max_size=4), min_size=1, max_size=150).map(
    " ".join
)


@st.composite
def text_with_marks(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(TEXTS)
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=8))
    return text, [(start, min(len(text), start + draw(st.integers(1, 9)))) for start in starts]


@given(text_with_marks())
def test_a_snippet_shows_a_part_of_the_text_with_a_match(example: tuple[str, list[tuple[int, int]]]) -> None:
    text, marks = example
    parts = read_snippet(make_snippet(text, marks))
    plain = "".join(part for part, _ in parts).removeprefix("… ").removesuffix(" …")
    assert plain in text
    assert len(plain.split()) <= LONGEST
    assert any(is_match for _, is_match in parts) == bool(marks)
    for part, is_match in parts:
        assert not is_match or any(part in text[start:end] for start, end in merge_spans(marks))


@given(text_with_marks())
def test_nothing_but_marks_is_html(example: tuple[str, list[tuple[int, int]]]) -> None:
    snippet = make_snippet(*example)
    bare = snippet.replace("<mark>", "").replace("</mark>", "")
    assert not set(bare) & set("<>\"'")
    assert html.escape(html.unescape(bare)) == bare


@pytest.mark.parametrize(
    ("spans", "merged"),
    [
        ([], []),
        ([(5, 7), (0, 2)], [(0, 2), (5, 7)]),
        ([(0, 4), (2, 3)], [(0, 4)]),
        ([(0, 4), (4, 6)], [(0, 6)]),
        ([(0, 4), (2, 9), (9, 10)], [(0, 10)]),
    ],
)
def test_spans_that_touch_become_one(spans: list[tuple[int, int]], merged: list[tuple[int, int]]) -> None:
    assert merge_spans(spans) == merged


@pytest.mark.parametrize(
    ("words", "marked", "first", "last"),
    [(10, 5, "w0", "w9"), (100, 0, "w0", "w9"), (100, 99, "w90", "w99"), (100, 50, "w46", "w55")],
)
def test_a_long_text_is_cut_around_the_match(words: int, marked: int, first: str, last: str) -> None:
    text = " ".join(f"w{number}" for number in range(words))
    start = text.index(f"w{marked}")
    snippet = make_snippet(text, [(start, start + len(f"w{marked}"))], longest=10)
    shown = "".join(part for part, _ in read_snippet(snippet)).strip("… ").split()
    assert (shown[0], shown[-1], len(shown)) == (first, last, 10)


def test_a_snippet_without_a_match_is_one_part() -> None:
    assert read_snippet("a &amp; b") == [("a & b", False)]
    assert read_snippet("") == []
