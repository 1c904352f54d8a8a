"""How new a list is, by whatever times it gives, and which of its pages are tried."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from clausewatch.lists.times import read_time
from clausewatch.steps.list_checks import find_newest
from spiders.checking.lists import Entry
from tests.spiders.local_web import LocalWeb, Route
from tests.spiders.watching.watching import make_feed
from tests.steps.local_publishers import article, check, dated_feed


def newest_of(*times: str) -> datetime | None:
    return find_newest([Entry("https://gazette.example/1", read_time(time)) for time in times])


def test_the_latest_time_counts_whatever_its_zone() -> None:
    found = newest_of("2025-03-04T09:00:00+05:00", "2025-03-04T05:00:00Z", "soon")
    assert found == datetime(2025, 3, 4, 5, tzinfo=UTC)


def test_without_times_nothing_is_known() -> None:
    assert newest_of("soon", "") is None
    assert newest_of() is None


@pytest.mark.parametrize(("time", "year"), [("0001-01-01T00:00:00+14:00", 1), ("9999-12-31T23:59:59-14:00", 9999)])
def test_a_time_that_programs_write_for_none_is_told_and_stops_nothing(time: str, year: int) -> None:
    found = newest_of(time)
    assert found is not None
    assert (found.year, found.tzinfo) == (year, UTC)


@pytest.mark.parametrize(("paths", "tried"), [(("/", "/film", "/1"), "/1"), (("/",), "/")])
def test_a_front_page_that_a_list_names_is_tried_only_where_there_is_no_other(
    paths: tuple[str, ...], tried: str, tmp_path: Path
) -> None:
    empty = article(at=None, text="")
    routes: dict[str, Route] = {"/feed.xml": dated_feed(*paths), "/": empty, "/film": empty, "/1": article()}
    with LocalWeb({"gazette": routes}) as web:
        found = check(make_feed(web, "gazette"), tmp_path)
        assert web.asked_of("gazette")[-1] == tried
    assert bool(found.problems) == (tried == "/")
