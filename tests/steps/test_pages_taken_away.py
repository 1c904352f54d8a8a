"""Pages that a publisher takes away, with status 200, are withdrawn; they are no failures and make nobody ill."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.documents import iterate_documents
from clausewatch.ledger.fetches import record_fetch
from clausewatch.ledger.health import record_crawl
from clausewatch.ledger.history import has_failed_since, read_history
from clausewatch.models import RawResponse
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.health import judge
from clausewatch.steps.stores import Stores, open_stores
from tests.collected import make_settings
from tests.extract.answers import HTML, make_page, make_publisher

FIRST = datetime(2025, 3, 3, 9, tzinfo=UTC)
NEWS = make_publisher(minimum=0)
NOT_THERE = (
    "<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>Try a search.</p></body></html>"
)
CAPTCHA = "<html><body><p>Verify you are human by completing the security check below. Ray ID: 8f2</p></body></html>"
DAY = timedelta(days=1)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def crawl(stores: Stores, day: int, numbers: range, markup: str) -> list[str]:
    """What a crawl would leave of these pages, extracted; the failures that are told."""
    at, run = FIRST + day * DAY, f"r{day}"
    with stores.archive.writer("news", run) as writer:
        for number in numbers:
            url, body = f"https://news.example/{number}", markup.encode()
            response = RawResponse(url=url, status=200, headers=(("Content-Type", HTML),), body=body, fetched_at=at)
            address = writer.write(response)
            facts = {"publisher": "news", "url": url, "status": 200, "outcome": "fresh", "run": run}
            with stores.ledger.begin() as session:
                record_fetch(session, fetched_at=at, address=address, **facts)  # type: ignore[arg-type]
    with stores.ledger.begin() as session:
        record_crawl(session, CrawlResult(publisher="news", run=run, started_at=at, finished_at=at))
    return [failure.reason for failure in extract_batch(stores, [NEWS]).failures]


def find_no_yield(stores: Stores, day: int) -> list[str]:
    with stores.ledger.read() as session:
        found = judge(session, NEWS, FIRST + day * DAY)
    return [finding.reason for finding in found if "gave no document" in finding.reason]


def outcomes(stores: Stores, day: int) -> set[str | None]:
    with stores.ledger.read() as session:
        return {page.outcome for page in read_history(session, "news", FIRST + 9 * DAY).pages if page.at > eve_of(day)}


def eve_of(day: int) -> datetime:
    return FIRST + day * DAY - timedelta(hours=1)


def test_pages_that_were_taken_away_make_no_publisher_ill(stores: Stores) -> None:
    assert crawl(stores, 0, range(30), make_page()) == []
    for day in (1, 2):
        assert crawl(stores, day, range(10 * day, 10 * day + 9), NOT_THERE) == []
    with stores.ledger.read() as session:
        assert sum(document.withdrawn_at is not None for document in iterate_documents(session)) == 18
        assert not has_failed_since(session, "news", FIRST)
    assert outcomes(stores, 1) == {None}
    assert find_no_yield(stores, 3) == []


def test_a_captcha_in_their_place_does(stores: Stores) -> None:
    assert crawl(stores, 0, range(30), make_page()) == []
    for day in (1, 2):
        assert len(crawl(stores, day, range(10 * day, 10 * day + 9), CAPTCHA)) == 9
    with stores.ledger.read() as session:
        assert has_failed_since(session, "news", FIRST)
    assert outcomes(stores, 1) == {"failed"}
    assert len(find_no_yield(stores, 3)) == 1


def test_new_pages_that_are_not_there_are_failures_and_make_it_ill(stores: Stores) -> None:
    assert crawl(stores, 0, range(30), make_page()) == []
    for day in (1, 2):
        assert len(crawl(stores, day, range(100 * day, 100 * day + 9), NOT_THERE)) == 9
    assert outcomes(stores, 1) == {"failed"}
    assert len(find_no_yield(stores, 3)) == 1


def test_a_page_that_came_back_counts_again(stores: Stores) -> None:
    crawl(stores, 0, range(3), make_page())
    crawl(stores, 1, range(1), NOT_THERE)
    assert outcomes(stores, 1) == {None}
    crawl(stores, 2, range(1), make_page())
    assert outcomes(stores, 2) == {"done"}
