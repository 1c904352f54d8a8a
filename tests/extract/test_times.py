"""Dates and times as pages write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.extract.times import is_plausible, parse_spaced_day, parse_time
from tests.extract.answers import FETCHED

WRITTEN = {
    "2023-09-06T17:01:05Z": ("2023-09-06T17:01:05+00:00", "second"),
    "2023-09-06T17:01:05.123Z": ("2023-09-06T17:01:05+00:00", "second"),
    "2023-09-06T17:01:00+01:00": ("2023-09-06T17:01:00+01:00", "second"),
    "2023-09-06T17:01+0100": ("2023-09-06T17:01:00+01:00", "minute"),
    "2023-09-06 17:01": ("2023-09-06T17:01:00+00:00", "minute"),
    "2023-09-06": ("2023-09-06T00:00:00+00:00", "day"),
    "2023-09-06T00:00:00Z": ("2023-09-06T00:00:00+00:00", "day"),
    "20230906T170105Z": ("2023-09-06T17:01:05+00:00", "second"),
    "20230906": ("2023-09-06T00:00:00+00:00", "day"),
    "1694019665": ("2023-09-06T17:01:05+00:00", "second"),
    "1694019665000": ("2023-09-06T17:01:05+00:00", "second"),
    "2023-9-6": ("2023-09-06T00:00:00+00:00", "day"),
    "2023-9-6 9:05": ("2023-09-06T09:05:00+00:00", "minute"),
    "2023-09-06T24:00:00Z": ("2023-09-07T00:00:00+00:00", "day"),
    "Wed, 06 Sep 2023 17:01:05 +0100": ("2023-09-06T17:01:05+01:00", "second"),
    "Wed, 06 Sep 2023 17:01:05 GMT": ("2023-09-06T17:01:05+00:00", "second"),
    "Wed Sep 06 2023 17:01:05 GMT-0500 (a zone)": ("2023-09-06T17:01:05-05:00", "second"),
    "6 September 2023, 17:01 +02:00": ("2023-09-06T17:01:00+02:00", "minute"),
    "17:01 – 6 September 2023": ("2023-09-06T17:01:00+00:00", "minute"),
    "6 September 2023": ("2023-09-06T00:00:00+00:00", "day"),
    "6th of September, 2023": ("2023-09-06T00:00:00+00:00", "day"),
    "September 6, 2023": ("2023-09-06T00:00:00+00:00", "day"),
    "Sept. 6, 2023 5:01 pm": ("2023-09-06T17:01:00+00:00", "minute"),
    "September 6, 2023 at 5:01 p.m.": ("2023-09-06T17:01:00+00:00", "minute"),
    "6 Sep 2023 at 5:01 a. m. in Thornby": ("2023-09-06T05:01:00+00:00", "minute"),
    "12:05am, Wed 6 Sep 2023": ("2023-09-06T00:05:00+00:00", "minute"),
    "Published: 17:01 BST, 6 September 2023": ("2023-09-06T17:01:00+01:00", "minute"),
    "6-Sep-2023": ("2023-09-06T00:00:00+00:00", "day"),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_time_is_read_as_exactly_as_it_is_written(text: str) -> None:
    dated = parse_time(text)
    assert dated is not None
    assert (dated.at.isoformat(), dated.precision) == WRITTEN[text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2023",
        "31 June 2023",
        "2023-13-01",
        "Clause 122 of 2023",
        "9" * 200,
        "6/9/23",
        "2023-09-06T25:10",
        "2023-9-66",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert parse_time(text) is None


SPACED = {
    "10/ 5/11": "2011-05-10",
    " 3/ 5/2023": "2023-05-03",
    "3 / 5 / 2023": "2023-05-03",
    "03 / 05 / 2023, 14:05": "2023-05-03",
    "Ada Moor, Wed 3 / 5 / 23.": "2023-05-03",
    "3 /\n5 / 2023": "2023-05-03",
    "5 / 13 / 2023": "2023-05-13",
    "31/ 1/90": "1990-01-31",
    "31/ 1/89": "2089-01-31",
    "3. 5. 2023": "2023-05-03",
    "3/5/2023": None,
    "3/5/2023 at 3 / 5": None,
    "31 / 6 / 2023": None,
    "13 / 13 / 2023": None,
    "0 / 5 / 2023": None,
    "3. 5. 23": None,
    "3 / 5. 2023": None,
    "1 / 2 / 3": None,
    "3 / 5 / 1789": None,
    "3 / 5 / 20231": None,
    "1 / 3 / 5 / 2023": None,
    "3 / 5 / 20 / 23": None,
    "version 1. 3. 5. 2023": None,
    "3 / 5 / 2023 " + "x" * 100: None,
    "": None,
}


@pytest.mark.parametrize("text", SPACED)
def test_a_day_in_numbers_with_blanks_is_read_with_the_day_first_where_it_can_be(text: str) -> None:
    dated = parse_spaced_day(text)
    assert (dated.at.isoformat()[:10] if dated else None) == SPACED[text]
    if dated:
        assert (dated.precision, dated.confidence, dated.at.utcoffset()) == ("day", "low", timedelta(0))


@given(st.text(alphabet="0123456789 /.", max_size=30))
def test_no_numbers_break_the_day_in_numbers(text: str) -> None:
    dated = parse_spaced_day(text)
    assert dated is None or dated.at.year >= 1900


@given(st.integers(min_value=631_152_000, max_value=3_786_912_000))
def test_iso_times_come_back(seconds: int) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    dated = parse_time(at.isoformat())
    assert dated is not None
    assert dated.at == at


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    dated = parse_time(text)
    assert dated is None or dated.at.tzinfo is not None


def test_a_day_that_has_begun_elsewhere_is_plausible_and_a_later_one_is_not() -> None:
    assert is_plausible(FETCHED + timedelta(hours=20), FETCHED)
    assert not is_plausible(FETCHED + timedelta(days=2), FETCHED)
    assert not is_plausible(datetime(1989, 12, 31, tzinfo=UTC), FETCHED)
