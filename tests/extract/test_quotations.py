"""Block quotations on pages: their marks on official sites, and the names at their feet."""

import time

import pytest

from clausewatch.extract.fragments import read_fragment
from clausewatch.extract.parsing import parse_page
from clausewatch.extract.quotations import mark_block_quotations, name_quoted
from tests.extract.answers import PARAGRAPHS, extract, make_page

SAID = "We were asked for a second key in May, and we said no in May, in June and again today."
MORE = "I expect to be asked once more before the year is out, and I have my answer ready."


def paragraphs(quotation: str, kind: str = "official") -> list[str]:
    """Of a page with a block quotation between two paragraphs."""
    body = f"<p>{PARAGRAPHS[0]}</p>{quotation}" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:])
    document = extract(make_page(body=body), kind=kind, organisation="Example Board")
    return document.text.split("\n\n")[1:-3]


BLOCKS = {
    f"<figure><blockquote>{SAID}</blockquote></figure>": [f"“{SAID}”"],
    f"<figure class='quote'><blockquote><p>{SAID}</p></blockquote><figcaption>Ada Moor, clerk</figcaption></figure>": [
        f"“{SAID}”",
        "— Ada Moor, clerk",
    ],
    f"<blockquote><p>{SAID}</p></blockquote>": [f"“{SAID}”"],
    f"<blockquote>{SAID}</blockquote>": [f"“{SAID}”"],
    f"<blockquote><p>{SAID}</p><p>{MORE}</p></blockquote>": [f"“{SAID}", f"“{MORE}”"],
    f"<blockquote><p>“{SAID}”</p></blockquote>": [f"“{SAID}”"],
    f"<blockquote><p>'{SAID}'</p></blockquote>": [f"'{SAID}'"],
    f"<blockquote><p>{SAID}</p><p>— Ada Moor, clerk</p></blockquote>": [f"“{SAID}”", "— Ada Moor, clerk"],
    f"<blockquote><p>{SAID}</p><footer>Ada Moor, clerk</footer></blockquote>": [f"“{SAID}”", "— Ada Moor, clerk"],
    f"<blockquote><p>{SAID}</p><footer><p>Ada Moor</p></footer></blockquote>": [f"“{SAID}”", "— Ada Moor"],
    f"<blockquote><p>{SAID}</p><cite>Ada Moor, clerk</cite></blockquote>": [f"“{SAID}”", "— Ada Moor, clerk"],
    f"<blockquote><p>{SAID}</p><footer>– <cite>Ada Moor</cite></footer></blockquote>": [f"“{SAID}”", "– Ada Moor"],
}


@pytest.mark.parametrize("markup", BLOCKS)
def test_a_block_quotation_of_an_official_page_has_marks_and_its_name(markup: str) -> None:
    assert paragraphs(markup) == BLOCKS[markup]


@pytest.mark.parametrize(
    "figure",
    [
        f"<figure><img src='/a.jpg'><blockquote><p>{SAID}</p></blockquote></figure>",
        f"<figure class='wp-block-embed'><blockquote class='twitter-tweet'><p>{SAID}</p></blockquote></figure>",
        f"<figure><figcaption>{SAID}</figcaption></figure>",
    ],
)
def test_a_figure_with_a_picture_or_a_post_is_no_quotation(figure: str) -> None:
    assert paragraphs(figure) == []


def test_words_that_only_the_press_sets_apart_get_no_marks() -> None:
    markup = f"<blockquote><p>{SAID}</p><footer>Ada Moor, clerk</footer></blockquote>"
    assert paragraphs(markup, kind="coverage") == [SAID, "— Ada Moor, clerk"]


def test_the_title_of_a_work_in_a_quotation_stays_in_its_sentence() -> None:
    markup = f"<blockquote><p>In <cite>The Second Key</cite> she wrote: {SAID}</p></blockquote>"
    assert paragraphs(markup) == [f"“In The Second Key she wrote: {SAID}”"]


def test_a_quotation_that_is_empty_or_holds_a_name_alone_is_left_as_it_is() -> None:
    assert read_fragment("<blockquote><p> </p></blockquote><p>One.</p>", mark_quotations=True) == ["One."]
    assert read_fragment("<blockquote><p>— Ada Moor</p></blockquote>", mark_quotations=True) == ["— Ada Moor"]


@pytest.mark.parametrize(
    "body",
    [
        "<blockquote>" * 200 + "<p>A word or two of it</p>" * 9_000,
        "<blockquote>" + "<p>A word</p><cite>Ada Moor</cite>" * 4_900 + "</blockquote>",
        "<blockquote>" + "<footer>" * 200 + "<p>Ada Moor</p>" * 5_000,
    ],
)
def test_a_hostile_page_of_quotations_costs_little_time(body: str) -> None:
    tree = parse_page(f"<html><body>{body}</body></html>")
    start = time.process_time()
    mark_block_quotations(tree)
    name_quoted(tree)
    assert time.process_time() - start < 10


def test_a_quotation_within_another_is_not_marked_twice() -> None:
    markup = f"<blockquote><p>{SAID}</p><blockquote><p>{MORE}</p></blockquote></blockquote>"
    assert read_fragment(markup, mark_quotations=True) == [f"“{SAID}", f"“{MORE}”"]
