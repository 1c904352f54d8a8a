"""Dates of office and what a role needs."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from nlp.components.speakers.schema import Organisation, Person, Role

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31))
MAY = dt.date(2023, 5, 10)


def role(**fields: Any) -> Role:
    return Role.model_validate({"title": "head", **fields})


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        (2016, dt.date(2016, 1, 1), dt.date(2016, 12, 31)),
        ("2016", dt.date(2016, 1, 1), dt.date(2016, 12, 31)),
        ("2016-02", dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
        ("2017-02", dt.date(2017, 2, 1), dt.date(2017, 2, 28)),
        ("2016-12", dt.date(2016, 12, 1), dt.date(2016, 12, 31)),
        (dt.date(2016, 3, 4), dt.date(2016, 3, 4), dt.date(2016, 3, 4)),
    ],
    ids=["year", "year-in-words", "leap", "no-leap", "december", "day"],
)
def test_a_period_begins_on_its_first_day_and_ends_on_its_last(written: object, first: dt.date, last: dt.date) -> None:
    found = role(since=written, until=written)
    assert (found.since, found.until) == (first, last)


@pytest.mark.parametrize("written", ["2016-00", "2016-13", 0, "soon", "", "2016-1-2-3", "²", 99999])
def test_what_is_no_date_is_an_error(written: object) -> None:
    with pytest.raises(ValidationError):
        role(since=written)
    with pytest.raises(ValidationError):
        role(until=written)


@pytest.mark.parametrize(
    ("fields", "held", "over"),
    [
        ({}, False, False),
        ({"since": 2023}, True, False),
        ({"since": MAY}, True, False),
        ({"since": "2023-06"}, False, False),
        ({"since": 2020, "until": MAY}, True, False),
        ({"since": 2020, "until": "2023-04"}, False, True),
        ({"until": 2022}, False, True),
        ({"until": 2024}, False, False),
        ({"former": True}, False, True),
        ({"since": 2020, "former": True}, False, True),
        ({"since": 2020, "until": 2024, "former": True}, True, False),
    ],
    ids=[
        "no-dates",
        "open",
        "first-day",
        "not-yet",
        "last-day",
        "ended",
        "end-only",
        "end-ahead",
        "former",
        "former-since",
        "former-later",
    ],
)
def test_the_dates_say_whether_a_role_was_held_or_over(fields: dict[str, object], held: bool, over: bool) -> None:
    found = role(**fields)
    assert (found.held_on(MAY), found.over_on(MAY)) == (held, over)


@given(DAYS, DAYS, DAYS)
@settings(max_examples=100, deadline=None)
def test_a_role_is_never_held_and_over_at_once(since: dt.date, until: dt.date, day: dt.date) -> None:
    since, until = sorted((since, until))
    found = role(since=since, until=until)
    assert found.held_on(day) is (since <= day <= until)
    assert found.over_on(day) is (day > until)
    assert not (found.held_on(day) and found.over_on(day))


@pytest.mark.parametrize(
    "fields",
    [
        {"title": None},
        {"office": "x"},
        {"title": None, "office": "x", "organisation": "y"},
        {"since": 2021, "until": 2020},
        {"office": "Not An Id", "title": None},
        {"titel": "x"},
    ],
    ids=["neither", "both", "organisation-twice", "backwards", "no-id", "misspelled"],
)
def test_a_role_that_contradicts_itself_is_an_error(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        role(**fields)


@pytest.mark.parametrize("name", ["", " ", "Ada ", " Ada", "!!!", "—", "\n"])
def test_a_name_needs_a_letter_or_digit_and_no_space_around(name: str) -> None:
    with pytest.raises(ValidationError):
        Person(id="a", name=name, category="expert", source="made up")


@pytest.mark.parametrize("name", ["X", "5", "N.S.C.", "“Eel” Moor", "語", "(Moor)"])
def test_short_and_foreign_names_are_names(name: str) -> None:
    assert Person(id="a", name=name, category="expert", source="made up").name == name


@pytest.mark.parametrize("identifier", ["", "-a", "A", "a_b", "a b", "é"])
def test_an_id_has_small_letters_digits_and_hyphens_only(identifier: str) -> None:
    with pytest.raises(ValidationError):
        Organisation(id=identifier, name="A", category="other", kind="body", source="made up")
