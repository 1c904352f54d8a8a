"""The daily check on a real ledger: what begins and what is over is told once, whatever the crawls say meanwhile."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.events import list_events
from clausewatch.ledger.fetches import record_fetch
from clausewatch.ledger.health import read_findings, record_crawl
from clausewatch.ledger.queue import claim, fail, finish
from clausewatch.models import Publisher, RecordAddress
from clausewatch.steps.alert import alert_batch
from clausewatch.steps.health import check_crawled, check_publishers, judge_crawled
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.histories import DAY, MONDAY, morning
from tests.steps.publishing import make_settings, titles

COURIER = Publisher(name="courier", title="Courier", kind="coverage", category="news", domains=("courier.example",))
HARBOUR = COURIER.model_copy(update={"name": "harbour"})


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def crawl(stores: Stores, at: datetime, pages: int, reason: str | None = None, publisher: str = "courier") -> None:
    """A crawl that brings new pages."""
    run = f"r{at.isoformat()}"
    result = CrawlResult(publisher=publisher, run=run, started_at=at, finished_at=at, fresh=pages, reason=reason)
    with stores.ledger.begin() as session:
        for number in range(pages):
            url = f"https://{publisher}.example/{run}/{number}"
            address = RecordAddress(file="x.warc.gz", offset=0, length=9, sha256="ab" * 32)
            facts = {"publisher": publisher, "url": url, "status": 200, "outcome": "fresh", "run": run}
            record_fetch(session, fetched_at=at, address=address, **facts)  # type: ignore[arg-type]
        record_crawl(session, result)


def crawl_days(stores: Stores, first: int, last: int, pages: int) -> None:
    """Three crawls a day; the new pages come with the first."""
    for day in range(first, last):
        for hour in (2, 8, 14):
            crawl(stores, morning(MONDAY + day * DAY) + timedelta(hours=hour), pages if hour == 2 else 0)


def check(stores: Stores, day: int, *publishers: Publisher) -> dict[str, str]:
    report = check_publishers(stores, morning(MONDAY + day * DAY), publishers or (COURIER,))
    assert (report.step, report.claimed, report.done) == (
        "health",
        len(publishers) or 1,
        report.claimed - len(report.failures),
    )
    return {failure.subject: failure.reason for failure in report.failures}


def happened(stores: Stores) -> list[str]:
    with stores.ledger.read() as session:
        return [event.kind for event in reversed(list_events(session))]


def test_a_quiet_publisher_is_told_once_and_its_return_once(stores: Stores) -> None:
    crawl_days(stores, 0, 28, 3)
    told = []
    for day in range(28, 42):
        crawl_days(stores, day, day + 1, 3 if day >= 39 else 0)
        told.append(bool(check(stores, day + 1)))
        alert_batch(stores)
    assert told == [False] * 3 + [True] * 8 + [False] * 3
    assert happened(stores) == ["unhealthy", "recovered"]
    assert titles(stores) == [
        "courier has recovered",
        "courier is unhealthy: no new page since 2025-03-02, on 4 working days",
    ]


def test_a_check_for_the_same_time_and_one_for_an_earlier_add_nothing(stores: Stores) -> None:
    crawl_days(stores, 0, 28, 3)
    crawl_days(stores, 28, 40, 0)
    first = check(stores, 38)
    assert check(stores, 38) == first != {}
    assert check(stores, 30) == {}
    assert check(stores, 36) == {}
    assert happened(stores) == ["unhealthy"]


def test_crawls_that_fail_now_and_then_do_not_say_that_a_quiet_publisher_has_recovered(stores: Stores) -> None:
    crawl_days(stores, 0, 28, 3)
    crawl_days(stores, 28, 34, 0)
    check(stores, 34)
    for day in range(34, 38):
        crawl(stores, morning(MONDAY + day * DAY), 0, "no page was found" if day == 35 else None)
        check(stores, day + 1)
    assert happened(stores) == ["unhealthy", "unhealthy"]
    crawl_days(stores, 38, 39, 5)
    check(stores, 39)
    crawl_days(stores, 39, 40, 5)
    assert happened(stores) == ["unhealthy", "unhealthy", "recovered"]


def test_a_publisher_whose_crawls_fail_is_told_by_its_crawl_alone(stores: Stores) -> None:
    crawl_days(stores, 0, 28, 3)
    for day in range(28, 40):
        crawl(stores, morning(MONDAY + day * DAY), 0, "no page was found")
        assert check(stores, day + 1) == {}
    crawl_days(stores, 40, 41, 40)
    assert check(stores, 41) == {}
    assert happened(stores) == ["unhealthy", "recovered"]


def test_those_that_could_not_be_reached_are_counted_apart_unless_they_have_a_finding(stores: Stores) -> None:
    crawl_days(stores, 0, 28, 3)
    crawl_days(stores, 28, 36, 0)
    at = morning(MONDAY + 36 * DAY)
    last, away = at - timedelta(hours=1), {"reason": "no answer", "unreachable": True}
    isle, lamp = (COURIER.model_copy(update={"name": name}) for name in ("isle", "lamp"))
    with stores.ledger.begin() as session:
        for name, facts in (
            ("courier", away),
            ("harbour", away),
            ("isle", away | {"unreachable": False}),
            ("lamp", {}),
        ):
            times = {"started_at": last, "finished_at": last}
            record_crawl(session, CrawlResult.model_validate({"publisher": name, "run": "r", **times, **facts}))
    report = check_publishers(stores, at, (COURIER, HARBOUR, isle, lamp))
    assert [failure.subject for failure in report.failures] == ["courier"]
    assert (report.claimed, report.done, report.unreachable) == (4, 2, 1)
    before = check_publishers(stores, last, (COURIER, HARBOUR, isle, lamp))
    assert before.unreachable == 0


def test_each_publisher_is_judged_by_itself_and_who_is_no_longer_watched_is_forgotten(stores: Stores) -> None:
    crawl_days(stores, 0, 28, 3)
    crawl_days(stores, 28, 36, 0)
    crawl(stores, morning(MONDAY), 3, publisher="harbour")
    assert set(check(stores, 36, COURIER, HARBOUR)) == {"courier"}
    assert check(stores, 37, HARBOUR) == {}
    with stores.ledger.read() as session:
        assert read_findings(session) == {}
    assert happened(stores) == ["unhealthy"]


def test_without_names_the_enabled_publishers_are_checked(stores: Stores) -> None:
    report = check_publishers(stores, morning(MONDAY))
    assert report.claimed == report.done > 10
    assert happened(stores) == []


def extract_all(stores: Stores, reason: str | None) -> None:
    """Extraction makes a document of each page, or nothing of any."""
    with stores.ledger.begin() as session:
        subjects = claim(session, "extract", 999)
        if reason is None:
            finish(session, "extract", subjects)
        for subject in subjects if reason else ():
            fail(session, "extract", subject, f"courier: https://courier.example/: {reason}")


def crawl_and_check(stores: Stores, hour: float, reason: str | None = None) -> tuple[int, list[str]]:
    """A crawl some hours after the beginning; how many publishers the check after it judged, and what it says."""
    at = morning(MONDAY) + timedelta(hours=hour)
    crawl(stores, at, 3)
    extract_all(stores, reason)
    report = check_crawled(stores, at + timedelta(minutes=1), (COURIER,))
    assert report.claimed == report.done + len(report.failures)
    return report.claimed, [failure.reason for failure in report.failures]


def test_after_crawls_a_publisher_is_judged_once_a_day(stores: Stores) -> None:
    judged = [crawl_and_check(stores, hour)[0] for hour in (0, 1, 12, 19.9, 20.1, 30, 41)]
    assert judged == [1, 0, 0, 0, 1, 0, 1]
    assert happened(stores) == []


def test_a_site_that_is_suspended_is_told_after_the_very_crawl_and_so_is_its_return(stores: Stores) -> None:
    suspended = "implausible body: it is a page that says the site is suspended"
    told = f"courier: the last 3 pages gave no document; the newest: courier: https://courier.example/: {suspended}"
    assert crawl_and_check(stores, 0) == (1, [])
    assert crawl_and_check(stores, 1, suspended) == (1, [told])
    assert crawl_and_check(stores, 2, suspended)[0] == 1
    assert crawl_and_check(stores, 3) == (1, [])
    assert happened(stores) == ["unhealthy", "recovered"]
    # Nothing failed since: the next look is tomorrow's.
    assert crawl_and_check(stores, 4) == (0, [])


def test_pages_that_gave_nothing_before_the_last_check_are_no_reason_for_another(stores: Stores) -> None:
    assert crawl_and_check(stores, 0) == (1, [])
    assert crawl_and_check(stores, 1, "implausible body: 5 words are no article") == (1, [])
    assert crawl_and_check(stores, 2) == (0, [])


def test_a_check_after_a_crawl_forgets_no_finding_of_others(stores: Stores) -> None:
    crawl_days(stores, 0, 28, 3)
    crawl_days(stores, 28, 36, 0)
    assert set(check(stores, 36)) == {"courier"}
    report = check_crawled(stores, morning(MONDAY + 37 * DAY), (HARBOUR,))
    assert (report.claimed, report.failures) == (1, ())
    with stores.ledger.read() as session:
        assert set(read_findings(session)) == {"courier"}
    assert check_crawled(stores, morning(MONDAY + 37 * DAY), ()).claimed == 0


def test_what_is_found_after_a_crawl_is_alerted_at_once_and_told_beside_the_steps_before(stores: Stores) -> None:
    reports = [StepReport(step="index", claimed=2, done=2), StepReport(step="alert", claimed=2, done=2)]
    at = morning(MONDAY)
    crawl(stores, at, 3)
    extract_all(stores, None)
    well = judge_crawled(stores, at, (COURIER,), reports)
    assert well == [*reports, StepReport(step="health", claimed=1, done=1)]
    assert judge_crawled(stores, at + timedelta(hours=1), (COURIER,), reports) == reports
    crawl(stores, at + timedelta(hours=2), 3)
    extract_all(stores, "implausible body: it is a page that says the site is suspended")
    index, alert, health = judge_crawled(stores, at + timedelta(hours=3), (COURIER,), reports)
    assert (index, alert) == (reports[0], StepReport(step="alert", claimed=3, done=3))
    assert (health.claimed, health.done, [failure.subject for failure in health.failures]) == (1, 0, ["courier"])
    assert [title.partition(":")[0] for title in titles(stores)] == ["courier is unhealthy"]
