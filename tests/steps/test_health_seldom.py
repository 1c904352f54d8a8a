"""Publishers that are heard once a week or once a month: their silence, from the ledger to the alert and the status."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from clausewatch.cli.commands.status import command
from clausewatch.crawls import CrawlResult
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.fetches import record_fetch
from clausewatch.ledger.health import record_crawl
from clausewatch.ledger.queue import claim, finish
from clausewatch.models import Document
from clausewatch.steps.alert import alert_batch
from clausewatch.steps.health import check_publishers
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.histories import DAY, at_hour, days_from, morning
from tests.alerts.years import choose_issue_day, is_christmas
from tests.steps.publishing import make_settings, titles
from tests.steps.test_health_faults import ADDRESS, make_publisher

FIRST, STOP = date(2024, 1, 8), date(2025, 3, 24)
"""Fourteen months, in which there are a summer and two Easters, and the day from which all but one are silent."""
TOO_SOON, FOUND = STOP + 63 * DAY, STOP + 150 * DAY
LAST_ISSUE, LAST_THURSDAY = date(2025, 3, 10), date(2025, 3, 20)
SILENT = {"letter": LAST_ISSUE, "batch": LAST_ISSUE, "magazine": LAST_THURSDAY}
"""The day of the last page of each."""
PAGES = {"letter": 1, "batch": 12, "magazine": 6, "well": 12}


def is_release(name: str, day: date) -> bool:
    if name == "magazine":
        return day.weekday() == 3 and not is_christmas(day)
    return day == choose_issue_day(day) and day.month != 8


def count_new(name: str, day: date) -> int:
    is_silent = name in SILENT and day >= STOP
    return PAGES[name] if is_release(name, day) and not is_silent else 0


def bring(session: Session, name: str, day: date) -> list[str]:
    """The new pages of a day, and the crawl that brought them; the numbers of their fetches."""
    at, new, read = at_hour(day, 9), count_new(name, day), []
    for place in range(new):
        url = f"https://{name}.example/{day}/{place}"
        facts: dict[str, Any] = {"publisher": name, "url": url, "status": 200, "outcome": "fresh", "run": f"r{day}"}
        fetch = record_fetch(session, fetched_at=at, address=ADDRESS, **facts)
        dated = {"published_at": at, "published_confidence": "high", "published_precision": "day"}
        text = f"The founders met in the hall, {place}. " * 20
        document = {"url": url, "title": "Bells", "text": text, "publisher": name, "kind": "coverage"}
        save_version(session, Document.model_validate(document | dated), fetch=fetch, seen_at=at)
        read.append(str(fetch))
    counts = {"fresh": new, "unchanged": 40 - new + day.toordinal() * 7 % 11}
    times = {"started_at": at, "finished_at": at + timedelta(minutes=5)}
    record_crawl(session, CrawlResult.model_validate({"publisher": name, "run": f"r{day}"} | times | counts))
    return read


def live(stores: Stores, days: Iterable[date]) -> None:
    with stores.ledger.begin() as session:
        read = [number for day in days for name in PAGES for number in bring(session, name, day)]
        while claim(session, "extract", 1000):
            pass
        finish(session, "extract", read)


class Checked(NamedTuple):
    early: dict[str, str]
    titles: list[str]
    lines: dict[str, str]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """A check some weeks after the last page, and one some months after it."""
    settings = make_settings(tmp_path_factory.mktemp("seldom"))
    publishers = [make_publisher(name) for name in PAGES]
    with open_stores(settings) as stores:
        live(stores, days_from(FIRST, (TOO_SOON - FIRST).days))
        early = check_publishers(stores, morning(TOO_SOON), publishers)
        live(stores, days_from(TOO_SOON, (FOUND - TOO_SOON).days))
        check_publishers(stores, morning(FOUND), publishers)
        alert_batch(stores)
        told = titles(stores)
    environment = {"CLAUSEWATCH_DATA": str(settings.data), "CLAUSEWATCH_TARGETS": str(settings.targets)}
    answer = CliRunner().invoke(command, [], env=environment, standalone_mode=False)
    lines = {line.split()[0]: line for line in answer.stdout.splitlines() if line.split()}
    return Checked({failure.subject: failure.reason for failure in early.failures}, told, lines)


@pytest.mark.parametrize("name", SILENT)
def test_a_silence_is_an_alert_and_a_line_in_the_status(checked: Checked, name: str) -> None:
    told = f"no new page since {SILENT[name]}, on "
    [title] = [title for title in checked.titles if title.startswith(f"{name} ")]
    assert title.startswith(f"{name} is unhealthy: {told}")
    assert told in checked.lines[name]


def test_who_still_publishes_once_a_month_is_healthy_and_no_alert(checked: Checked) -> None:
    assert len(checked.titles) == len(SILENT)
    assert checked.lines["well"].endswith("  healthy")


def test_some_weeks_of_silence_are_none_for_one_that_is_heard_once_a_month(checked: Checked) -> None:
    """They are for one that is heard each week."""
    assert set(checked.early) == {"magazine"}
