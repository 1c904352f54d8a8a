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
