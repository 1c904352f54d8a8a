"""What the DAG files share: news to names, dates of a run, failures in the log."""

import logging
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowFailException

from clausewatch.errors import SettingsError
from clausewatch.ledger.alerts import record_alert
from clausewatch.ledger.deliveries import count_deliveries
from clausewatch.ledger.queue import Failure
from clausewatch.settings import load_settings
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import open_stores
from dags.shared.choosing import choose_publishers, read_news
from dags.shared.dates import read_time
from dags.shared.defaults import TASK_DEFAULTS
from dags.shared.feeds import SECONDS_VARIABLE, make_feeds_asset
from dags.shared.steps import SHOWN, deliver, tell
from dags.triggers.official import OfficialFeedTrigger


def event(*names: str) -> Any:
    """An event of an asset, as a task is given it."""
    return SimpleNamespace(extra={"from_trigger": True, "payload": {"publishers": list(names)}})


def test_the_news_of_several_events_are_named_once() -> None:
    assert read_news({"a": [event("gov-uk", "ofcom"), event("gov-uk")], "b": [event("ico")]}) == [
        "gov-uk",
        "ico",
        "ofcom",
    ]


def test_an_event_that_no_watcher_made_names_nobody() -> None:
    assert read_news({"a": [SimpleNamespace(extra={})]}) == []


def choose(kind: str, **context: Any) -> list[list[str]]:
    """The task's function by itself, on the shipped publishers."""
    chosen: list[list[str]] = choose_publishers.function(kind, **context)
    return chosen


def test_all_enabled_publishers_of_the_kind_are_chosen_and_those_of_a_site_stay_together() -> None:
    coverage, official = choose("coverage"), choose("official")
    assert ["bbc-news"] in coverage
    assert all(len(group) == 1 for group in coverage)
    assert ["hansard-commons", "hansard-lords"] in official
    assert not {name for group in coverage for name in group} & {name for group in official for name in group}


def test_the_parameters_come_before_the_news_and_the_news_before_everybody() -> None:
    news = {"asset": [event("ofcom", "ncsc")]}
    assert choose("official", triggering_asset_events=news, params={"publishers": ["ico"]}) == [["ico"]]
    assert choose("official", triggering_asset_events=news, params={"publishers": []}) == [["ncsc", "ofcom"]]


def test_a_publisher_that_does_not_exist_is_named() -> None:
    with pytest.raises(SettingsError, match="no publisher 'nobody'"):
        choose("coverage", params={"publishers": ["nobody"]})


def test_what_a_person_must_put_right_is_not_tried_again() -> None:
    policy = TASK_DEFAULTS["retry_policy"]
    assert policy.evaluate(SettingsError("wrong"), 1, 3).action.value == "fail"
    assert policy.evaluate(OSError("away"), 1, 3).action.value == "default"


def test_a_date_of_a_run_is_read_with_its_zone() -> None:
    assert read_time("2025-03-30T06:00:00+00:00", "logical_date") == datetime(2025, 3, 30, 6, tzinfo=UTC)


def test_a_run_without_a_date_is_told_how_to_get_one() -> None:
    with pytest.raises(AirflowFailException, match="no data_interval_start: trigger the DAG with a logical date"):
        read_time("", "data_interval_start")


def test_a_report_travels_as_counts_and_its_failures_go_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    failures = tuple(Failure(step="extract", subject=str(n), reason=f"page {n} is empty") for n in range(SHOWN + 5))
    with caplog.at_level(logging.WARNING):
        told = tell(StepReport(step="extract", claimed=200, done=95, failures=failures))
    assert told == {"step": "extract", "claimed": 200, "done": 95, "failed": SHOWN + 5}
    assert len(caplog.messages) == SHOWN
    assert caplog.messages[0] == "extract: page 0 is empty"


@pytest.mark.parametrize(
    ("foreign", "messages"), [(0, []), (3, ["annotate: 3 documents are in another language than English"])]
)
def test_documents_in_another_language_are_told_in_the_log(
    caplog: pytest.LogCaptureFixture, foreign: int, messages: list[str]
) -> None:
    with caplog.at_level(logging.INFO):
        tell(StepReport(step="annotate", claimed=9, done=9, foreign=foreign))
    assert caplog.messages == messages


def test_an_alert_that_a_channel_does_not_take_turns_the_delivery_red_and_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAUSEWATCH_DATA", str(tmp_path))
    monkeypatch.setenv("CLAUSEWATCH_WEBHOOK", "http://127.0.0.1:1/")
    with open_stores(load_settings()) as stores:
        with stores.ledger.begin() as session:
            facts: dict[str, Any] = {"rule": "r", "subject": "s", "kind": "statement", "title": "T", "payload": {}}
            record_alert(session, **facts, at=datetime(2025, 3, 4, tzinfo=UTC), channels=("webhook",))
        with pytest.raises(AirflowFailException, match=r"^alerts that were not taken and wait: 1; the first: webhook"):
            deliver.function()
        with stores.ledger.read() as session:
            assert count_deliveries(session) == {("webhook", "waiting"): 1}


@pytest.mark.parametrize("given", ["often", "0", "-1", "nan", "inf"])
def test_a_wrong_number_of_seconds_is_a_clear_error(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECONDS_VARIABLE, given)
    with pytest.raises(SettingsError, match=f"{SECONDS_VARIABLE}: '{given}' is no number of seconds from 1 to 86400"):
        make_feeds_asset()


@pytest.mark.parametrize(("given", "seconds"), [(None, 60.0), ("", 60.0), ("2", 2.0)])
def test_how_often_the_feeds_are_looked_at_comes_from_the_environment(
    given: str | None, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SECONDS_VARIABLE, raising=False)
    if given is not None:
        monkeypatch.setenv(SECONDS_VARIABLE, given)
    (watcher,) = make_feeds_asset().watchers
    assert isinstance(watcher.trigger, OfficialFeedTrigger)
    assert (watcher.trigger.interval, watcher.trigger.publishers) == (seconds, None)
