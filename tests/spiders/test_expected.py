"""What is known of pages is looked up many at once, and never older than the last answer."""

from collections.abc import Iterable

import pytest

from clausewatch.errors import LedgerError
from clausewatch.ledger.fetches import Fetch
from spiders import expected
from spiders.expected import AT_ONCE, ExpectedPages
from tests.ledger.examples import NOON


class Known:
    """A ledger that counts how often it is asked."""

    def __init__(self, *urls: str) -> None:
        self.urls = set(urls)
        self.asked: list[list[str]] = []

    def find(self, urls: Iterable[str]) -> dict[str, Fetch]:
        self.asked.append(list(urls))
        return {url: make_fetch(url) for url in self.asked[-1] if url in self.urls}


def make_fetch(url: str) -> Fetch:
    return Fetch(id=1, publisher="gazette", url=url, status=200, outcome="fresh", fetched_at=NOON, page=True)


def expect(known: Known, urls: Iterable[str]) -> ExpectedPages:
    pages = ExpectedPages(known.find)
    for url in urls:
        pages.expect(url)
    return pages


def test_the_next_pages_are_looked_up_with_the_one_whose_turn_it_is() -> None:
    urls = [f"https://gazette.example/{number}" for number in range(2 * AT_ONCE + 1)]
    known = Known(*urls[::2])
    pages = expect(known, urls)
    assert [pages.take(url) for url in urls] == [None if n % 2 else make_fetch(url) for n, url in enumerate(urls)]
    assert [len(lot) for lot in known.asked] == [AT_ONCE, AT_ONCE, 1]


def test_a_page_that_nobody_expected_is_looked_up_by_itself() -> None:
    known = Known("a")
    assert expect(known, []).take("a") == make_fetch("a")
    assert known.asked == [["a"]]


def test_pages_may_come_in_another_order_than_they_were_expected_in() -> None:
    known = Known("c")
    pages = expect(known, "abc")
    assert [pages.take(url) for url in "cab"] == [make_fetch("c"), None, None]
    assert known.asked == [["c", "a", "b"]]


def test_a_page_that_was_answered_is_looked_up_anew() -> None:
    known = Known()
    pages = expect(known, "ab")
    assert pages.take("a") is None
    known.urls = {"a", "b"}
    pages.forget("b")
    assert pages.take("b") == make_fetch("b")
    assert pages.take("a") == make_fetch("a")


def test_a_page_that_was_answered_before_its_turn_is_not_looked_up_with_others() -> None:
    known = Known()
    pages = expect(known, "ab")
    pages.forget("b")
    pages.take("a")
    assert known.asked == [["a"]]


def test_what_was_found_does_not_hold_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Known()
    pages = expect(known, "ab")
    pages.take("a")
    known.urls = {"b"}
    monkeypatch.setattr(expected, "LONGEST", -1.0)
    assert pages.take("b") == make_fetch("b")


def test_a_ledger_that_cannot_be_read_is_told_and_asked_again() -> None:
    known = Known("a")
    pages = ExpectedPages(known.find)

    def fail(urls: Iterable[str]) -> dict[str, Fetch]:
        raise LedgerError(f"{list(urls)}: the disk is full")

    broken = ExpectedPages(fail)
    with pytest.raises(LedgerError, match="the disk is full"):
        broken.take("a")
    with pytest.raises(LedgerError, match="the disk is full"):
        broken.take("a")
    assert pages.take("a") == make_fetch("a")
