"""An outage of our own network on a real ledger: one alert when it begins and one at its end, whatever the batches."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.health import record_crawl
from clausewatch.steps.alert import alert_batch
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.builders import NOON
from tests.steps.publishing import make_settings, titles

NAMES = ("courier", "gazette", "harbour", "island", "ledger", "post")
HOUR = timedelta(hours=1)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def crawl(stores: Stores, hour: int, reason: str | None, *, away: bool, names: tuple[str, ...] = NAMES) -> None:
    at = NOON + hour * HOUR
    with stores.ledger.begin() as session:
        for name in names:
            times = {"started_at": at, "finished_at": at}
            facts = {"publisher": name, "run": f"r{hour}", "reason": reason, "unreachable": away}
            record_crawl(session, CrawlResult.model_validate(facts | times))


def tell(stores: Stores, limit: int) -> None:
    while alert_batch(stores, limit).claimed:
        pass


@pytest.mark.parametrize("limit", [1, 4, 64])
def test_an_outage_is_one_alert_and_its_end_another_whatever_a_batch_takes(stores: Stores, limit: int) -> None:
    crawl(stores, 0, None, away=False)
    crawl(stores, 1, "no answer", away=True)
    tell(stores, limit)
    since = f"since {NOON + HOUR:%Y-%m-%d %H:%MZ}"
    begun = f"6 publishers could not be reached {since}: is the network down?"
    assert titles(stores) == [begun]
    crawl(stores, 2, "no answer", away=True, names=("quill",))
    tell(stores, limit)
    crawl(stores, 3, None, away=False)
    tell(stores, limit)
    assert titles(stores) == [begun, f"publishers can be reached again, which could not be {since}"]


def test_those_that_answer_with_a_fault_are_each_told(stores: Stores) -> None:
    crawl(stores, 1, "/feed.xml: HTTP 500", away=False)
    tell(stores, 64)
    assert titles(stores) == [f"{name} is unhealthy: /feed.xml: HTTP 500" for name in NAMES]
