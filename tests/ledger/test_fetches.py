"""What was asked and answered, and what is needed to ask again."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError
from clausewatch.ledger.fetches import find_fetches, latest_fetch, read_fetch, urls_long_known, urls_to_revisit
from clausewatch.ledger.queue import claim
from tests.ledger.examples import DAY, HOUR, NOON, URL, fetch_gone, fetch_page, make_address, waiting

LATER = NOON + 7 * DAY
FAILED: dict[str, Any] = {"status": 503, "outcome": "failed", "reason": "HTTP 503", "address": None}
UNCHANGED: dict[str, Any] = {"status": 304, "outcome": "unchanged", "address": None}


def test_an_answer_comes_back_as_it_was_recorded(session: Session) -> None:
    number = fetch_page(session, etag='W/"a\x00b"', last_modified="Tue, 05 Mar 2024 12:00:00 GMT")
    found = read_fetch(session, number)
    assert (found.id, found.publisher, found.url, found.status) == (number, "harbour", URL, 200)
    assert (found.outcome, found.fetched_at, found.page, found.reason) == ("fresh", NOON, True, None)
    assert (found.etag, found.last_modified) == ('W/"a\ufffdb"', "Tue, 05 Mar 2024 12:00:00 GMT")
    assert found.address == make_address()


def test_a_fresh_page_waits_to_be_extracted_and_nothing_else_does(session: Session) -> None:
    number = fetch_page(session)
    fetch_page(session, "https://harbour.example/feed", page=False)
    fetch_page(session, "https://harbour.example/b", **UNCHANGED)
    fetch_page(session, "https://harbour.example/c", **FAILED)
    fetch_gone(session, "https://harbour.example/d")
    assert waiting(session) == {"extract": 1}
    assert claim(session, "extract", 9) == [str(number)]


def test_each_answer_has_a_higher_number(session: Session) -> None:
    first, second = fetch_page(session), fetch_page(session)
    assert second > first


def test_a_fresh_answer_needs_its_body(session: Session) -> None:
    with pytest.raises(LedgerError, match="needs the address of its body"):
        fetch_page(session, address=None)


def test_a_number_that_nobody_has_is_an_error(session: Session) -> None:
    with pytest.raises(LedgerError, match="no fetch 4711"):
        read_fetch(session, 4711)


def test_of_an_address_that_was_never_asked_nothing_is_known(session: Session) -> None:
    fetch_page(session)
    assert latest_fetch(session, "https://harbour.example/other") is None


def test_the_latest_answer_comes_with_the_body_that_still_holds(session: Session) -> None:
    fetch_page(session, address=make_address(1), etag='"1"')
    fetch_page(session, at=NOON + HOUR, address=make_address(2), etag='"2"', last_modified="then")
    fetch_page(session, at=NOON + DAY, **FAILED)
    found = latest_fetch(session, URL)
    assert found is not None
    assert (found.outcome, found.fetched_at, found.reason) == ("failed", NOON + DAY, "HTTP 503")
    assert (found.address, found.etag, found.last_modified) == (make_address(2), '"2"', "then")


def test_validators_of_an_unchanged_answer_replace_those_before(session: Session) -> None:
    fetch_page(session, etag='"1"')
    fetch_page(session, etag='"2"', **UNCHANGED)
    fetch_page(session, etag=None, **UNCHANGED)
    found = latest_fetch(session, URL)
    assert found is not None
    assert found.outcome == "unchanged"
    assert (found.etag, found.address) == ('"2"', make_address())


def test_validators_of_an_older_body_are_not_sent_for_a_newer_one(session: Session) -> None:
    fetch_page(session, etag='"1"')
    fetch_page(session, address=make_address(2))
    found = latest_fetch(session, URL)
    assert found is not None
    assert (found.etag, found.address) == (None, make_address(2))


def test_after_it_was_gone_a_page_has_neither_body_nor_validators(session: Session) -> None:
    fetch_page(session, etag='"1"')
    fetch_gone(session)
    found = latest_fetch(session, URL)
    assert found is not None
    assert (found.outcome, found.etag, found.address) == ("gone", None, None)
    fetch_page(session, **FAILED)
    found = latest_fetch(session, URL)
    assert found is not None
    assert (found.outcome, found.etag, found.address) == ("failed", None, None)


def test_a_page_that_only_ever_failed_has_no_body(session: Session) -> None:
    fetch_page(session, etag='"1"', **FAILED)
    found = latest_fetch(session, URL)
    assert found is not None
    assert (found.etag, found.address) == (None, None)


def test_an_address_may_be_longer_than_an_index_takes(session: Session) -> None:
    # Of words that do not compress, as the index would compress others.
    url = "https://harbour.example/?q=" + "".join(f"{number * 7919:x}" for number in range(2000))
    fetch_page(session, url)
    found = latest_fetch(session, url)
    assert found is not None
    assert found.url == url


def test_answers_are_found_by_their_body_oldest_first(session: Session) -> None:
    numbers = [fetch_page(session), fetch_page(session, URL, NOON + HOUR)]
    body = make_address().sha256
    assert [fetch.id for fetch in find_fetches(session, URL, body)] == numbers
    assert find_fetches(session, URL, "cd" * 32) == []
    assert find_fetches(session, "https://harbour.example/other", body) == []


def test_recent_pages_are_asked_again_oldest_first(session: Session) -> None:
    fetch_page(session, "https://harbour.example/old", NOON - DAY)
    for hour, name in enumerate(("b", "a", "c")):
        fetch_page(session, f"https://harbour.example/{name}", NOON + hour * HOUR)
    fetch_page(session, "https://harbour.example/old", NOON + DAY)
    fetch_page(session, "https://harbour.example/feed", NOON, page=False)
    fetch_page(session, "https://other.example/x", NOON, publisher="other")
    assert urls_to_revisit(session, "harbour", LATER, NOON) == [f"https://harbour.example/{name}" for name in "bac"]
    assert urls_to_revisit(session, "harbour", LATER, NOON, ["https://harbour.example/a"]) == [
        "https://harbour.example/b",
        "https://harbour.example/c",
    ]


def test_pages_that_are_long_gone_are_not_asked_again_unless_they_returned(session: Session) -> None:
    gone, back, failing = (f"https://harbour.example/{name}" for name in ("gone", "back", "failing"))
    for url in (gone, back, failing):
        fetch_page(session, url)
    fetch_gone(session, gone)
    fetch_page(session, gone, **FAILED)
    fetch_gone(session, back)
    fetch_page(session, back, NOON + DAY)
    fetch_page(session, failing, **FAILED)
    assert urls_to_revisit(session, "harbour", LATER, NOON) == [back, failing]


@pytest.mark.parametrize(("first", "gone", "again", "is_asked"), [(1, 1, 2, True), (1, 1, 5, False), (200, 2, 2, True)])
def test_a_page_is_asked_for_until_three_days_after_it_has_gone_however_often_it_says_so(
    session: Session, first: int, gone: int, again: int, is_asked: bool
) -> None:
    # In days: known so long when it first is gone, still gone the days after, and asked about so much later.
    fetch_page(session, URL, NOON - first * DAY)
    for day in range(gone):
        fetch_gone(session, at=NOON + day * DAY)
    now = NOON + again * DAY
    assert urls_to_revisit(session, "harbour", now, now - 14 * DAY) == ([URL] if is_asked else [])


def test_pages_that_never_brought_a_body_are_not_asked_again(session: Session) -> None:
    fetch_page(session, **FAILED)
    assert urls_to_revisit(session, "harbour", LATER, NOON) == []


@pytest.mark.parametrize(
    ("first", "last", "is_due"),
    [
        # In days ago, of a page that is long known after 14.
        (13, 13, False),
        (14, 14, True),
        (15, 6, False),
        (15, 8, True),
        (40, 13, False),
        (40, 15, True),
        (400, 100, False),
        (400, 113, True),
        (3000, 890, False),
        (3000, 900, True),
    ],
)
def test_a_page_that_is_long_known_is_due_ever_more_seldom(
    session: Session, first: int, last: int, is_due: bool
) -> None:
    fetch_page(session, URL, NOON - first * DAY)
    fetch_page(session, URL, NOON - last * DAY, outcome="unchanged", address=None)
    assert urls_long_known(session, "harbour", NOON, 14 * DAY) == ([URL] if is_due else [])


def test_of_long_known_pages_the_longest_unseen_come_first_and_what_is_no_page_or_gone_not_at_all(
    session: Session,
) -> None:
    urls = [f"https://harbour.example/{name}" for name in ("seen", "unseen", "gone", "failed", "feed")]
    seen, unseen, gone, failed, list_page = urls
    fetch_page(session, seen, NOON - 30 * DAY)
    fetch_page(session, unseen, NOON - 31 * DAY)
    fetch_page(session, gone, NOON - 31 * DAY)
    fetch_gone(session, gone)
    fetch_page(
        session, failed, NOON - 31 * DAY, **{name: value for name, value in FAILED.items() if name != "fetched_at"}
    )
    fetch_page(session, list_page, NOON - 31 * DAY, page=False)
    fetch_page(session, "https://other.example/x", NOON - 31 * DAY, publisher="other")
    assert urls_long_known(session, "harbour", NOON, 14 * DAY) == [unseen, seen]
