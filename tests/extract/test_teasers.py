"""Rows of cards of other stories are no part of an article; what looks like one in an article stays."""

import pytest

from clausewatch.extract.parsing import parse_page
from clausewatch.extract.teasers import list_teasers
from tests.extract.answers import BODY, PARAGRAPHS, extract, make_page

PICTURE = "<a href='/{n}'><img src='/{n}.jpg' alt=''></a>"
LINE = (
    "The harbour master has spent {n} years at the gate and now says that he would rather have been a gardener, "
    "although nobody has seen him with a spade since the old wall fell into the river."
)


def card(number: int, *, heading: str = "<h5><a href='/{n}'>The gate, part {n}</a></h5>", shown: str = PICTURE) -> str:
    line = f"<div class='line'>{LINE}</div>"
    return f"<li class='col'><div class='x'>{shown}{heading}{line}</div></li>".replace("{n}", str(number))


def row(
    *, count: int = 8, heading: str = "<h5><a href='/{n}'>The gate, part {n}</a></h5>", shown: str = PICTURE
) -> str:
    return f"<ul>{''.join(card(number, heading=heading, shown=shown) for number in range(1, count + 1))}</ul>"


def count_cards(markup: str) -> int:
    return len(list_teasers(parse_page(f"<html><body>{markup}</body></html>")))


ROWS = {
    "pictures and headings that are links": row(),
    "days and headings that are links": row(shown="<time>Monday 17 June 2024</time>"),
    "headings within links": row(heading="<a href='/{n}'><h3>The gate, part {n}</h3></a>"),
    "bold headings": row(heading="<h4><b><a href='/{n}'>The gate, part {n}</a></b></h4>"),
}


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("short", [False, True])
def test_a_row_of_other_stories_is_left_out_also_behind_a_short_article_with(name: str, *, short: bool) -> None:
    body = BODY if not short else "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:3])
    text = extract(make_page(body=f"{body}<section>{ROWS[name]}</section>")).text
    assert "gardener" not in text
    assert text == extract(make_page(body=body)).text


NOT_ROWS = {
    "two cards": row(count=2),
    "headings that are no links": row(heading="<h5>The gate, part {n}</h5>"),
    "headings that are links in part": row(heading="<h5>The gate, <a href='/{n}'>part {n}</a></h5>"),
    "headings that lead to places on the page": row(heading="<h5><a href='#part-{n}'>The gate, part {n}</a></h5>"),
    "posts of a live report": row(heading="<h5><a href='/live/gate?block={n}#block-{n}'>Gate {n}</a></h5>"),
    "nothing shown": row(shown=""),
    "several headings in one": "".join(f"<div>{row(count=1)}{row(count=1)}</div>" for _ in range(3)),
}


@pytest.mark.parametrize("name", NOT_ROWS)
def test_no_row_of_cards_is_made_by(name: str) -> None:
    assert count_cards(NOT_ROWS[name]) == 0


def test_a_card_is_all_that_stands_around_one_heading() -> None:
    cards = list_teasers(parse_page(f"<html><body>{row()}</body></html>"))
    assert [element.tag for element in cards] == ["li"] * 8


def test_long_texts_below_linked_headings_are_an_article() -> None:
    part = "<section><h3><a href='/{n}'>The gate, part {n}</a></h3><img src='/{n}.jpg'><p>{text}</p></section>"
    parts = "".join(part.replace("{n}", str(n)).replace("{text}", PARAGRAPHS[0] * 3) for n in range(4))
    assert count_cards(parts) == 0


def test_cards_that_are_most_of_what_a_page_says_stay() -> None:
    said = "<div><h3><a href='/{n}'>Gate {n}</a></h3><img src='/{n}.jpg'><p>{text}</p></div>"
    parts = "".join(said.replace("{n}", str(n)).replace("{text}", PARAGRAPHS[n % 4]) for n in range(5))
    assert PARAGRAPHS[1] in extract(make_page(body=parts)).text


def test_a_card_that_holds_the_headline_stays() -> None:
    assert "A debate" in extract(make_page(before=row())).title
    assert extract(make_page(before=row())).text == extract(make_page()).text


def test_no_more_headings_are_looked_at_than_a_page_can_show() -> None:
    assert count_cards(row(count=300)) == 200
