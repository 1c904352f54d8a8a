"""The small markup of the page files."""

import pytest

from clausewatch.demo.markup import render_inline, render_markup


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("## Notes\n\nText", "<h2>Notes</h2>\n<p>Text</p>"),
        ("> A\n\n> B", "<blockquote>\n<p>A</p>\n<p>B</p>\n</blockquote>"),
        ("- a\n\n- b\n\nc", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>c</p>"),
        ("broken\nover lines", "<p>broken over lines</p>"),
    ],
)
def test_blocks_become_elements(text: str, expected: str) -> None:
    assert render_markup(text) == expected


def test_text_is_escaped_before_it_is_marked_up() -> None:
    assert render_inline("<b> & **bold**") == "&lt;b&gt; &amp; <strong>bold</strong>"


def test_links_lead_to_paths_of_the_site_only() -> None:
    assert render_inline("[here](/a/b)") == '<a href="/a/b">here</a>'
    assert render_inline("[there](javascript:x)") == "[there](javascript:x)"


def test_quotation_marks_stay_as_they_were_written() -> None:
    assert render_inline('“Yes,” she said, "it\'s"') == '“Yes,” she said, "it\'s"'
