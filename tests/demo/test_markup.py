"""The small markup of the page files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

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


blocks = st.lists(st.text("ab <&>\"'“”*[](/)\n", max_size=20), max_size=5)
prefixes = st.sampled_from(["", "## ", "> ", "- "])
written = st.text("ab <&'“”.", max_size=20).map(lambda text: f"w{text}")


@given(st.lists(st.tuples(prefixes, written), max_size=6))
def test_every_word_is_kept_and_no_page_s_text_becomes_an_element(parts: list[tuple[str, str]]) -> None:
    rendered = render_markup("\n\n".join(f"{prefix}{text}" for prefix, text in parts))
    tree = html.fragment_fromstring(rendered, create_parent="div")
    assert {element.tag for element in tree.iter()} <= {"div", "p", "h2", "li", "ul", "blockquote"}
    assert "".join(tree.text_content().split()) == "".join("".join(text for _, text in parts).split())


@given(blocks)
def test_whatever_is_written_can_be_rendered(texts: list[str]) -> None:
    tree = html.fragment_fromstring(render_markup("\n\n".join(texts)), create_parent="div")
    assert all(str(link.get("href")).startswith("/") for link in tree.iter("a"))
