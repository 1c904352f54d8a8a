"""What the ledger says of a publisher's last weeks, on both databases."""

from typing import Any

from sqlalchemy.orm import Session

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.documents import save_version, withdraw
from clausewatch.ledger.health import Finding, record_crawl
from clausewatch.ledger.history import History, has_failed_since, read_history
from clausewatch.ledger.queue import claim, fail, finish
from tests.ledger.examples import DAY, HOUR, NOON, fetch_page, make_document

URLS = [f"https://harbour.example/{number}" for number in range(4)]


def crawl(session: Session, run: str, day: int, reason: str | None = None) -> None:
    at = NOON + day * DAY + HOUR
    record_crawl(
        session, CrawlResult(publisher="harbour", run=run, started_at=at, finished_at=at, fresh=2, reason=reason)
    )


def fetch(session: Session, number: int, day: int, run: str, **changes: object) -> int:
    return fetch_page(session, URLS[number], NOON + day * DAY, run=run, **changes)


def read(session: Session, day: int = 30, **facts: Any) -> History:
    return read_history(session, "harbour", NOON + day * DAY, **facts)


def test_a_publisher_without_a_past_has_an_empty_history(session: Session) -> None:
    assert read(session) == History(publisher="harbour")


def test_pages_are_new_once_and_a_later_body_is_a_change(session: Session) -> None:
    for day, run in ((1, "a"), (2, "b")):
        fetch(session, 0, day, run)
        crawl(session, run, day)
    fetch(session, 1, 2, "b")
    assert [page.is_new for page in read(session).pages] == [True, False, True]


def test_only_pages_that_came_in_a_recorded_crawl_count(session: Session) -> None:
    crawl(session, "a", 1)
    fetch(session, 0, 1, "a")
    fetch(session, 1, 1, "handed-in")
    fetch(session, 2, 1, "a", page=False)
    fetch(session, 3, 1, "a", outcome="failed", address=None, status=500)
    fetch_page(session, "https://courier.example/", NOON + DAY, run="a", publisher="courier")
    assert [page.at for page in read(session).pages] == [NOON + DAY]


def test_what_came_of_each_page_is_told(session: Session) -> None:
    crawl(session, "a", 1)
    numbers = [fetch(session, number, 1, "a") for number in range(3)]
    claim(session, "extract", 2)
    finish(session, "extract", [str(numbers[0])])
    fail(session, "extract", str(numbers[1]), "no text")
    told = [(page.outcome, page.reason) for page in read(session).pages]
    assert told == [("done", None), ("failed", "no text"), (None, None)]


def test_that_a_page_was_withdrawn_is_no_failure_until_it_comes_back(session: Session) -> None:
    crawl(session, "a", 1)
    known = fetch(session, 0, 1, "a")
    save_version(session, make_document(url=URLS[0]), fetch=known, seen_at=NOON + DAY)
    crawl(session, "b", 2)
    subjects = [str(fetch(session, number, 2, "b")) for number in range(2)]
    claim(session, "extract", 3)
    finish(session, "extract", [str(known)])
    for subject in subjects:
        fail(session, "extract", subject, "it is not there")
    since = NOON + DAY + HOUR
    assert [page.outcome for page in read(session).pages] == ["done", "failed", "failed"]
    withdraw(session, URLS[0], NOON + 2 * DAY)
    assert [page.outcome for page in read(session).pages] == ["done", None, "failed"]
    assert has_failed_since(session, "harbour", since)
    save_version(session, make_document(url=URLS[1]), fetch=int(subjects[1]), seen_at=NOON + 2 * DAY)
    withdraw(session, URLS[1], NOON + 2 * DAY)
    assert not has_failed_since(session, "harbour", since)
    save_version(session, make_document(url=URLS[0]), fetch=known, seen_at=NOON + 3 * DAY)
    assert [page.outcome for page in read(session).pages] == ["done", "failed", None]


def test_the_facts_of_each_version_are_read(session: Session) -> None:
    crawl(session, "a", 1)
    number = fetch(session, 0, 1, "a")
    facts = {"published_at": NOON, "published_confidence": "high", "authors": ("Ada Moor",), "url": URLS[0]}
    save_version(session, make_document("x" * 80, **facts), fetch=number, seen_at=NOON + DAY)
    save_version(session, make_document(url=URLS[1]), fetch=None, seen_at=NOON + DAY)
    (version,) = read(session).versions
    assert (version.at, version.published_at, version.published_confidence) == (NOON + DAY, NOON, "high")
    assert (version.has_author, version.length) == (True, 80)


def test_nothing_later_than_the_time_asked_for_is_told(session: Session) -> None:
    for day, run in ((1, "a"), (5, "b")):
        fetch(session, day % 4, day, run)
        crawl(session, run, day)
    history = read(session, 3)
    assert ([crawl.run for crawl in history.crawls], len(history.pages)) == (["a"], 1)


def test_the_weeks_are_those_before_the_last_new_page_or_the_oldest_finding(session: Session) -> None:
    for day, run in ((0, "a"), (20, "b"), (34, "c"), (450, "d")):
        crawl(session, run, day)
    assert [crawl.run for crawl in read(session, 460).crawls] == ["c", "d"]
    fetch(session, 0, 445, "c")
    assert [crawl.run for crawl in read(session, 460).crawls] == ["b", "c", "d"]
    known = Finding(kind="quiet", reason="none", since=NOON + 425 * DAY)
    history = read(session, 460, known=[known])
    assert [crawl.run for crawl in history.crawls] == ["a", "b", "c", "d"]
    assert history.known == (known,)


def fetch_many(session: Session, day: int, number: int) -> None:
    """New pages of one day, and the crawl that brought them."""
    for place in range(number):
        url = f"https://harbour.example/{day}/{place}"
        fetch_page(session, url, NOON + day * DAY, run=f"r{day}")
    crawl(session, f"r{day}", day)


def fetch_days(session: Session, first: int, number: int, every: int) -> list[int]:
    days = [first + place * every for place in range(number)]
    for day in days:
        fetch_many(session, day, 1)
    return days


def days_read(session: Session, day: int) -> list[int]:
    return sorted({(page.at - NOON).days for page in read(session, day).pages})


def test_of_a_publisher_that_is_seldom_heard_half_a_year_is_read(session: Session) -> None:
    weekdays = fetch_days(session, 1, 3, 4) + fetch_days(session, 60, 40, 3)
    assert days_read(session, 178) == weekdays
    fetch_many(session, 197, 1)
    assert days_read(session, 198) == [day for day in weekdays if day > 5] + [197]


def test_of_one_that_is_heard_about_once_a_month_fourteen_months_are_read(session: Session) -> None:
    for day in (1, 30, 200, 430):
        fetch_many(session, day, 1)
    assert days_read(session, 431) == [30, 200, 430]
    assert len(read(session, 431).crawls) == 3
    # Still silent later, the time before the last page is told all the same.
    assert days_read(session, 560) == [30, 200, 430]


def test_many_pages_of_one_day_are_one_day(session: Session) -> None:
    for day in (1, 30, 200, 430):
        fetch_many(session, day, 45)
    assert days_read(session, 431) == [30, 200, 430]
    assert len(read(session, 431).pages) == 3 * 45


def test_of_one_that_is_often_heard_five_weeks_are_read(session: Session) -> None:
    fetch_many(session, 60, 1)
    days = fetch_days(session, 70, 17, 2)
    assert days_read(session, 103) == days
    # With a day less the four weeks before the last may be too few.
    assert days_read(session, 100) == [60, *days[:-2]]
