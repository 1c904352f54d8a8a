"""When a date is sure: where nothing else on the page or in its address tells of another day."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from clausewatch.models import Document
from tests.extract.answers import extract, json_ld, make_page

META = '<meta property="article:published_time" content="2023-05-02T10:00:01Z">'
STORY = "https://news.example/a-debate"


@dataclass(frozen=True)
class Case:
    """A page, and how sure the date is that it describes."""

    head: str = META
    before: str = ""
    url: str = STORY


AGREEING = {
    "nothing else": Case(),
    "an earlier day where the last edit is another": Case(
        f'{META}<meta property="article:modified_time" content="2023-05-09T10:00:01Z"><meta name="DC.Date" '
        'content="2022-01-05">'
    ),
    "the same day where it is that of the last edit, too": Case(
        f'{META}<meta property="article:modified_time" content="2023-05-02T10:00:01Z"><meta name="DC.Date" '
        'content="2023-05-02">'
    ),
    "the shown day": Case(before="<time datetime='2023-05-02'>2 May 2023</time>"),
    "one of several shown days": Case(
        before="<p class='posted'><time datetime='2023-08-09'>9 August</time></p><time datetime='2023-05-02'>x</time>"
    ),
    "a day in a byline": Case(before="<p class='byline'>Ada Moor, 2 May 2023</p>"),
    "another day of an edit": Case(before="<p class='updated'><time datetime='2024-01-05'>5 January</time></p>"),
    "another day in the margin": Case(before="<aside><time datetime='2024-01-05'>5 January</time></aside>"),
    "another day of a comment": Case(
        before="<div class='comment'><p><span><time datetime='2024-01-05'>5 January</time></span></p></div>"
    ),
    "another day that is implausible": Case(before="<time datetime='2199-01-05'>5 January</time>"),
    "the day in the address": Case(url="https://news.example/2023/05/02/a-debate"),
    "the day in the address, but not on the page": Case(
        before="<time datetime='2024-01-05'>5 January</time>", url="https://news.example/2023/05/02/a-debate"
    ),
    "the day in short numbers in the address": Case(url="https://news.example/2023/5/2/a-debate"),
    "the month in the address": Case(url="https://news.example/2023/05/a-debate"),
    "no month in an address with a long number": Case(url="https://news.example/2023/117/a-debate"),
    "JSON-LD and meta element of one day": Case(json_ld(datePublished="2023-05-02T11:00:01+01:00") + META),
    "a line that tells of the same first publication": Case(before="<p>First published on Tue 2 May 2023</p>"),
    "a line about another publication": Case(before="<p>The book, first published on 3 April 2003, is long.</p>"),
    "an edit at another time": Case(json_ld(datePublished="2023-05-02", dateModified="2024-05-02")),
    "an edit in a meta element": Case(META + '<meta property="article:modified_time" content="2024-05-02">'),
    "midnight in the own zone": Case(json_ld(datePublished="2023-05-02T23:00:00+01:00")),
    "nearly ten at night, to the minute": Case(json_ld(datePublished="2023-05-02T21:59:00Z")),
}

DOUBTFUL = {
    "the shown day after, as it is elsewhere": Case(before="<time datetime='2023-05-03'>3 May 2023</time>"),
    "the day before in the address, as it is elsewhere": Case(url="https://news.example/2023/05/01/a-debate"),
    "the last month in the address of the first of a month": Case(
        json_ld(datePublished="2023-05-01T00:10:00Z"), url="https://news.example/2023/04/a-debate"
    ),
    "JSON-LD and meta element on two sides of midnight": Case(json_ld(datePublished="2023-05-01T23:50:00Z") + META),
    "another shown day": Case(before="<time datetime='2023-05-09'>9 May 2023</time>"),
    "another day in a byline": Case(before="<p class='byline'>Ada Moor, 9 May 2023</p>"),
    "a line that tells of an earlier first publication": Case(before="<p>First published on Mon 3 April 2023</p>"),
    "another marked day": Case(before="<span itemprop='datePublished' content='2023-05-09'>9 May</span>"),
    "another day in the address": Case(url="https://news.example/2023/05/09/a-debate"),
    "another day in short numbers in the address": Case(url="https://news.example/2023/6/9/a-debate"),
    "another day by its name in the address": Case(url="https://news.example/2023/may/09/a-debate"),
    "another month in the address": Case(url="https://news.example/2022/05/a-debate"),
    "another short month in the address": Case(url="https://news.example/2023/9/a-debate"),
    "JSON-LD and meta element of two days": Case(json_ld(datePublished="2023-04-02T10:00:01Z") + META),
    "two meta elements of two days": Case(META + '<meta name="parsely-pub-date" content="2023-06-02T10:00:01Z">'),
    "an earlier day where it is that of the last edit, too": Case(
        f'{META}<meta property="article:modified_time" content="2023-05-02T10:00:01Z"><meta name="DC.Date" '
        'content="2022-01-05">'
    ),
    "the begin of the next day in London's summer": Case(json_ld(datePublished="2023-05-02T23:00:00Z")),
    "eleven at night, to the minute": Case(json_ld(datePublished="2023-05-02T23:01:00Z")),
    "the begin of the next day in Berlin's summer": Case(json_ld(datePublished="2023-05-02T22:00:00.000Z")),
}


def read(case: Case) -> Document:
    return extract(make_page(case.head, before=case.before), case.url)


@pytest.mark.parametrize("name", AGREEING)
def test_a_described_date_is_sure_beside(name: str) -> None:
    assert read(AGREEING[name]).published_confidence == "high"


@pytest.mark.parametrize("name", DOUBTFUL)
def test_a_described_date_is_not_sure_beside(name: str) -> None:
    assert read(DOUBTFUL[name]).published_confidence == "low"


@pytest.mark.parametrize("name", sorted(AGREEING | DOUBTFUL))
def test_doubt_changes_no_date(name: str) -> None:
    published = read((AGREEING | DOUBTFUL)[name]).published_at
    assert published is not None
    assert published.isoformat()[:10] in ("2023-05-02", "2023-05-01", "2023-04-02")


@pytest.mark.parametrize("name", ["comments-list", "related-stories", "recommended", "post-teaser", "references"])
def test_a_marked_date_of_something_else_is_passed_over(name: str) -> None:
    before = (
        f"<ol class='{name}'><li><p><time itemprop='datePublished' datetime='2020-02-02'>x</time></p></li></ol>"
        "<p><time itemprop='datePublished' datetime='2023-05-02'>x</time></p>"
    )
    document = extract(make_page(before=before))
    assert document.published_at is not None
    assert (document.published_at.year, document.published_confidence) == (2023, "high")


def test_a_name_that_only_contains_such_a_word_is_no_list_of_other_stories() -> None:
    before = "<div class='unrelated newsteaserlink'><time itemprop='datePublished' datetime='2023-05-02'>x</time></div>"
    assert extract(make_page(before=before)).published_confidence == "high"


def test_a_marked_date_may_stand_in_the_title_of_its_element() -> None:
    before = "<abbr itemprop='datePublished' title='2023-05-02T09:14:00+02:00'>on a Tuesday</abbr>"
    document = extract(make_page(before=before))
    assert document.published_at is not None
    assert document.published_at.isoformat() == "2023-05-02T09:14:00+02:00"


def test_two_marked_dates_that_contradict_each_other_give_the_first() -> None:
    before = "".join(f"<p><time pubdate datetime='2023-0{month}-02'>x</time></p>" for month in (5, 3))
    document = extract(make_page(before=before))
    assert document.published_at is not None
    assert document.published_at.month == 5


def test_a_date_in_a_meta_element_that_may_be_another_is_never_sure() -> None:
    document = extract(make_page('<meta name="date" content="2023-05-02T10:00:01Z">'))
    assert (document.published_precision, document.published_confidence) == ("second", "low")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2023/07/08/a", "2023-07-08"),
        ("https://news.example/2023/7/8/a", "2023-07-08"),
        ("https://news.example/2023-07-08-a", "2023-07-08"),
        ("https://news.example/20230708/a", "2023-07-08"),
        ("https://news.example/politics/2023/jul/08/a", "2023-07-08"),
        ("https://news.example/2023/7/8", "2023-07-08"),
        ("https://news.example/2023/07/a", None),
        ("https://news.example/2023/13/08/a", None),
        ("https://news.example/2023/02/30/a", None),
        ("https://news.example/2023/7/88/a", None),
        ("https://news.example/2099/07/08/a", None),
        ("https://news.example/1689/07/08/a", None),
    ],
)
def test_the_day_in_an_address_is_read_in_its_usual_forms(url: str, day: str | None) -> None:
    published = extract(make_page(), url).published_at
    assert (published.date().isoformat() if published else None) == day


@pytest.mark.parametrize(
    ("line", "confidence"),
    [("Published 4 May 2023", "low"), ("4 May 2023", "low"), ("Published 2 May 2023", "high"), ("By Ada Moor", "high")],
)
def test_a_line_of_another_day_below_the_headline_makes_a_described_day_unsure(line: str, confidence: str) -> None:
    head = '<meta property="article:published_time" content="2023-05-02T09:30:10Z">'
    document = extract(make_page(head, before=f"<p>{line}</p>"))
    assert document.published_at == datetime(2023, 5, 2, 9, 30, 10, tzinfo=UTC)
    assert document.published_confidence == confidence
