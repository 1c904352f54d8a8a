"""`clausewatch publishers` lists them, and `health` says how they are."""

import json
from datetime import timedelta

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.fetches import record_fetch
from clausewatch.ledger.health import Finding, record_crawl, record_findings
from clausewatch.models import RecordAddress
from clausewatch.settings import Settings
from clausewatch.steps.stores import open_stores
from tests.alerts.histories import DAY, MONDAY, morning
from tests.cli.shell import Shell, settings, shell

__all__ = ["settings", "shell"]

WHEN = f"{morning(MONDAY + 40 * DAY):%Y-%m-%dT%H:%M}"
QUIET = "no new page since 2025-03-07, on 5 working days"


def crawl(settings: Settings, publisher: str, active: int, reason: str | None = None) -> None:
    """A crawl a day for forty days, with a new page on each of the first days."""
    with open_stores(settings) as stores, stores.ledger.begin() as session:
        for day in range(40):
            at, run = morning(MONDAY + day * DAY) + timedelta(hours=4), f"r{day}"
            is_new = day < active and (MONDAY + day * DAY).weekday() < 5
            if is_new:
                record_fetch(
                    session,
                    publisher=publisher,
                    url=f"https://{publisher}.example/{day}",
                    status=200,
                    outcome="fresh",
                    fetched_at=at,
                    run=run,
                    address=RecordAddress(file="x.warc.gz", offset=0, length=9, sha256="ab" * 32),
                )
            told = reason if day == 39 else None
            times = {"started_at": at, "finished_at": at}
            result = CrawlResult(publisher=publisher, run=run, fresh=int(is_new), unchanged=20, reason=told, **times)
            record_crawl(session, result)


def test_without_a_subcommand_they_are_listed(shell: Shell) -> None:
    answer = shell("publishers")
    assert (answer.status, answer.err) == (0, "")
    assert any(line.startswith("bbc-news ") for line in answer.out.splitlines())
    assert json.loads(shell("publishers", "--format", "json").out.splitlines()[0])["addresses"]


def test_healthy_publishers_are_one_line_each(shell: Shell, settings: Settings) -> None:
    crawl(settings, "bbc-news", 40)
    answer = shell("publishers", "health", "bbc-news", "element", "--at", WHEN)
    assert (answer.status, answer.err) == (0, "")
    assert [line.split() for line in answer.out.splitlines()] == [
        ["bbc-news", "healthy"],
        ["element", "never", "crawled"],
    ]
    assert len(shell("publishers", "health").out.splitlines()) > 10


def test_an_ill_publisher_is_told_with_its_reasons_and_the_status_is_3(shell: Shell, settings: Settings) -> None:
    crawl(settings, "bbc-news", 33)
    crawl(settings, "element", 40, "no page was found")
    answer = shell("publishers", "health", "bbc-news", "element", "--at", WHEN)
    assert answer.status == 3
    quiet, failing = answer.out.splitlines()
    assert quiet.split(maxsplit=2) == ["bbc-news", "quiet", QUIET]
    assert failing.split(maxsplit=3) == ["element", "last", "crawl", "no page was found"]
    row = json.loads(shell("publishers", "health", "bbc-news", "--at", WHEN, "--format", "json").out)
    assert (row["publisher"], row["crawled"], row["last_crawl"]) == ("bbc-news", True, None)
    assert [(finding["kind"], finding["reason"]) for finding in row["findings"]] == [("quiet", QUIET)]


def test_the_judgement_is_of_the_time_asked_for_and_keeps_nothing(shell: Shell, settings: Settings) -> None:
    crawl(settings, "bbc-news", 33)
    assert shell("publishers", "health", "bbc-news", "--at", "2025-03-05").status == 0
    assert shell("publishers", "health", "bbc-news", "--at", WHEN).status == 3
    assert shell("status").status == 0


def test_the_status_tells_what_the_daily_check_found(shell: Shell, settings: Settings) -> None:
    crawl(settings, "bbc-news", 33)
    crawl(settings, "element", 40, "no page was found")
    with open_stores(settings) as stores, stores.ledger.begin() as session:
        for name in ("bbc-news", "element"):
            found = [Finding(kind="quiet", reason=QUIET, since=morning(MONDAY))]
            record_findings(session, name, found, morning(MONDAY))
    answer = shell("status")
    assert answer.status == 3
    assert answer.err.splitlines() == [
        f"bbc-news: unhealthy: {QUIET}",
        f"element: unhealthy: no page was found; {QUIET}",
    ]
    assert answer.out.splitlines()[1].endswith(QUIET)


def test_wrong_use_is_told(shell: Shell) -> None:
    answer = shell("publishers", "health", "gazette")
    assert answer.status == 2
    assert "no publisher 'gazette'" in answer.err
