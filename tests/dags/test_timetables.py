"""When the DAGs run: seven in London is seven in London, in summer, in winter and in between."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pendulum
import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.serialization.encoders import coerce_to_core_timetable
from airflow.timetables.base import DataInterval, TimeRestriction

LONDON = ZoneInfo("Europe/London")
FREELY = TimeRestriction(earliest=None, latest=None, catchup=True)


def list_runs(bag: DagBag, dag: str, since: datetime, number: int) -> list[Any]:
    """The runs that follow one whose interval ended at a time, as the scheduler would make them."""
    timetable = coerce_to_core_timetable(bag.dags[dag].timetable)
    last = DataInterval(pendulum.instance(since - timedelta(days=1)), pendulum.instance(since))
    runs = []
    for _ in range(number):
        run = timetable.next_dagrun_info(last_automated_data_interval=last, restriction=FREELY)
        assert run is not None
        assert run.data_interval is not None
        runs.append(run)
        last = run.data_interval
    return runs


@pytest.mark.parametrize(
    ("before", "hours", "in_utc"),
    [
        # Clocks go forward on 30 March 2025 and back on 26 October 2025.
        (datetime(2025, 3, 28, 7, tzinfo=UTC), [24, 23, 24], [7, 6, 6]),
        (datetime(2025, 10, 24, 6, tzinfo=UTC), [24, 25, 24], [6, 7, 7]),
        (datetime(2025, 7, 1, 6, tzinfo=UTC), [24, 24, 24], [6, 6, 6]),
        (datetime(2025, 1, 1, 7, tzinfo=UTC), [24, 24, 24], [7, 7, 7]),
    ],
    ids=["into summer", "into winter", "summer", "winter"],
)
def test_the_digest_is_made_at_seven_in_london(
    before: datetime, hours: list[int], in_utc: list[int], bag: DagBag
) -> None:
    runs = list_runs(bag, "daily_digest", before, 3)
    assert [run.run_after.astimezone(LONDON).strftime("%H:%M") for run in runs] == ["07:00"] * 3
    assert [run.run_after.astimezone(UTC).hour for run in runs] == in_utc
    intervals = [run.data_interval for run in runs]
    assert [(each.end - each.start).total_seconds() / 3600 for each in intervals] == hours
    assert [each.start for each in intervals] == [before, *(each.end for each in intervals[:-1])]


def test_a_digest_by_hand_takes_the_last_whole_interval(bag: DagBag) -> None:
    timetable = coerce_to_core_timetable(bag.dags["daily_digest"].timetable)
    at = pendulum.datetime(2025, 3, 30, 9)
    interval = timetable.infer_manual_data_interval(run_after=at)
    assert (interval.start, interval.end) == (
        datetime(2025, 3, 29, 7, tzinfo=UTC),
        datetime(2025, 3, 30, 6, tzinfo=UTC),
    )


def test_a_backfilled_day_is_midnight_to_midnight(bag: DagBag) -> None:
    (run,) = list_runs(bag, "backfill", datetime(2025, 3, 30, tzinfo=UTC), 1)
    assert run.data_interval == DataInterval(pendulum.datetime(2025, 3, 30), pendulum.datetime(2025, 3, 31))


def test_news_are_crawled_every_hour(bag: DagBag) -> None:
    runs = list_runs(bag, "crawl_coverage", datetime(2025, 3, 29, 22, 7, tzinfo=UTC), 5)
    times = [run.run_after for run in runs]
    assert {(later - earlier).total_seconds() for earlier, later in pairwise(times)} == {3600}


def test_publishers_are_checked_before_the_digest(bag: DagBag) -> None:
    (run,) = list_runs(bag, "check_publishers", datetime(2025, 7, 1, 5, 30, tzinfo=UTC), 1)
    assert run.run_after.astimezone(LONDON).strftime("%H:%M") == "06:30"


@pytest.mark.parametrize("before", [datetime(2025, 1, 15, 5, tzinfo=UTC), datetime(2025, 7, 15, 4, tzinfo=UTC)])
def test_official_pages_are_looked_at_every_morning_too_as_no_feed_tells_of_quiet_edits(
    before: datetime, bag: DagBag
) -> None:
    (run,) = list_runs(bag, "watch_official", before, 1)
    assert run.run_after.astimezone(LONDON).strftime("%d %H:%M") == "16 04:30"
