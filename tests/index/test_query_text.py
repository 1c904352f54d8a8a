"""What a person types is read as terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.index.query_text import LONGEST, WORD, Term, read_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("- * ()", []),
        ("one two", [Term(("one",)), Term(("two",))]),
        ("client-side", [Term(("client-side",))]),
        ('"one two"', [Term(("one", "two"), is_phrase=True)]),
        ("“one two”", [Term(("one", "two"), is_phrase=True)]),
        ("-one", [Term(("one",), is_excluded=True)]),
        ("--one", [Term(("one",), is_excluded=True)]),
        ('-"one two"', [Term(("one", "two"), is_phrase=True, is_excluded=True)]),
        ("one*", [Term(("one",), is_prefix=True)]),
        ("(one*)", [Term(("(one",), is_prefix=True)]),
        ("-one*", [Term(("one",), is_prefix=True, is_excluded=True)]),
        ('"one tw*"', [Term(("one", "tw"), is_phrase=True, is_prefix=True)]),
        ('"one tw"*', [Term(("one", "tw"), is_phrase=True, is_prefix=True)]),
        ("one*two", [Term(("one*two",))]),
        ('"one two', [Term(("one",)), Term(("two",))]),
        ('one"two three"', [Term(("one",)), Term(("two", "three"), is_phrase=True)]),
        ("one - two", [Term(("one",)), Term(("two",))]),
    ],
)
def test_text_is_read_as_terms(text: str, terms: list[Term]) -> None:
    assert list(read_terms(text)) == terms


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for term in read_terms(text):
        assert all(WORD.search(chunk) for chunk in term.chunks)
        assert not any('"' in chunk or " " in chunk for chunk in term.chunks)


@pytest.mark.parametrize("text", ["one " * 200, '"' + "one " * 200 + '"', "one-" * 200, "one -two " * 100])
def test_a_long_text_is_cut(text: str) -> None:
    chunks = [chunk for term in read_terms(text) for chunk in term.chunks]
    assert sum(len(WORD.findall(chunk)) for chunk in chunks) == LONGEST
