"""What an extractor leaves out between two paragraphs of an article is put back, and nothing else."""

import time

import pytest

from clausewatch.extract.gaps import fill_gaps
from clausewatch.extract.parsing import parse_page
from tests.extract.answers import BODY, PARAGRAPHS, extract, make_page

FOUND = list(PARAGRAPHS)
HALVES = ("".join(f"<p>{p}</p>" for p in PARAGRAPHS[:2]), "".join(f"<p>{p}</p>" for p in PARAGRAPHS[2:]))


def fill(middle: str, before: str = "", after: str = "") -> list[str]:
    tree = parse_page(f"<html><body><div>{before}{HALVES[0]}{middle}{HALVES[1]}{after}</div></body></html>")
    return fill_gaps(FOUND, tree)


MISSING = {
    "a heading": ("<h2>What is next?</h2>", ["What is next?"]),
    "a heading with a link to itself": ("<h3><a href='#next'>What is next?</a></h3>", ["What is next?"]),
    "a paragraph": (
        "<p>As <a href='/r'>the report</a> says, <a href='/s'>nobody</a> reads <a>it</a>.</p>",
        ["As the report says, nobody reads it."],
    ),
    "a paragraph that leads to a list": ("<p>She set two tests:</p>", ["She set two tests:"]),
    "a list": (
        "<ul><li>the accuracy of the tool</li><li>the privacy of the rest</li></ul>",
        ["the accuracy of the tool", "the privacy of the rest"],
    ),
    "a heading with what it stands above": (
        "<h2>What is next?</h2><p>A vote is.</p><ol><li>then another vote is held</li></ol>",
        ["What is next?", "A vote is.", "then another vote is held"],
    ),
}


@pytest.mark.parametrize("name", MISSING)
def test_what_stands_between_two_found_paragraphs_is_put_back(name: str) -> None:
    middle, paragraphs = MISSING[name]
    assert fill(middle) == [*FOUND[:2], *paragraphs, *FOUND[2:]]


LEFT_OUT = {
    "a heading that is a link": "<h3><a href='/x'>Storm Bertram closes two roads</a></h3>",
    "a heading above links": "<h3>More of this</h3><ul><li><a href='/x'>Storm Bertram closes roads</a></li></ul>",
    "a list of links": "<ul><li><a href='/x'>Storm Bertram closes two roads</a></li></ul>",
    "a list of labels": "<ul><li>Peers</li><li>Bills</li></ul>",
    "a caption": "<p>Helena Marsh in the house on a wet Tuesday</p>",
    "a very long heading": f"<h2>{'The clause and what it says ' * 8}</h2>",
    "nothing": "<p> </p><h2></h2><ul></ul>",
    "an element of its own": "<div><p>A box that says one thing.</p><p>And then another thing.</p></div>",
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_furniture_between_two_found_paragraphs_stays_out(name: str) -> None:
    assert fill(LEFT_OUT[name]) == FOUND


def test_what_stands_before_or_after_all_that_was_found_stays_out() -> None:
    other = "<h2>Another story</h2><p>Another story begins here, and ends.</p>"
    assert fill("", before=other, after=other) == FOUND


def test_a_paragraph_that_was_found_in_pieces_stands_once() -> None:
    told = "Fetching the bill is what <code>fetch()</code> does, says the manual of the clerks of the house."
    pieces = ["Fetching the bill is what", "does, says the manual of the clerks of the house."]
    tree = parse_page(f"<html><body><div>{HALVES[0]}<p>{told}</p>{HALVES[1]}</div></body></html>")
    found = [*FOUND[:2], *pieces, *FOUND[2:]]
    assert fill_gaps(found, tree) == found


def test_a_heading_that_stands_in_a_paragraph_too_is_put_back() -> None:
    assert fill(f"<h2>{PARAGRAPHS[0].split()[0]} {PARAGRAPHS[0].split()[1]}</h2>")[2] == " ".join(
        PARAGRAPHS[0].split()[:2]
    )


def test_paragraphs_of_links_keep_their_place_in_a_page() -> None:
    links = "".join(f"<a href='/{number}'>The {number}th draft of the clause</a>, " for number in range(4, 9))
    body = BODY.replace("</p><p>", f"</p><h2>The drafts</h2><p>{links}and nothing else.</p><p>", 1)
    paragraphs = extract(make_page(body=body)).text.split("\n\n")
    assert paragraphs[1] == "The drafts"
    assert paragraphs[2].startswith("The 4th draft of the clause, The 5th")
    assert [p for p in paragraphs if p in PARAGRAPHS] == FOUND


def test_a_part_that_was_left_out_on_purpose_stays_out() -> None:
    others = "".join(f"<p>Another story of the {number}th day begins here, and ends.</p>" for number in range(300))
    assert fill(others) == FOUND
    assert len(fill(others[: others.index("</p>", 4000) + 4])) > len(FOUND)


def test_a_page_of_very_many_paragraphs_is_read_in_time() -> None:
    many = [f"{number * 7919:09} of {number * 104_729:012} say {number * 13_007:011}." for number in range(20_000)]
    tree = parse_page(f"<html><body><div>{''.join(f'<p>{paragraph}</p>' for paragraph in many)}</div></body></html>")
    begin = time.process_time()
    assert len(fill_gaps(many[::2], tree)) == len(many[::2])
    assert len(fill_gaps(many[:-100] + many[-1:], tree)) == len(many)
    assert time.process_time() - begin < 10
