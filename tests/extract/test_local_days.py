"""The day of a publication where the page is read, if its description has it in UTC."""

import pytest

from clausewatch.extract.local_days import find_local, is_near_midnight
from clausewatch.extract.times import Dated, parse_time
from tests.extract.answers import extract, json_ld, make_page


def read(text: str) -> Dated:
    dated = parse_time(text)
    assert dated is not None
    return dated


TWINS = {
    "a clock without a zone": ("2023-05-03T02:25:54Z", "2023-05-02 21:25:54", "2023-05-02T21:25:54-05:00"),
    "a clock to the minute": ("2023-05-03T02:25:54Z", "2 May 2023 at 9:25 p.m.", "2023-05-02T21:25:54-05:00"),
    "the zone itself": ("2023-05-02T22:04:00Z", "2023-05-03T00:04:00+02:00", "2023-05-03T00:04:00+02:00"),
    "half an hour off": ("2023-05-02T20:00:10Z", "2023-05-03T01:30:10", "2023-05-03T01:30:10+05:30"),
    "the hour of British summer": ("2023-05-02T23:18:00Z", "3 May 2023 00:18", "2023-05-03T00:18:00+01:00"),
    "a zone that tells of a time without one": (
        "2023-05-03T00:44:52",
        "2023-05-02T21:44:52-03:00",
        "2023-05-02T21:44:52-03:00",
    ),
    "another time of the same day": ("2023-05-03T12:25:54Z", "2023-05-03T14:25:54", None),
    "another minute": ("2023-05-03T02:25:54Z", "2023-05-02 21:26:54", None),
    "another zone of another instant": ("2023-05-03T02:25:54Z", "2023-05-02T21:25:54-07:00", None),
    "a day alone": ("2023-05-03T02:25:54Z", "2023-05-02", None),
    "the same in UTC": ("2023-05-03T02:25:54Z", "2023-05-02T21:25:54Z", None),
    "no zone in either": ("2023-05-03T02:25:54", "2023-05-02T21:25:54", None),
    "a zone already": ("2023-05-03T02:25:54+02:00", "2023-05-02T21:25:54", None),
    "too far off": ("2023-05-03T02:25:54Z", "2023-05-01T21:25:54", None),
}


@pytest.mark.parametrize("name", TWINS)
def test_the_zone_is_told_by(name: str) -> None:
    described, other, local = TWINS[name]
    found = find_local(read(described), [read(other)], None)
    assert (found.at.isoformat() if found else None) == local
    if found:
        # The instant stays what it is; a time without a zone was taken for UTC.
        assert found.at == read(described).at


DAYS = {
    "the evening before in America": ("2023-05-03", "2023-05-02T20:08:00-04:00", "2023-05-02T20:08:00-04:00"),
    "the first hour of British summer": ("2023-05-02", "2023-05-03T00:18:00+01:00", "2023-05-03T00:18:00+01:00"),
    "a time of the same day": ("2023-05-03", "2023-05-03T00:18:00-04:00", None),
    "a time of another day in UTC, too": ("2023-05-04", "2023-05-02T20:08:00-04:00", None),
    "a time without a zone": ("2023-05-03", "2023-05-02T20:08:00", None),
    "a day alone": ("2023-05-03", "2023-05-02", None),
}


@pytest.mark.parametrize("name", DAYS)
def test_a_day_in_utc_gives_way_to(name: str) -> None:
    described, other, local = DAYS[name]
    found = find_local(read(described), [read(other)], None)
    assert (found.at.isoformat() if found else None) == local


def test_a_page_with_the_day_in_utc_is_of_the_day_that_it_shows() -> None:
    head = '<meta name="sailthru.date" content="2023-05-03">'
    before = "<p>on <time pubdate datetime='2023-05-02 20:08:00-0400'>2 May 2023 08:08 pm</time></p>"
    document = extract(make_page(head, before=before))
    assert document.published_at is not None
    assert (document.published_at.isoformat(), document.published_confidence) == ("2023-05-02T20:08:00-04:00", "low")


ADDRESSES = {
    "the evening before in America": ("2023-05-03T02:25:54Z", "2023-05-02", "2023-05-02T23:25:54-03:00"),
    "the evening before on the west coast": ("2023-05-03T06:25:54Z", "2023-05-02", "2023-05-02T23:25:54-07:00"),
    "the morning after in Europe": ("2023-05-02T22:25:54Z", "2023-05-03", "2023-05-03T00:25:54+02:00"),
    "the morning after in a winter of Europe": ("2023-12-02T23:25:54Z", "2023-12-03", "2023-12-03T00:25:54+01:00"),
    "the hour of British summer": ("2023-05-02T23:25:54Z", "2023-05-03", None),
    "an address that is older by a day": ("2023-05-03T10:25:54Z", "2023-05-02", None),
    "an address that is older by years": ("2023-05-03T02:25:54Z", "2021-05-02", None),
    "the same day": ("2023-05-03T02:25:54Z", "2023-05-03", None),
    "a time without a zone": ("2023-05-03T02:25:54", "2023-05-02", None),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_day_in_the_address_tells_the_zone_of(name: str) -> None:
    described, day, local = ADDRESSES[name]
    found = find_local(read(described), [], read(day))
    assert (found.at.isoformat() if found else None) == local


@pytest.mark.parametrize(
    ("text", "is_near"),
    [
        ("2023-05-02T22:00:01Z", True),
        ("2023-05-02T23:59:00+00:00", True),
        ("2023-05-02T21:59:59Z", False),
        ("2023-05-03T04:59:59Z", True),
        ("2023-05-03T00:00:01+00:00", True),
        ("2023-05-03T05:00:00Z", False),
        ("2023-05-03T04:00:00-04:00", False),
        ("2023-05-02T23:30:00+01:00", False),
        ("2023-05-02T23:30:00", False),
        ("2023-05-02", False),
    ],
)
def test_the_hours_around_midnight_are_another_day_in_europe_or_america(text: str, is_near: bool) -> None:
    assert is_near_midnight(read(text)) is is_near


def test_a_page_of_a_western_zone_has_its_own_day_and_is_not_sure() -> None:
    head = json_ld(datePublished="2023-05-03T02:25:54Z")
    document = extract(make_page(head, before="<time datetime='2023-05-02T21:25:54-05:00'>2 May</time>"))
    assert document.published_at is not None
    assert document.published_at.isoformat() == "2023-05-02T21:25:54-05:00"
    assert document.published_confidence == "low"


def test_a_time_late_at_night_is_sure_where_the_page_shows_the_day() -> None:
    head = json_ld(datePublished="2023-05-02T23:10:00Z")
    shown = {day: extract(make_page(head, before=f"<time>{day} May 2023</time>")) for day in (2, 3)}
    assert {day: document.published_confidence for day, document in shown.items()} == {2: "high", 3: "low"}
    assert all(str(document.published_at) == "2023-05-02 23:10:00+00:00" for document in shown.values())


def test_a_time_of_the_american_evening_is_sure_where_the_page_shows_the_day() -> None:
    head = json_ld(datePublished="2023-05-03T01:10:00Z")
    pages = {"": "low", "<time>3 May 2023</time>": "high", "<time>2 May 2023</time>": "low"}
    found = {before: extract(make_page(head, before=before)).published_confidence for before in pages}
    assert found == pages


def test_a_mark_that_repeats_the_time_in_utc_proves_no_day() -> None:
    head = json_ld(datePublished="2023-05-02T23:10:00Z")
    before = "<time itemprop='datePublished' datetime='2023-05-02T23:10:00Z'>yesterday</time>"
    assert extract(make_page(head, before=before)).published_confidence == "low"


def test_marks_of_several_days_are_not_sure() -> None:
    before = "".join(f"<p><time pubdate datetime='2023-0{month}-02'>x</time></p>" for month in (5, 3))
    assert extract(make_page(before=before)).published_confidence == "low"


def test_the_time_of_a_post_that_is_quoted_is_not_that_of_the_page() -> None:
    before = (
        "<blockquote><p>Doors!</p><time datetime='2018-03-12T19:30:12Z'>12 March</time></blockquote>"
        "<p class='date'>2 May 2023</p>"
    )
    published = extract(make_page(before=before)).published_at
    assert published is not None
    assert published.year == 2023
