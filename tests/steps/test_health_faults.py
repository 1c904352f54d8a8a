"""What can go wrong with a publisher, from what its server answers to the alert and the line in the status."""

from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from clausewatch.archive.writer import ArchiveWriter
from clausewatch.cli.commands.status import command
from clausewatch.crawls import CrawlResult
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.fetches import record_fetch
from clausewatch.ledger.health import record_crawl
from clausewatch.ledger.queue import claim, finish
from clausewatch.models import Document, Publisher, RawResponse, RecordAddress
from clausewatch.steps.alert import alert_batch
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.health import check_publishers
from clausewatch.steps.report import repeat_until_done
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.histories import DAY, MONDAY, at_hour, days_from, morning
from tests.steps.publishing import make_settings, titles

DAYS = days_from(MONDAY, 42)
WELL, WELL_LIST = 35, 28
"""Days before anything is wrong, and before the list of one of them stands still."""
WORDS = "The founders of the island met in the old hall and spoke about the bells of the harbour until dusk. " * 6
BODIES = {
    "consent": "<html><body><p>Before you continue we need your consent to cookies. Accept all cookies.</p>"
    "</body></html>",
    "challenge": "<html><head><title>Just a moment...</title></head><body><p>Verify you are human by completing the "
    "security check below. Ray ID: 8f2</p></body></html>",
    "suspended": "<html><head><title>Account Suspended</title></head><body><p>This account has been suspended. Contact "
    "your hosting provider for more information.</p></body></html>",
    "empty": "",
}
TOLD = {
    "quiet": "no new page since 2025-03-07, on 5 working days",
    "low": "1 and 1 new pages on 2025-03-13 and 2025-03-14, usually 20",
    "high": "130 and 130 new pages on 2025-03-13 and 2025-03-14, usually 20",
    "fixed": "exactly 40 pages on each working day since 2025-03-03; it used to change",
    "level": "exactly 6 new pages on each of 20 working days since 2025-02-17: something cuts them off",
    "consent": "it is a consent page",
    "challenge": "it is a captcha page",
    "suspended": "it is a page that says the site is suspended",
    "empty": "the body is empty",
    "layout": "0% of the last 10 documents have an author, usually 100%",
    "future": "10 of the 10 documents of the last week are dated in the future, the newest 2026-03-14, seen 2025-03-14",
}
COUNTS = {"low": 20, "high": 20, "level": 6}
SICK_COUNTS = {"low": 1, "high": 130, "level": 6, "quiet": 0, "consent": 2, "challenge": 2, "suspended": 2, "empty": 2}
ADDRESS = RecordAddress(file="x.warc.gz", offset=0, length=9, sha256="ab" * 32)


def make_publisher(name: str) -> Publisher:
    return Publisher(name=name, title=name, kind="coverage", category="news", domains=(f"{name}.example",))


class Site(NamedTuple):
    """One publisher in the ledger."""

    stores: Stores
    name: str
    writer: ArchiveWriter

    def live(self) -> None:
        """Six weeks, of which the last is sick; nothing new comes at weekends."""
        for number, day in enumerate(DAYS):
            self._crawl(number, at_hour(day, 9), is_sick=number >= WELL, is_weekend=day.weekday() > 4)

    def _crawl(self, number: int, at: datetime, *, is_sick: bool, is_weekend: bool) -> None:
        new = SICK_COUNTS.get(self.name, 2) if is_sick else COUNTS.get(self.name, 2)
        if self.name == "level" and number < 14:
            new = 4 + number % 3
        if is_weekend:
            new = 0
        read: list[str] = []
        with self.stores.ledger.begin() as session:
            for place in range(new):
                url = f"https://{self.name}.example/{number}/{place}"
                facts: dict[str, Any] = {"publisher": self.name, "url": url, "status": 200, "outcome": "fresh"}
                address = self._archive(url, at, is_sick=is_sick) if self.name in BODIES else ADDRESS
                fetch = record_fetch(session, fetched_at=at, run=f"r{number}", address=address, **facts)
                if self.name not in BODIES:
                    save_version(session, self._document(url, at, is_sick=is_sick), fetch=fetch, seen_at=at)
                    read.append(str(fetch))
            if read:
                claim(session, "extract", 1000)
                finish(session, "extract", read)
            seen = 40 if self.name == "fixed" and number >= WELL_LIST else 200 + number * 5 % 7
            counts = {"fresh": new, "unchanged": max(0, seen - new)}
            times = {"started_at": at, "finished_at": at + timedelta(minutes=5)}
            record_crawl(
                session, CrawlResult.model_validate({"publisher": self.name, "run": f"r{number}"} | times | counts)
            )

    def _archive(self, url: str, at: datetime, *, is_sick: bool) -> RecordAddress:
        page = f"<html><head><title>{url}</title></head><body><article><p>{url} {WORDS}</p></article></body></html>"
        body = BODIES[self.name] if is_sick else page
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        return self.writer.write(RawResponse(url=url, status=200, headers=headers, body=body.encode(), fetched_at=at))

    def _document(self, url: str, at: datetime, *, is_sick: bool) -> Document:
        ahead = timedelta(days=365 if is_sick and self.name == "future" else 0)
        authors = () if is_sick and self.name == "layout" else ("Ada Moor",)
        dated: dict[str, Any] = {
            "published_at": at + ahead,
            "published_confidence": "high",
            "published_precision": "day",
        }
        return Document(
            url=url,
            title="Bells",
            text=f"{url} {WORDS}",
            publisher=self.name,
            kind="coverage",
            authors=authors,
            **dated,
        )


class Checked(NamedTuple):
    titles: list[str]
    status: int
    lines: dict[str, str]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    # Those whose bodies are read come last, so that nothing of theirs is claimed before.
    names = ("well", *sorted(TOLD, key=lambda name: name in BODIES))
    settings = make_settings(tmp_path_factory.mktemp("faults"))
    at = morning(DAYS[-1] + DAY)
    publishers = [make_publisher(name) for name in names]
    with open_stores(settings) as stores:
        with ExitStack() as stack:
            for name in names:
                writer = stack.enter_context(ArchiveWriter(settings.data / "archive", name, "20250228", "r1"))
                Site(stores, name, writer).live()
        repeat_until_done("extract", lambda: extract_batch(stores, publishers))
        check_publishers(stores, at, publishers)
        alert_batch(stores)
        told = titles(stores)
    environment = {"CLAUSEWATCH_DATA": str(settings.data), "CLAUSEWATCH_TARGETS": str(settings.targets)}
    answer = CliRunner().invoke(command, [], env=environment, standalone_mode=False)
    lines = {line.split()[0]: line for line in answer.stdout.splitlines() if line.split()}
    return Checked(told, answer.return_value, lines)


@pytest.mark.parametrize("name", TOLD)
def test_each_fault_is_an_alert_and_a_line_in_the_status(checked: Checked, name: str) -> None:
    (title,) = [title for title in checked.titles if title.startswith(f"{name} ")]
    assert title.startswith(f"{name} is unhealthy: ")
    assert TOLD[name] in title
    assert TOLD[name] in checked.lines[name]


def test_a_publisher_that_is_well_is_no_alert_and_healthy(checked: Checked) -> None:
    assert len(checked.titles) == len(TOLD)
    assert checked.lines["well"].endswith("  healthy")
    assert checked.status == 3
