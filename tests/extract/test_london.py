"""A story that is published at night in Britain is sure of its day there, and no other day is."""

from dataclasses import dataclass

import pytest
from lxml.html import fromstring

from clausewatch.extract.london import Told, find_britain, find_in_london
from clausewatch.extract.times import Dated, parse_time
from clausewatch.models import Document
from tests.extract.answers import extract, json_ld, make_page

BRITISH, ENGLISH = 'lang="en-GB"', 'lang="en"'
STORY, UK_STORY = "https://news.example/a-debate", "https://news.example.co.uk/a-debate"


@dataclass(frozen=True)
class Page:
    """What a page says of its publication, in metadata and above its text."""

    at: str
    before: str = ""
    attributes: str = ENGLISH
    url: str = STORY
    head: str = ""


def meta(at: str, name: str = "article:published_time") -> str:
    return f'<meta property="{name}" content="{at}">'


def shown(words: str, at: str = "") -> str:
    """A time as readers see it, and in its attribute."""
    return f"<time datetime='{at}'>{words}</time>" if at else f"<p class='date'>{words}</p>"


def read(page: Page) -> Document:
    head = json_ld(datePublished=page.at) + page.head
    return extract(make_page(head, before=page.before, attributes=page.attributes), page.url, domains=DOMAINS)


DOMAINS = ("news.example", "news.example.co.uk")
EVENING, NEXT_DAY = "2023-05-03T22:45:07Z", "2023-05-03T23:30:07Z"
MORNING, WINTER = "2023-05-03T01:30:07Z", "2023-12-03T23:30:07Z"
SURE = {
    "an evening in summer time": (Page(EVENING, shown("Wed 3 May 2023 23.45 BST")), "2023-05-03"),
    "an evening in summer time with its instant": (
        Page(EVENING, shown("Wed 3 May 2023 23.45 BST", EVENING), head=meta(EVENING)),
        "2023-05-03",
    ),
    "an evening on the clock": (Page(EVENING, shown("23:45, 3 May 2023", EVENING)), "2023-05-03"),
    "an evening with its zone elsewhere": (Page(EVENING, head=meta("2023-05-03T23:45:07+01:00")), "2023-05-03"),
    "an evening with its day": (Page(EVENING, shown("3 May 2023", EVENING), BRITISH), "2023-05-03"),
    "an evening of a British host": (Page(EVENING, url=UK_STORY), "2023-05-03"),
    "an embargo to a minute after midnight": (
        Page("2023-05-03T23:01:00Z", shown("Thu 4 May 2023 00.01 BST")),
        "2023-05-04",
    ),
    "the hour of another day in UTC": (Page(NEXT_DAY, shown("Thu 4 May 2023 00.30 BST", NEXT_DAY)), "2023-05-04"),
    "that hour on the clock": (Page(NEXT_DAY, shown("00:30, 4 May 2023")), "2023-05-04"),
    "that hour with its day alone": (Page(NEXT_DAY, shown("4 May 2023"), BRITISH), "2023-05-04"),
    "that hour in UTC beside its zone": (Page("2023-05-04T00:30:07+01:00", head=meta(NEXT_DAY)), "2023-05-04"),
    "that hour beside another story's day": (
        Page(NEXT_DAY, shown("Thu 4 May 2023 00.30 BST", NEXT_DAY) + shown("1 May 2023")),
        "2023-05-04",
    ),
    "that hour with its day in the address": (
        Page(NEXT_DAY, shown("00:30, 4 May 2023"), url="https://news.example/2023/05/04/a-debate"),
        "2023-05-04",
    ),
    "a full hour that is told": (Page("2023-05-03T22:00:00Z", shown("Wed 3 May 2023 23.00 BST")), "2023-05-03"),
    "midnight that is told": (Page("2023-05-03T23:00:00Z", shown("4 May 2023"), BRITISH), "2023-05-04"),
    "an early morning in British English": (Page(MORNING, attributes=BRITISH), "2023-05-03"),
    "an early morning by its locale": (Page(MORNING, head=meta("en_GB", "og:locale")), "2023-05-03"),
    "an early morning in summer time": (Page(MORNING, shown("Wed 3 May 2023 02.30 BST", MORNING)), "2023-05-03"),
    "a winter's night in Greenwich time": (Page(WINTER, shown("Sun 3 Dec 2023 23.30 GMT", WINTER)), "2023-12-03"),
    "a winter's night of a British host": (Page(WINTER, url=UK_STORY), "2023-12-03"),
    "a winter's night with its day": (Page(WINTER, shown("3 December 2023", WINTER), BRITISH), "2023-12-03"),
}


@pytest.mark.parametrize("name", SURE)
def test_the_day_of_a_night_in_london_is_sure_for(name: str) -> None:
    page, day = SURE[name]
    document = read(page)
    described = parse_time(page.at)
    assert described is not None
    assert document.published_at == described.at
    assert (str(document.published_at)[:10], document.published_confidence) == (day, "high")


OUTSIDE = "https://news.example/2023/04/a-debate"
DOUBTFUL = {
    "an evening of nobody knows where": Page(EVENING),
    "an evening in British English, that is read in Berlin": Page(EVENING, attributes=BRITISH),
    "a day in an attribute alone, in British English": Page(EVENING, shown("today", EVENING), BRITISH),
    "another day in an attribute": Page(EVENING, shown("a day", "2023-05-01T10:00:00Z"), url=UK_STORY),
    "a full hour of a British host": Page("2023-05-03T22:00:00Z", url=UK_STORY),
    "midnight of a British host": Page("2023-05-03T23:00:00Z", url=UK_STORY),
    "the hour of another day in UTC of a British host": Page(NEXT_DAY, url=UK_STORY),
    "that hour with the day of UTC on the clock": Page("2023-05-03T23:30:00Z", shown("23:30, 3 May 2023"), BRITISH),
    "that hour with days of two stories": Page(NEXT_DAY, shown("4 May 2023") + shown("1 May 2023"), BRITISH),
    "that hour with the day of an edit": Page(NEXT_DAY, shown("9 May 2023"), BRITISH),
    "that hour where metadata know another day": Page(
        NEXT_DAY, shown("00:30, 4 May 2023"), head=meta("2023-05-01T10:00:00Z")
    ),
    "that hour where the address has another day": Page(
        NEXT_DAY, shown("00:30, 4 May 2023"), url="https://news.example/2023/05/06/a-debate"
    ),
    "that hour where the address has another month": Page(NEXT_DAY, shown("00:30, 4 May 2023"), url=OUTSIDE),
    "an early morning of nobody knows where": Page(MORNING),
    "an early morning in American English": Page(MORNING, attributes='lang="en-US"'),
    "the day before in America": Page(MORNING, shown("2 May 2023 at 9:30 p.m.", MORNING), BRITISH),
    "the zone of New York": Page(MORNING, shown("2 May 2023", "2023-05-02T21:30:07-04:00"), BRITISH),
    "a winter's night in British English": Page(WINTER, attributes=BRITISH),
    "a winter's night in Berlin": Page(WINTER, shown("4 December 2023, 00:30"), BRITISH),
    "a winter's night on a clock of nobody knows where": Page(WINTER, shown("23:30, 3 December 2023", WINTER)),
    "an article that was moved up": Page(
        MORNING,
        shown("02:30, 3 May 2023"),
        BRITISH,
        head=meta(MORNING, "article:modified_time") + '<meta name="date" content="2023-04-01">',
    ),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_the_day_of_a_night_is_not_sure_for(name: str) -> None:
    assert read(DOUBTFUL[name]).published_confidence == "low"


def test_one_of_several_marked_times_is_not_sure_and_one_alone_is() -> None:
    mark = "<p><time itemprop='datePublished' datetime='{}'>{}</time></p>"
    night = mark.format(NEXT_DAY, "Thu 4 May 2023 00.30 BST")
    found = [
        extract(make_page(before=before)).published_confidence
        for before in (night, night + mark.format("2023-05-01T10:00:00Z", "1 May"))
    ]
    assert found == ["high", "low"]


def test_a_time_of_the_european_continent_is_not_taken_to_london() -> None:
    page = Page("2023-05-04T00:45:07+02:00", shown("4 May 2023"), BRITISH)
    document = read(page)
    assert document.published_at is not None
    assert (document.published_at.isoformat(), document.published_confidence) == (page.at, "high")
    told = Told([time(page.at)], [], [time("2023-05-03")])
    assert find_in_london(time(page.at), told, "host") is None


def time(text: str) -> Dated:
    dated = parse_time(text)
    assert dated is not None
    return dated


@pytest.mark.parametrize(
    "text",
    ["2023-05-03T21:59:59Z", "2023-05-03T05:00:00Z", "2023-05-03T22:45:07", "2023-05-03", "2023-05-03T00:00:00Z"],
)
def test_what_is_no_time_of_the_night_with_its_zone_is_left_alone(text: str) -> None:
    assert find_in_london(time(text), Told([], [], [time("2023-05-03")]), "host") is None


def test_the_time_keeps_its_zone_where_its_day_is_the_same_in_london() -> None:
    found = find_in_london(time(EVENING), Told([], [], [time("3 May 2023 23:45 BST")]), None)
    assert found is not None
    assert found.at.isoformat() == "2023-05-03T22:45:07+00:00"
    found = find_in_london(time(NEXT_DAY), Told([], [], [time("4 May 2023 00:30 BST")]), None)
    assert found is not None
    assert found.at.isoformat() == "2023-05-04T00:30:07+01:00"


@pytest.mark.parametrize(
    ("root", "locale", "url", "britain"),
    [
        ("<html lang='en-GB'></html>", "", STORY, "language"),
        ("<html lang='EN_gb'></html>", "", STORY, "language"),
        ("<html></html>", "en_GB", STORY, "language"),
        ("<html lang='en-US'></html>", "", UK_STORY, "host"),
        ("<html lang='en'></html>", "en_US", STORY, None),
        ("<html lang='en'></html>", "", "https://uk.news.example/a.uk", None),
        ("<html lang='en'></html>", "", "", None),
    ],
)
def test_a_page_is_british_by(root: str, locale: str, url: str, britain: str | None) -> None:
    assert find_britain(fromstring(root), {"og:locale": locale}, url) == britain
