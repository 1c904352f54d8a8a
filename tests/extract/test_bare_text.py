"""Text of an article that stands in no paragraph of its own is read, in its place; notes beside an article are not."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausewatch.extract.bare_text import mark_bare_text
from clausewatch.extract.parsing import parse_page
from tests.extract.answers import BODY, PARAGRAPHS, extract, make_page

FIRST, SECOND, THIRD, FOURTH = PARAGRAPHS
LINKED = THIRD.replace("opponents", "<a href='/o'><i>opponents</i></a>")
RULE = '<div class="footnote-button"><button>1</button></div>'


def list_marked(inside: str) -> list[str]:
    """The text of each paragraph after marking."""
    tree = parse_page(f"<html><body><div class='story'>{inside}</div></body></html>")
    mark_bare_text(tree)
    return [" ".join(paragraph.text_content().split()) for paragraph in tree.iter("p")]


PAGES = {
    "elements without names": "".join(f"<div>{p}</div><div><br></div>" for p in PARAGRAPHS),
    "elements with no more than a style": "".join(f"<div style='margin:0' dir='ltr'>{p}</div>" for p in PARAGRAPHS),
    "elements named as paragraphs": "".join(f"<div class='story-paragraph'>{p}</div>" for p in PARAGRAPHS),
    "bare text at the begin": f"{FIRST}<div>{SECOND}</div><div>{THIRD}</div><div>{FOURTH}</div>",
    "bare text behind paragraphs": f"<p>{FIRST}</p><p>{SECOND}</p>{RULE}{THIRD}{RULE}<p>{FOURTH}</p>",
    "bare text with links and slanted words": (f"<p>{FIRST}</p>{SECOND}<ul></ul>{LINKED}<p>{FOURTH}</p>"),
    "one element among paragraphs": f"<p>{FIRST}</p><p>{SECOND}</p><div>{THIRD}</div><p>{FOURTH}</p>",
    "text beside a picture with its table": (
        f"<p>{FIRST}</p><p>{SECOND}</p><div><table><tr><td><img src='a.png'></td></tr></table>{THIRD}</div>"
        f"<p>{FOURTH}</p>"
    ),
    "bare text between adverts": f"{FIRST}{RULE}{SECOND}{RULE}{THIRD}{RULE}{FOURTH}",
}


@pytest.mark.parametrize("name", PAGES)
def test_text_without_paragraphs_is_marked_in_its_place(name: str) -> None:
    assert [paragraph for paragraph in list_marked(PAGES[name]) if paragraph] == list(PARAGRAPHS)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_such_text_is_read_whole_and_in_order(name: str) -> None:
    assert extract(make_page(body=PAGES[name])).text.split("\n\n") == list(PARAGRAPHS)


def test_the_second_half_of_a_sentence_that_a_note_cuts_in_two_is_read() -> None:
    begin, end = FIRST[:60], FIRST[60:].strip()
    body = BODY.replace(FIRST, begin).replace("</p>", f"</p>{RULE}{end}", 1)
    assert extract(make_page(body=body)).text.split("\n\n") == [begin, end, *PARAGRAPHS[1:]]


def test_short_lines_stay_between_the_sentences_that_they_stand_between() -> None:
    lines = ["0:00 The clerk opens", "12:40 The first vote"]
    body = "".join(f"<div>{p}</div>" for p in (FIRST, *lines, SECOND, THIRD, FOURTH))
    assert list_marked(body) == [FIRST, *lines, SECOND, THIRD, FOURTH]


NOTES = {
    "a short line": "Politics, today",
    "a line of links": "<div><a href='/a'>Storm Bertram closes two roads in the north, and one in the south</a></div>",
    "a named element": "<div class='strap'>This is what stands in every page of the outlet, whatever it tells.</div>",
    "a caption": "<div><img src='a.png'>Helena Marsh in the house, on the wet Tuesday of the vote.</div>",
    "the text of a form": "<form><div>Tell us what you think of it.</div><div>We read all that you write.</div></form>",
    "a margin": "<aside><div>The house has two doors.</div><div>One of them is always shut.</div></aside>",
    "an address": "<address>The Example News, 4 Harbour Lane, Thornby.<div>Write to us.</div></address>",
}


@pytest.mark.parametrize("name", NOTES)
def test_notes_beside_an_article_are_not_marked(name: str) -> None:
    assert list_marked(BODY + NOTES[name]) == list(PARAGRAPHS)


def test_a_note_that_stands_alone_in_its_part_of_the_page_is_not_marked() -> None:
    note = "<div class='print'><div>The page is printed when all of it is loaded.</div><div class='x'></div></div>"
    assert list_marked(note + f"<div class='text'>{BODY}</div>") == list(PARAGRAPHS)


PIECES = st.sampled_from([
    FIRST, SECOND, "and", f"<div>{THIRD}</div>", f"<p>{FOURTH}</p>", "<br>", "<img src='a.png'>", "<b>two</b>",
    "<div><div>three</div>four</div>", "<span><p>five</p></span>", "<a href='/x'>six</a>", "<ul><li>seven</li></ul>",
])  # fmt: skip


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_no_word_is_lost_doubled_or_moved(inside: str) -> None:
    tree = parse_page(f"<html><body><div class='story'>{inside}</div></body></html>")
    before = tree.text_content().split()
    mark_bare_text(tree)
    assert tree.text_content().split() == before


@pytest.mark.parametrize(
    "inside",
    [f"{FIRST}<hr>" * 10_000, f"<div>{FIRST}</div>" * 10_000, "<div>" * 200 + FIRST, f"<i>{FIRST}</i>" * 10_000],
    ids=["runs", "elements", "levels", "inline"],
)
def test_very_much_bare_text_is_marked_in_time(inside: str) -> None:
    tree = parse_page(f"<html><body><div class='story'>{inside}</div></body></html>")
    begin = time.process_time()
    mark_bare_text(tree)
    assert time.process_time() - begin < 5
