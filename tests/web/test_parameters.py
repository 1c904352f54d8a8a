"""What an address asks for: read, checked, and written again as it was."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_args
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausewatch.errors import InputError
from clausewatch.models import Category, StanceLabel, StatementKind
from clausewatch.web.parameters import SearchParameters, month_bounds, read_parameters

words = st.text(max_size=40)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
moments = st.builds(datetime.combine, days, st.times(), zones)
times = (moments | days).map(lambda at: at.isoformat())
given_values = st.fixed_dictionaries(
    {},
    optional={
        "q": words,
        "like": words,
        "speaker": words,
        "organisation": words,
        "publisher": words,
        "stance": st.sampled_from(get_args(StanceLabel)),
        "category": st.sampled_from(get_args(Category)),
        "kind": st.sampled_from(get_args(StatementKind)),
        "since": times,
        "until": times,
        "month": st.dates(max_value=date(9999, 11, 1)).map(lambda day: day.isoformat()[:7]),
        "sort": st.sampled_from(["newest", "best"]),
        "limit": st.integers(0, 1000).map(str),
        "offset": st.integers(0, 1_000_000).map(str),
    },
)


@settings(max_examples=200, deadline=None)
@given(given_values)
def test_the_address_of_a_search_asks_for_the_same_search(values: dict[str, str]) -> None:
    asked = read_parameters(values)
    again = read_parameters(dict(parse_qsl(urlsplit(asked.address("/")).query, keep_blank_values=True)))
    assert again == asked
    assert again.make_query() == asked.make_query()


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from([*SearchParameters.model_fields, "colour"]), st.text(max_size=30), max_size=4))
def test_an_address_is_a_search_or_a_clear_error(values: dict[str, str]) -> None:
    told = ""
    try:
        read_parameters(values).make_query()
    except InputError as error:
        told = str(error)
    assert told.partition(":")[0] in {*values, ""}
    assert "Value error" not in told


@pytest.mark.parametrize(
    ("given_time", "meant"),
    [
        ("2023-09-06", datetime(2023, 9, 6, tzinfo=UTC)),
        ("2023-09-06T10:30", datetime(2023, 9, 6, 10, 30, tzinfo=UTC)),
        ("2023-09-06T10:30:00+02:00", datetime(2023, 9, 6, 8, 30, tzinfo=UTC)),
        ("2023-09-06T10:30:00Z", datetime(2023, 9, 6, 10, 30, tzinfo=UTC)),
        ("2024-02-29", datetime(2024, 2, 29, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_zone_is_in_utc(given_time: str, meant: datetime) -> None:
    assert read_parameters({"since": given_time}).since == meant


@pytest.mark.parametrize("given_time", ["2023-02-29", "06/09/2023", "1694000000", "now", "2023-09-06T10:30:00+25:00"])
def test_a_time_that_is_none_is_told_by_its_name(given_time: str) -> None:
    with pytest.raises(InputError, match=r"^until: "):
        read_parameters({"until": given_time})


def test_a_month_begins_and_ends_when_it_does_in_london() -> None:
    assert month_bounds("2023-07") == (
        datetime(2023, 6, 30, 23, tzinfo=UTC),
        datetime(2023, 7, 31, 23, tzinfo=UTC),
    )
    assert month_bounds("2023-12")[1] == datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "until", "meant"),
    [
        ("2023-06-01", "2023-12-01", month_bounds("2023-07")),
        ("2023-07-10", "2023-07-20", (datetime(2023, 7, 10, tzinfo=UTC), datetime(2023, 7, 20, tzinfo=UTC))),
        ("2023-08-10", None, (datetime(2023, 8, 10, tzinfo=UTC), month_bounds("2023-07")[1])),
    ],
    ids=["wider", "narrower", "elsewhere"],
)
def test_a_month_and_days_must_both_hold(since: str, until: str | None, meant: tuple[datetime, datetime]) -> None:
    query = SearchParameters.model_validate({"month": "2023-07", "since": since, "until": until}).make_query()
    assert (query.since, query.until) == meant


def test_words_are_sorted_by_how_well_they_match_unless_asked_otherwise() -> None:
    assert read_parameters({"q": "scan"}).make_query().sort == "best"
    assert read_parameters({"q": "  "}).make_query().sort == "newest"
    assert read_parameters({"q": "scan", "sort": "newest"}).make_query().sort == "newest"


def test_midnight_elsewhere_is_no_day_in_an_address() -> None:
    asked = read_parameters({"since": "2023-09-06T00:00:00+02:00", "until": "2023-09-06T02:00:00+02:00"})
    assert asked.address("/") == "/?since=2023-09-05T22%3A00%3A00%2B00%3A00&until=2023-09-06"


def test_an_address_can_change_some_parameters_and_unset_others() -> None:
    asked = read_parameters({"q": "a&b", "stance": "FAVOR", "offset": "20"})
    assert asked.address("/", stance="NONE", offset=None) == "/?q=a%26b&stance=NONE"
    assert read_parameters({"q": "a"}).address("/feed", q=None) == "/feed"
