"""An article whose opening stands apart from the rest."""

from clausewatch.extract.openings import put_opening
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
