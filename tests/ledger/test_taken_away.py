"""Pages that say that they are gone are counted as gone, in the crawl that brought them and in no other."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.queue import claim, enqueue, fail, finish
from clausewatch.ledger.taken_away import count_as_gone
from tests.ledger.examples import DAY, HOUR, NOON, fetch_page

WHY = "harbour: it says that it is not there"


def make_crawl(run: str, at: datetime, **counts: Any) -> CrawlResult:
    return CrawlResult(publisher="harbour", run=run, started_at=at - HOUR, finished_at=at + HOUR, **counts)


def fetch_some(session: Session, number: int, run: str, at: datetime) -> list[str]:
    urls = [f"https://harbour.example/{each}" for each in range(number)]
    numbers = [str(fetch_page(session, url, at=at, run=run)) for url in urls]
    claim(session, "extract", number)
    return numbers


def test_pages_that_say_so_move_from_new_to_gone(session: Session) -> None:
    pages = fetch_some(session, 4, "r1", NOON)
    finish(session, "extract", pages[:2])
    finish(session, "extract", pages[2:3], WHY)
    fail(session, "extract", pages[3], "the body is empty")
    [counted] = count_as_gone(session, [make_crawl("r1", NOON, fresh=4, gone=1)])
    assert (counted.fresh, counted.gone) == (3, 2)


def test_a_crawl_whose_pages_are_all_there_is_as_it_was(session: Session) -> None:
    finish(session, "extract", fetch_some(session, 3, "r1", NOON))
    crawl = make_crawl("r1", NOON, fresh=3)
    assert count_as_gone(session, [crawl]) == [crawl]


def test_each_crawl_counts_its_own_pages(session: Session) -> None:
    finish(session, "extract", fetch_some(session, 2, "r1", NOON))
    finish(session, "extract", fetch_some(session, 2, "r2", NOON + DAY), WHY)
    crawls = [make_crawl("r1", NOON, fresh=2), make_crawl("r2", NOON + DAY, fresh=2)]
    assert [(each.fresh, each.gone) for each in count_as_gone(session, crawls)] == [(2, 0), (0, 2)]


def test_a_page_that_is_read_anew_and_is_there_counts_as_new_again(session: Session) -> None:
    pages = fetch_some(session, 1, "r1", NOON)
    finish(session, "extract", pages, WHY)
    enqueue(session, "extract", pages[0])
    claim(session, "extract", 1)
    finish(session, "extract", pages)
    [counted] = count_as_gone(session, [make_crawl("r1", NOON, fresh=1)])
    assert (counted.fresh, counted.gone) == (1, 0)
