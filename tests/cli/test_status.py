"""`clausewatch status` says how publishers, ledger and index are."""

from datetime import UTC, datetime
from typing import Any

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.alerts import record_alert
from clausewatch.ledger.events import CUT, NOTICE, PASSING, UNANNOUNCED, Event, EventKind, record_event
from clausewatch.ledger.health import record_crawl
from clausewatch.ledger.queue import claim, enqueue, fail
from clausewatch.ledger.spent import add_spent
from clausewatch.settings import Settings
from clausewatch.steps.stores import open_stores
from tests.cli.shell import Shell, settings, shell
from tests.collected import collect

__all__ = ["settings", "shell"]

NOON = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)


def record(settings: Settings, publisher: str, **counts: Any) -> None:
    result = CrawlResult(publisher=publisher, run="r1", started_at=NOON, finished_at=NOON, **counts)
    with open_stores(settings) as stores, stores.ledger.begin() as session:
        record_crawl(session, result)


def test_a_new_folder_says_what_to_do(shell: Shell) -> None:
    answer = shell("status")
    assert (answer.status, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == "No publisher was crawled yet: clausewatch run"
    assert "extract    nothing yet" in lines
    assert "deliveries nothing yet" in lines
    assert "index      0 statements" in lines


def test_healthy_publishers_are_shown_with_their_counts(shell: Shell, settings: Settings) -> None:
    record(settings, "harbour-post", fresh=7, unchanged=12, gone=1, failed=2, requests=40, not_modified=12)
    record(settings, "byte-weekly", fresh=1)
    with open_stores(settings) as stores, stores.ledger.begin() as session:
        add_spent(session, "harbour-post", datetime.now(UTC).date(), 17)
    answer = shell("status")
    assert (answer.status, answer.err) == (0, "")
    head, first, second = answer.out.splitlines()[:3]
    assert head.split() == ["publisher", "last", "crawl", "new", "same", "gone", "failed", "304", "today", "health"]
    assert first.split() == ["byte-weekly", "2024-03-05", "12:00Z", "1", "0", "0", "0", "0/0", "0", "healthy"]
    assert second.split() == ["harbour-post", "2024-03-05", "12:00Z", "7", "12", "1", "2", "12/40", "17", "healthy"]
    assert len({len(line[: line.rindex("heal")]) for line in (head, first, second)}) == 1


def test_what_was_left_out_is_told_with_its_reason(shell: Shell, settings: Settings) -> None:
    record(settings, "harbour-post", fresh=3, reserved={"tdmrep.json": 2, "noai in a meta": 1}, not_due=1, over_day=4)
    [told] = [line.strip() for line in shell("status").out.splitlines() if "reserved" in line]
    assert told == (
        "3 left out as their rights are reserved (1 by noai in a meta, 2 by tdmrep.json), 1 list not due, "
        "the requests of the day are spent"
    )


def test_what_robots_txt_forbids_is_told_apart_from_what_it_could_not_be_asked_about(
    shell: Shell, settings: Settings
) -> None:
    record(settings, "harbour-post", fresh=3, disallowed=4)
    record(settings, "byte-weekly", fresh=1, robots_unreadable=5)
    told = [line.strip() for line in shell("status").out.splitlines() if "robots.txt" in line]
    assert told == ["5 not asked as robots.txt could not be read", "4 forbidden by robots.txt"]


def test_an_unhealthy_publisher_is_named_and_the_status_is_3(shell: Shell, settings: Settings) -> None:
    record(settings, "harbour-post", fresh=3)
    record(settings, "byte-weekly", reason="nothing found, at least 5 pages expected")
    answer = shell("status")
    assert answer.status == 3
    assert answer.err == "byte-weekly: unhealthy: nothing found, at least 5 pages expected\n"
    assert "nothing found, at least 5 pages expected" in answer.out.splitlines()[1]


def test_the_work_and_what_the_index_holds_are_counted(shell: Shell, settings: Settings) -> None:
    collect(settings)
    lines = shell("status").out.splitlines()
    assert "annotate   3 waiting" in lines
    assert "index      3 done" in lines
    assert "alert      3 waiting" in lines
    assert "index      4 statements" in lines


def test_deliveries_are_counted_by_channel(shell: Shell, settings: Settings) -> None:
    with open_stores(settings) as stores, stores.ledger.begin() as session:
        facts: dict[str, Any] = {"rule": "r", "kind": "statement", "title": "t", "payload": {}, "at": NOON}
        for subject in ("a", "b"):
            record_alert(session, subject=subject, channels=("console",), **facts)
    assert "deliveries console: 2 waiting" in shell("status").out.splitlines()


def test_failures_are_told_and_the_rest_is_counted(shell: Shell, settings: Settings) -> None:
    with open_stores(settings) as stores, stores.ledger.begin() as session:
        for number in range(1013):
            enqueue(session, "extract", str(number))
        for subject in claim(session, "extract", 2000):
            fail(session, "extract", subject, f"harbour-post: page {subject}: no text")
    lines = shell("status").out.splitlines()
    assert "extract    1013 failed" in lines
    assert sum(line.startswith("failed     extract: harbour-post: page ") for line in lines) == 10
    assert lines[-1] == "           and 1003 more"


def test_the_status_can_be_read_while_somebody_writes(shell: Shell, settings: Settings) -> None:
    with open_stores(settings) as stores, stores.ledger.begin():
        assert shell("status").status == 0


def happen(settings: Settings, *happened: tuple[EventKind, str | None], at: datetime | None = None) -> None:
    with open_stores(settings) as stores, stores.ledger.begin() as session:
        for number, (kind, reason) in enumerate(happened):
            facts = {"kind": kind, "at": at or datetime.now(UTC), "publisher": "harbour", "document": str(number)}
            record_event(session, Event.model_validate(facts | {"reason": reason}))


def test_what_happened_to_pages_in_the_last_days_is_counted_by_kind(shell: Shell, settings: Settings) -> None:
    assert "pages      in the last 7 days: no change" in shell("status").out.splitlines()
    happen(
        settings,
        ("revised", None),
        ("revised", UNANNOUNCED),
        ("revised", PASSING),
        ("withdrawn", NOTICE),
        ("withdrawn", "HTTP 404"),
        ("withdrawn", "HTTP 404"),
        ("withdrawn", "HTTP 410"),
        ("returned", None),
        ("paywalled", CUT),
        ("reopened", None),
    )
    happen(settings, ("revised", None), at=NOON)
    (line,) = [line for line in shell("status").out.splitlines() if line.startswith("pages ")]
    assert line == (
        "pages      in the last 7 days: 2 changed (1 without saying so), 1 withdrawn by a notice, 2 gone (HTTP 404), "
        "1 gone (HTTP 410), 1 back again, 1 put behind a paywall, 1 taken out from behind one, "
        "1 read otherwise for a moment only"
    )


def test_wrong_use_is_told(shell: Shell) -> None:
    assert shell("status", "extra").status == 2
