"""Elements to paragraphs in the order in which a reader sees them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausewatch.extract.fragments import read_fragment
from clausewatch.extract.parsing import parse_fragment
from clausewatch.extract.text_blocks import (
    BREAK,
    LINE,
    PARAGRAPH_END,
    inline_text,
    join_paragraphs,
    list_paragraphs,
    short_text,
    split_paragraphs,
)

MARKUP = {
    "<p>One</p><p>Two</p>": ["One", "Two"],
    "<p>One<p>Two": ["One", "Two"],
    "One<div>Two</div>Three": ["One", "Two", "Three"],
    "<p>One<br>Two</p>": ["One\nTwo"],
    "<p>One<br><br>Two</p>": ["One", "Two"],
    "<p>One<br> \n <br>Two</p>": ["One", "Two"],
    "<p><br>One<br></p>": ["One"],
    "<p>One <b>bold</b>, <i>slanted</i>.</p>": ["One bold, slanted."],
    "<p>  many \n\t spaces\u00a0here </p>": ["many spaces here"],
    "<ul><li>One</li><li>Two<ul><li>Three</li></ul></li></ul>": ["One", "Two", "Three"],
    "<table><tr><td>One</td><td>Two</td></tr></table>": ["One", "Two"],
    "<dl><dt>One</dt><dd>Two</dd></dl>": ["One", "Two"],
    "<p>She said <q>no</q>.</p>": ["She said “no”."],
    "<p>She said <q>“no”</q>.</p>": ["She said “no”."],
    "<p>One<script>var x = 1;</script><style>p {}</style></p>": ["One"],
    "<p>One</p><noscript><p>Two</p></noscript><button>Three</button><select><option>Four</select>": ["One"],
    "<p>One</p><!-- a note --><p>Two</p>": ["One", "Two"],
    "<p>a &lt; b &amp; c</p>": ["a < b & c"],
    "<p>Zoë’s 😀</p>": ["Zoë’s 😀"],
    "<p></p><div> </div><hr>": [],
    "": [],
}


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_gives_its_paragraphs(markup: str) -> None:
    assert list_paragraphs(parse_fragment(markup)) == MARKUP[markup]


@pytest.mark.parametrize("markup", MARKUP)
def test_one_line_holds_the_same_words(markup: str) -> None:
    assert inline_text(parse_fragment(markup)).split() == " ".join(MARKUP[markup]).split()


WORDS = st.lists(st.text("abcé😀", min_size=1, max_size=5), min_size=1, max_size=4).map(" ".join)
PARTS = st.sampled_from([BREAK, LINE, PARAGRAPH_END, " ", "\n", "word", "two words"])


@settings(max_examples=80)
@given(st.lists(WORDS, max_size=6))
def test_joined_paragraphs_are_listed_again(paragraphs: list[str]) -> None:
    markup = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    assert list_paragraphs(parse_fragment(markup)) == paragraphs
    joined = join_paragraphs(paragraphs)
    assert joined.split("\n\n") == (paragraphs or [""])


@settings(max_examples=150)
@given(st.lists(PARTS, max_size=20).map("".join))
def test_marked_text_loses_no_word_and_keeps_no_mark(marked: str) -> None:
    paragraphs = split_paragraphs(marked)
    whole = "\n".join(paragraphs)
    assert not set(whole) & {BREAK, LINE, PARAGRAPH_END}
    spaced = marked.replace(BREAK, " ").replace(LINE, " ").replace(PARAGRAPH_END, " ")
    assert whole.split() == spaced.split()
    assert all(paragraph == paragraph.strip() and "\n\n" not in paragraph for paragraph in paragraphs)


@pytest.mark.parametrize(("longest", "text"), [(100, "One two\nthree"), (11, "One two\nthree"), (7, ""), (0, "")])
def test_a_text_longer_than_asked_for_is_none(longest: int, text: str) -> None:
    assert short_text(parse_fragment("<p>One <b>two</b></p> <p>three</p>"), longest) == text


def test_an_element_without_text_has_no_short_text() -> None:
    assert short_text(parse_fragment("<p> </p><img src='a.png'>"), 100) == ""


QUOTED = {
    "<blockquote>It is care.</blockquote>": ["“It is care.”"],
    "<blockquote><p>It is care.</p></blockquote>": ["“It is care.”"],
    "<blockquote><p>One.</p><p>Two.</p></blockquote>": ["“One.", "“Two.”"],
    "<blockquote><p>One <em>two</em></p></blockquote>": ["“One two”"],
    "<blockquote><ul><li>One.</li><li>Two.</li></ul></blockquote>": ["“One.", "“Two.”"],
    "<blockquote><p>“Marked.”</p></blockquote>": ["“Marked.”"],
    "<blockquote><p>'Marked.'</p></blockquote>": ["'Marked.'"],
    "<blockquote><p>Half marked.”</p></blockquote>": ["“Half marked.”"],
    "<blockquote><p> </p></blockquote><p>After.</p>": ["After."],
    "<blockquote></blockquote><p>After.</p>": ["After."],
}


@pytest.mark.parametrize("markup", QUOTED)
def test_block_quotations_are_marked_as_print_does(markup: str) -> None:
    assert read_fragment(markup, mark_quotations=True) == QUOTED[markup]


def test_block_quotations_are_left_alone_where_nobody_asks() -> None:
    assert read_fragment("<blockquote><p>It is care.</p></blockquote>") == ["It is care."]


@pytest.mark.parametrize("tag", ["figure", "script", "style", "iframe", "video", "audio"])
def test_pictures_and_scripts_of_a_fragment_are_left_out_and_what_follows_is_not(tag: str) -> None:
    assert read_fragment(f"<p>One <{tag}>inside</{tag}> two</p>") in (["One two"], ["One", "two"])


@pytest.mark.parametrize("line", ["", "<br>"])
def test_white_space_is_made_plain_with_and_without_line_breaks(line: str) -> None:
    markup = f"<p>{line}One\u00a0 \n two\u00ad</p><div>\t</div><p>\u200bThree <b> four</b>{line}</p><p> five </p>"
    assert list_paragraphs(parse_fragment(markup)) == ["One two", "Three four", "five"]
