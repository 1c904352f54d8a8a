"""Tags that were left in a text."""

import time

import pytest

from nlp.components.languages.markup import find_tags


@pytest.mark.parametrize(
    "tag", ["<p>", "</p>", "<br/>", "<br />", '<a href="/x?y=1&z=2">', "<H2 CLASS=x>", "<!-- ad -->"]
)
def test_a_tag_is_found(tag: str) -> None:
    assert list(find_tags(f"The lamp {tag} is out.")) == [(9, 9 + len(tag))]


@pytest.mark.parametrize(
    "text", ["a < b > c", "<Ada Moor>", "<moor@news.example>", "1<2", "<tweet id=1>", "p>", "< p >", ""]
)
def test_what_only_looks_like_a_tag_is_text(text: str) -> None:
    assert list(find_tags(text)) == []


@pytest.mark.parametrize("text", ["<" * 1_000_000, "<a " * 300_000, "<!--" * 300_000, "<p>" * 300_000])
def test_any_number_of_brackets_takes_little_time(text: str) -> None:
    begun = time.process_time()
    assert len(list(find_tags(text))) in (0, 300_000)
    assert time.process_time() - begun < 10
