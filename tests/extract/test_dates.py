"""Which of a page's dates is the publication, and how sure that is."""

import pytest

from clausewatch.models import Document
from tests.extract.answers import BODY, extract, json_ld, make_page

META = '<meta property="article:published_time" content="2023-05-02T10:00:01Z">'


def facts(document: Document) -> tuple[str | None, str | None, str | None]:
    at = document.published_at.isoformat() if document.published_at else None
    return at, document.published_precision, document.published_confidence


def test_json_ld_goes_before_meta_elements() -> None:
    document = extract(make_page(json_ld(datePublished="2023-05-02T09:00:01+01:00") + META))
    assert facts(document) == ("2023-05-02T09:00:01+01:00", "second", "high")


def test_a_meta_element_goes_before_what_is_shown() -> None:
    document = extract(make_page(META, before="<time datetime='2023-05-02'>2 May</time>"))
    assert facts(document) == ("2023-05-02T10:00:01+00:00", "second", "high")


def test_an_implausible_date_gives_way_to_the_next() -> None:
    document = extract(make_page(json_ld(datePublished="2099-05-01T09:00:00Z") + META))
    assert facts(document) == ("2023-05-02T10:00:01+00:00", "second", "high")


def test_a_time_that_is_shown_is_not_sure() -> None:
    document = extract(make_page(before="<p>Published <time datetime='2023-06-01T08:30Z'>1 June</time></p>"))
    assert facts(document) == ("2023-06-01T08:30:00+00:00", "minute", "low")


def test_a_time_marked_as_publication_is_sure() -> None:
    document = extract(make_page(before="<time itemprop='datePublished' datetime='2023-06-01T08:30:10Z'>1 June</time>"))
    assert facts(document) == ("2023-06-01T08:30:10+00:00", "second", "high")


def test_a_time_of_an_edit_or_of_another_story_is_passed_over() -> None:
    before = (
        "<div class='related'><time datetime='2023-09-09'>9 September</time></div>"
        "<p class='updated'><time datetime='2023-08-08'>8 August</time></p>"
        "<p class='posted'><time datetime='2023-07-07'>7 July</time></p>"
    )
    assert facts(extract(make_page(before=before))) == ("2023-07-07T00:00:00+00:00", "day", "low")


def test_a_date_in_a_byline_is_found() -> None:
    document = extract(make_page(before="<p class='meta'>Ada Moor | 7 July 2023, 14:05</p>"))
    assert facts(document) == ("2023-07-07T14:05:00+00:00", "minute", "low")


def test_the_date_of_the_address_is_the_last_but_one_resort() -> None:
    document = extract(make_page(), "https://news.example/2023/07/08/a-debate")
    assert facts(document) == ("2023-07-08T00:00:00+00:00", "day", "low")


def test_a_date_that_the_address_contradicts_is_not_sure() -> None:
    document = extract(make_page(META), "https://news.example/2021/03/04/a-debate")
    assert facts(document) == ("2023-05-02T10:00:01+00:00", "second", "low")


def test_a_guess_is_marked_low() -> None:
    page = make_page(body=BODY_WITH_DATE)
    assert facts(extract(page)) == ("2023-04-03T00:00:00+00:00", "day", "low")


def test_a_year_alone_is_no_date() -> None:
    assert extract(make_page(body=BODY + "<p>Copyright 2019 Example News and others</p>")).published_at is None


def test_a_page_without_any_date_has_none() -> None:
    assert facts(extract(make_page())) == (None, None, None)


def test_an_edit_is_kept_apart_from_the_publication() -> None:
    document = extract(make_page(json_ld(datePublished="2021-05-01T09:00:01Z", dateModified="2024-02-01T10:00:00Z")))
    assert document.modified_at is not None
    assert document.modified_at.isoformat() == "2024-02-01T10:00:00+00:00"
    assert document.published_at is not None
    assert document.published_at.year == 2021


def test_an_edit_before_the_publication_is_none() -> None:
    document = extract(make_page(json_ld(datePublished="2021-05-01T09:00:01Z", dateModified="2021-05-01T09:00:01Z")))
    assert document.modified_at is None


BODY_WITH_DATE = (
    "<p>The minister told the house that the power would be used with care, and that every other door came first.</p>"
    "<p>Her opponents said that they could see no difference, and that they had looked for one with patience.</p>"
    "<p>This page was written on 3 April 2023 and has been read by nine people since, of whom two were paid to.</p>"
)


OFTEN_CHANGED = {
    "times with labels": (
        "<p class='date'>Last updated <time datetime='2024-03-01'>1 March 2024</time> "
        "First published <time datetime='2023-05-02'>2 May 2023</time></p>"
    ),
    "times with labels of their own": (
        "<div><span>Updated:</span> <time datetime='2024-03-01'>1 March 2024</time></div>"
        "<div><span>Published:</span> <time datetime='2023-05-02'>2 May 2023</time></div>"
    ),
    "a list of facts": (
        "<dl><dt>Last reviewed</dt><dd class='date'>1 March 2024</dd><dt>Published</dt>"
        "<dd class='date'>2 May 2023</dd></dl>"
    ),
    "one line": "<p class='date'>Updated 1 March 2024, first published 2 May 2023</p>",
    "one line, the publication first": "<p class='date'>Published on 2 May 2023. Updated on 1 March 2024</p>",
    "two lines": "<p class='date'>Last updated: 1 March 2024</p><p class='date'>First published: 2 May 2023</p>",
}


@pytest.mark.parametrize("name", OFTEN_CHANGED)
def test_a_page_that_is_updated_for_years_has_the_date_of_its_first_publication(name: str) -> None:
    document = extract(make_page(before=OFTEN_CHANGED[name]))
    assert facts(document) == ("2023-05-02T00:00:00+00:00", "day", "low")


def test_an_edit_alone_is_no_publication() -> None:
    before = "<p class='date'>Last updated: 1 March 2024</p>"
    published = extract(make_page(before=before), "https://news.example/2023/05/02/a-debate").published_at
    assert published is not None
    assert published.date().isoformat() == "2023-05-02"


def test_a_live_blog_dates_from_the_begin_of_its_coverage() -> None:
    live = {"@type": "LiveBlogPosting", "coverageStartTime": "2023-05-02T08:00:01Z"}
    updates = [{"@type": "BlogPosting", "headline": "Lunch", "datePublished": "2023-05-03T12:00:01Z"}]
    document = extract(make_page(json_ld(**live, liveBlogUpdate=updates)))
    assert facts(document) == ("2023-05-02T08:00:01+00:00", "second", "low")


BRITISH = (
    "2 May 2023",
    "Tuesday 2nd May 2023",
    "Tue 2 May 2023 10.00 BST",
    "10:00, 2 MAY 2023",
    "02 May, 2023",
    "2nd of May 2023",
)


@pytest.mark.parametrize("written", BRITISH)
def test_days_are_read_as_the_british_write_them(written: str) -> None:
    document = extract(make_page(before=f"<p class='byline-date'>{written}</p>"))
    assert document.published_at is not None
    assert document.published_at.date().isoformat() == "2023-05-02"
