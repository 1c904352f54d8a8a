"""The date beside the headline of a page whose elements have no names that tell of dates."""

import pytest

from clausewatch.extract.datelines import find_dateline
from clausewatch.extract.parsing import parse_page
from tests.extract.answers import BODY, extract, make_page

TEASER = "<div class='_9t3a'><a href='/x'><span>Another story</span><span>January 3, 2023</span></a></div>"


def read(before: str = "", after: str = "") -> str | None:
    page = parse_page(f"<html><body>{before}<h1>A debate</h1>{after}{BODY}</body></html>")
    dated = find_dateline(page)
    return dated.at.date().isoformat() if dated else None


DATES = {
    "<div class='_9vg3'>May 7, 2023</div>": "2023-05-07",
    "<dl><dt>Published</dt><dd>7 May 2023</dd></dl>": "2023-05-07",
    "<p>By Ada Moor</p><p>Posted on 7th May 2023</p>": "2023-05-07",
    "<p>Updated 9 May 2023</p><p>Published 7 May 2023</p>": "2023-05-07",
    "<p>Last updated: 9 May 2023</p>": None,
    "<p>The clause was written on 7 May 2023</p>": None,
    "<p>7 Mayday 2023</p>": None,
    "": None,
}


@pytest.mark.parametrize("markup", DATES)
def test_the_date_is_a_line_of_its_own_near_the_headline(markup: str) -> None:
    assert read(after=markup) == DATES[markup]
    assert read(before=markup) == DATES[markup]


def test_a_date_after_the_headline_goes_before_one_above_it() -> None:
    assert read("<p>1 May 2023</p>", "<p>7 May 2023</p>") == "2023-05-07"


def test_of_two_dates_above_the_headline_the_nearer_counts() -> None:
    assert read("<p>1 May 2023</p><p>7 May 2023</p>") == "2023-05-07"


def test_a_date_far_from_the_headline_is_not_its_own() -> None:
    assert read(after="<p>A line.</p>" * 12 + "<p>7 May 2023</p>") is None
    assert read("<p>7 May 2023</p>" + "<p>A line.</p>" * 12) is None


def test_the_date_of_a_teaser_does_not_go_before_that_of_the_page() -> None:
    page = make_page(before="<p class='_9vg3'>May 7, 2023</p>", body=BODY + TEASER)
    document = extract(page)
    assert document.published_at is not None
    assert document.published_at.isoformat() == "2023-05-07T00:00:00+00:00"
    assert (document.published_precision, document.published_confidence) == ("day", "low")


def test_a_date_in_the_future_is_not_taken() -> None:
    document = extract(make_page(before="<p class='_9vg3'>May 7, 2099</p>"))
    assert document.published_at is None


SPACED = {
    "a line": "<p>10/ 5/11</p>",
    "a line with more": "<p>Posted by Ada Moor on 10/ 5/11 at noon</p>",
    "a time": "<time>10/ 5/11</time>",
    "a named line": "<div class='post-date'>10/ 5/11 14:05</div>",
    "a byline": "<p class='byline'>Ada Moor, 10 / 5 / 2011</p>",
}


def check_spaced(page: str) -> None:
    for shown in (page, page.replace("10/ 5/11", "10/5/11").replace("10 / 5 / 2011", "10/5/2011")):
        document = extract(shown)
        assert document.published_at is not None
        assert document.published_at.isoformat() == "2011-05-10T00:00:00+00:00"
        assert (document.published_precision, document.published_confidence) == ("day", "low")


@pytest.mark.parametrize("name", SPACED)
def test_a_day_in_numbers_with_blanks_is_read_as_one_without_and_is_not_sure(name: str) -> None:
    check_spaced(make_page(before=SPACED[name]))


@pytest.mark.parametrize("name", ["a time", "a named line", "a byline"])
def test_such_a_day_is_read_above_the_headline_where_its_element_tells_what_it_is(name: str) -> None:
    check_spaced(make_page().replace("<article>", f"<article>{SPACED[name]}"))


@pytest.mark.parametrize(
    "line",
    [
        "<p class='date'>Last updated: 10 / 5 / 2011</p>",
        "<p>Updated 10/ 5/11</p>",
        "<p class='date'>10 / 5 / 2088</p>",
        "<p>10 / 5 / 2088</p>",
        "<aside><p class='date'>10/ 5/11</p></aside>",
        "<p>Peers sat through 10/ 5/11 of the clauses, which took them the whole of a day and much of the night.</p>",
    ],
)
def test_a_day_in_numbers_with_blanks_is_none_of_an_edit_or_of_something_else(line: str) -> None:
    page = make_page(body=BODY * 4).replace("</article>", f"</article>{line}")
    assert extract(page if "aside" in line else make_page(before=line)).published_at is None


def test_a_day_in_numbers_with_blanks_casts_no_doubt_on_a_described_one() -> None:
    head = '<meta property="article:published_time" content="2011-05-10T10:00:01Z">'
    document = extract(make_page(head, before="<p class='date'>5/ 9/11</p>"))
    assert (str(document.published_at)[:10], document.published_confidence) == ("2011-05-10", "high")
