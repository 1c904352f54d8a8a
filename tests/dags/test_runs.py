"""Every DAG by `airflow dags test` on the fictional web, and what came of it in ledger and index."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from clausewatch.index.protocol import Query
from clausewatch.index.times import LONDON
from clausewatch.ledger.alerts import DIGEST, list_alerts
from clausewatch.ledger.annotations import Selection, select_for_reprocessing
from clausewatch.ledger.deliveries import count_deliveries
from clausewatch.steps.digest import MORNING
from clausewatch.steps.stores import Stores, open_stores
from tests.dags.installation import EVERYBODY, Installation
from tests.dags.story import DAYS, OTHER, SILENT, Story

RUNS = ["day 1", "day 2", "cleared", "reprocess", "backfill", "check_publishers", "daily_digest"]
PARTS = ["documents", "events", "alerts", "deliveries", "undone", "index", "sent"]
MANY = 10_000
NO_FINDINGS = "'body': '[]'"


@contextmanager
def stores_of(installation: Installation) -> Iterator[Stores]:
    with open_stores(installation.settings) as stores:
        yield stores


def returned(story: Story, dag: str, task: str) -> list[Any]:
    """What the instances of a task gave back, by the last run of the DAG."""
    query = "select cast(value as text) from xcom where dag_id = ? and task_id = ? and key = ? order by map_index"
    return [json.loads(value) for (value,) in story.airflow.read(query, dag, task, "return_value")]


@pytest.mark.parametrize("name", RUNS)
def test_each_run_ends_green(name: str, story: Story) -> None:
    outcome = story.outcomes[name]
    assert (outcome.status, outcome.state) == (0, "success")
    assert {task.state for task in outcome.tasks} <= {"success", "skipped"}
    assert {task.tries for task in outcome.tasks if task.state == "success"} == {1}


@pytest.mark.parametrize("day", DAYS)
def test_a_crawl_by_dag_leaves_the_same_ledger_as_one_by_hand(day: int, story: Story) -> None:
    by_hand, by_dag = story.by_hand[day].rows, story.after[f"day {day}"].rows
    assert by_hand["statements"].total() > 100
    assert by_hand["fetches"].total() > 50
    # By hand publishers are judged with their crawl, and here by a DAG of its own, once a day.
    assert all(NO_FINDINGS in row for row in by_hand["health"])
    assert not by_dag["health"]
    for table in by_hand.keys() - {"health"}:
        assert by_dag[table] == by_hand[table], table


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("part", PARTS)
def test_a_crawl_by_dag_leaves_the_same_index_and_alerts_as_one_by_hand(part: str, day: int, story: Story) -> None:
    assert story.after[f"day {day}"].state[part] == story.by_hand[day].state[part]


def test_every_publisher_has_a_mapped_task_under_its_name(story: Story) -> None:
    assert story.outcomes["day 1"].states("crawl") == dict.fromkeys(EVERYBODY, "success")


def test_the_work_is_shared_out_over_mapped_tasks(story: Story) -> None:
    tasks = [task.task for task in story.outcomes["day 1"].tasks]
    assert all(tasks.count(f"process.{step}") > 2 for step in ("extract", "annotate", "index", "alert"))


@pytest.mark.parametrize("part", PARTS)
def test_a_run_that_is_cleared_and_run_again_changes_nothing(part: str, story: Story) -> None:
    assert story.after["cleared"].state[part] == story.after["day 2"].state[part]


def test_where_nothing_is_new_the_steps_are_skipped_and_the_delivery_still_runs(story: Story) -> None:
    cleared = story.outcomes["cleared"]
    assert {cleared.state_of(f"process.{step}") for step in ("extract", "annotate", "index", "alert")} == {"skipped"}
    assert cleared.state_of("process.deliver") == "success"


@pytest.mark.parametrize("part", PARTS)
def test_what_is_annotated_again_by_the_same_model_is_the_same_and_alerts_nobody(part: str, story: Story) -> None:
    assert story.after["reprocess"].state[part] == story.after["cleared"].state[part]


def test_reprocessing_takes_what_its_parameters_say(story: Story) -> None:
    with stores_of(story.installation) as stores, stores.ledger.read() as session:
        expected = select_for_reprocessing(session, Selection(since=datetime(2025, 3, 4, tzinfo=UTC)))
        everything = select_for_reprocessing(session, Selection())
    (asked,) = returned(story, "reprocess", "select_again")
    assert 0 < asked["versions"] == len(expected) < len(everything)
    assert asked["fetches"] > 0
    again = story.after["reprocess"].rows["work"] - story.after["cleared"].rows["work"]
    assert again.total() == asked["versions"] + asked["fetches"]
    assert all("'done'" in row for row in again)


def test_reprocessing_builds_a_whole_index_anew(story: Story) -> None:
    (count,) = returned(story, "reprocess", "rebuild")
    assert count == len(story.after["reprocess"].state["index"])


def test_a_backfill_takes_what_was_published_in_its_interval(story: Story) -> None:
    day = [datetime.combine(date(2025, 3, number), time(), UTC) for number in (4, 5)]
    with stores_of(story.installation) as stores, stores.ledger.read() as session:
        expected = select_for_reprocessing(session, Selection(since=day[0], until=day[1]))
    (asked,) = returned(story, "backfill", "select_again")
    assert 0 < asked["versions"] == len(expected)
    assert story.outcomes["backfill"].states("crawl") == {"gov-albion": "success"}


@pytest.mark.parametrize("part", PARTS)
def test_a_backfill_of_a_day_that_is_known_changes_nothing(part: str, story: Story) -> None:
    assert story.after["backfill"].state[part] == story.after["reprocess"].state[part]


def test_every_publisher_is_checked_as_of_the_date_of_the_run(story: Story) -> None:
    health = story.after["check_publishers"].rows["health"]
    assert health.total() >= len(EVERYBODY)
    assert all("datetime.datetime(2025, 3, 6, 6, 30, tzinfo" in row for row in health)


def test_the_digest_of_the_interval_is_put_into_the_outbox_once_a_rule(story: Story) -> None:
    with stores_of(story.installation) as stores, stores.ledger.read() as session:
        digests = [alert for alert in list_alerts(session, limit=MANY) if alert.kind == DIGEST]
        waiting = count_deliveries(session)
    assert returned(story, "daily_digest", "make_digests") == [len(digests)]
    assert len({alert.rule for alert in digests}) == len(digests) > 2
    assert {alert.at.astimezone(LONDON).time() for alert in digests} == {MORNING}
    # The interval ends in the morning to come, so that it is not yet time to send them.
    assert {waiting["console", "waiting"], waiting["file", "waiting"]} == {len(digests)}


def test_official_news_goes_through_to_the_delivered_alert(watched: Story) -> None:
    outcome, state = watched.outcomes["watch_official"], watched.after["watch_official"].state
    assert (outcome.status, outcome.state) == (0, "success")
    assert {task.task for task in outcome.tasks} == {"choose_publishers", "crawl", "process", "deliver", "any_answered"}
    assert outcome.states("crawl") == {"gov-albion": "success"}
    assert len(state["index"]) > 10
    assert len(state["sent"]) == len(state["alerts"]) > 0


def test_a_publisher_that_does_not_answer_turns_its_own_task_red_and_no_other(ill: Story) -> None:
    outcome = ill.outcomes["one ill"]
    assert outcome.states("crawl") == {SILENT: "failed", OTHER: "success"}
    assert (outcome.status, outcome.state) == (0, "success")
    assert [task.tries for task in outcome.tasks if task.name == SILENT] == [1]


def test_what_the_others_published_reaches_the_index(ill: Story) -> None:
    with stores_of(ill.installation) as stores:
        hits = stores.index.search(Query(limit=MANY)).hits
    assert {hit.entry.document.publisher for hit in hits} == {OTHER}


def test_an_alert_tells_of_the_publisher_that_does_not_answer(ill: Story) -> None:
    told = [title for _, title, kind in ill.after["one ill"].state["alerts"] if kind == "publisher"]
    assert len(told) == 1
    assert "Wold Courier" in told[0] or SILENT in told[0]


def test_where_no_publisher_answers_the_run_is_red(ill: Story) -> None:
    outcome = ill.outcomes["all ill"]
    assert (outcome.status, outcome.state) == (1, "failed")
    assert outcome.state_of("any_answered") == "upstream_failed"
    assert outcome.state_of("process.deliver") == "success"
