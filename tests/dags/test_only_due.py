"""The hourly crawl leaves alone what is not due, says so in its log, and asks it where a person says `now`."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from airflow.sdk.exceptions import AirflowFailException

from clausewatch.ledger.polls import record_polls
from clausewatch.settings import load_settings
from clausewatch.steps.stores import open_stores
from dags.shared.steps import crawl
from spiders.polling import Look, learn
from spiders.run import list_spiders

NAME = "closed"
"""Nothing listens at its port: to ask it is to fail."""


@pytest.fixture(autouse=True)
def polled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A publisher whose only list was read a moment ago."""
    for name, value in {"DATA": tmp_path, "PUBLISHERS": "tests.spiders.sites", "ALLOW_LOOPBACK": "true"}.items():
        monkeypatch.setenv(f"CLAUSEWATCH_{name}", str(value))
    settings = load_settings()
    spider = next(spider for spider in list_spiders(settings) if spider.publisher.name == NAME)
    [request] = spider().ask_lists()
    poll = learn(None, Look(0, request.url, datetime.now(UTC) - timedelta(minutes=1), "digest"))
    assert poll is not None
    with open_stores(settings) as stores, stores.ledger.begin() as session:
        record_polls(session, NAME, [poll])


def test_a_publisher_of_which_nothing_is_due_is_not_asked_and_the_log_says_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO, "dags.shared.steps"):
        assert crawl.function([NAME], only_due=True, params={"now": False}) == {}
    assert "closed is not asked: no list is due before 20" in caplog.text


@pytest.mark.parametrize(
    ("only_due", "params"), [(True, {"now": True}), (False, {}), (False, None)], ids=["now", "news", "by hand"]
)
def test_otherwise_it_is_asked(only_due: bool, params: dict[str, bool] | None) -> None:
    with pytest.raises(AirflowFailException, match=r"closed: .*the connection was refused"):
        crawl.function([NAME], only_due=only_due, params=params)


def test_a_day_that_is_given_asks_it_too() -> None:
    with pytest.raises(AirflowFailException, match="the connection was refused"):
        crawl.function([NAME], "2025-03-04", only_due=True)
