"""An article whose opening stands apart from the rest, and headlines that are no words of it."""

import pytest

from clausewatch.extract.openings import drop_names, put_opening
from clausewatch.extract.parsing import parse_page
from tests.extract.answers import BODY, PARAGRAPHS

OPENING = (
    "The opening stands in a part of the page of its own, and says what the long debate in the house was all about,\n"
    "and for whom it was held."
)
REST = list(PARAGRAPHS)


def page(before: str = "", after: str = "") -> str:
    return f"<html><body><h1>A debate</h1><div>{before}</div><div>{BODY}</div><div>{after}</div></body></html>"


def test_an_opening_that_only_the_stricter_way_found_stands_first() -> None:
    tree = parse_page(page(before=f"<p>{OPENING}</p>"))
    assert put_opening([OPENING], REST, tree) == [OPENING, *REST]


def test_what_both_ways_found_stands_once() -> None:
    tree = parse_page(page(before=f"<p>{OPENING}</p>"))
    whole = [OPENING.replace("\n", " "), *REST]
    assert put_opening([OPENING], whole, tree) == whole
    assert put_opening([OPENING, REST[0]], REST, tree) == [OPENING, *REST]


def test_what_stands_below_the_body_is_no_opening() -> None:
    tree = parse_page(page(after=f"<p>{OPENING}</p>"))
    assert put_opening([OPENING], REST, tree) == REST


def test_a_note_above_the_body_is_no_opening() -> None:
    tree = parse_page(page(before="<p>A note of the house.</p>"))
    assert put_opening(["A note of the house."], REST, tree) == REST


def test_what_the_page_does_not_show_is_no_opening() -> None:
    assert put_opening([OPENING], REST, parse_page(page())) == REST


def test_nothing_is_put_before_nothing() -> None:
    tree = parse_page(page(before=f"<p>{OPENING}</p>"))
    assert put_opening([OPENING], [], tree) == []
    assert put_opening([], REST, tree) == REST


NAMES = {
    "its own heading": ("", "Peers lose patience with clause 122"),
    "the title of its tab": ("", "Peers lose patience"),
    "the title for other sites": ("og:title", "Patience, peers!"),
}


@pytest.mark.parametrize("name", NAMES)
def test_another_headline_at_the_top_is_left_out(name: str) -> None:
    meta, line = NAMES[name]
    tree = parse_page(
        f"<html><head><title>Peers lose patience</title></head><body><h1>Peers lose patience with clause 122</h1>{BODY}"
        "</body></html>"
    )
    assert drop_names([line, *REST], tree, {meta: line} if meta else {}) == REST
    below = [REST[0], line, *REST[1:]]
    assert drop_names(below, tree, {meta: line} if meta else {}) == below


def test_the_bare_name_of_the_site_is_left_out_wherever_it_stands() -> None:
    tree = parse_page(page())
    metas = {"og:site_name": "The Thornby"}
    assert drop_names([REST[0], "THE THORNBY", *REST[1:], "The Thornby"], tree, metas) == REST
    assert drop_names([*REST, "The Thornby asked them all."], tree, metas)[-1] == "The Thornby asked them all."
    assert drop_names([], tree, metas) == []


def test_the_names_of_the_authors_are_left_out_at_the_end() -> None:
    tree = parse_page(page())
    metas = {"author": "Ada Moor and Bertram Lo"}
    assert drop_names([*REST, "Ada Moor", "BERTRAM LO"], tree, metas) == REST
    # Somebody else's, a single word, and what stands before more of the text.
    for kept in ([*REST, "Helena Marsh"], [*REST, "Moor"], [REST[0], "Ada Moor", *REST[1:]]):
        assert drop_names(kept, tree, metas) == kept
    assert drop_names([*REST, "Ada Moor"], tree, {}) == [*REST, "Ada Moor"]


def test_a_first_paragraph_is_kept_where_the_page_has_no_names() -> None:
    tree = parse_page("<html><body><p>Short</p></body></html>")
    assert drop_names(["Short", "* * *"], tree, {}) == ["Short", "* * *"]
