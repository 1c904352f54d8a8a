"""Many answers written, and many addresses looked up, at once: as one by one."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError
from clausewatch.ledger import open_ledger
from clausewatch.ledger.fetches import latest_fetch, latest_fetches, read_fetch, record_fetches
from clausewatch.ledger.queue import claim, finish
from tests.ledger.examples import HOUR, NOON, fetch_gone, fetch_page, make_address, waiting

URLS = [f"https://harbour.example/{letter}" for letter in "abc"]
NONE: dict[str, Any] = {"address": None}
KINDS: dict[str, dict[str, Any]] = {
    "fresh": {"etag": '"1"'},
    "fresh without validators": {},
    "unchanged": {"status": 304, "outcome": "unchanged", "etag": '"2"', **NONE},
    "unchanged without validators": {"status": 304, "outcome": "unchanged", **NONE},
    "gone": {"status": 410, "outcome": "gone", **NONE},
    "failed": {"status": 503, "outcome": "failed", "reason": "HTTP 503", "etag": '"3"', **NONE},
}
HISTORIES = st.lists(st.tuples(st.sampled_from(URLS), st.sampled_from(sorted(KINDS))), max_size=12)


def describe(url: str, kind: str, number: int = 0) -> dict[str, Any]:
    """One answer, of which each fresh one has a body of its own."""
    facts = {"url": url, "status": 200, "outcome": "fresh", "address": make_address(number)}
    return {**facts, "fetched_at": NOON + timedelta(minutes=number), **KINDS[kind]}


@settings(max_examples=40, deadline=None)
@given(HISTORIES)
def test_many_are_looked_up_as_each_is(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, str]]
) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path_factory.mktemp('histories')}/ledger.db")
    answers = [describe(url, kind, number) for number, (url, kind) in enumerate(history)]
    with ledger.begin() as session:
        record_fetches(session, "harbour", "r1", answers)
        each = {url: latest_fetch(session, url) for url in URLS}
        assert latest_fetches(session, URLS) == {url: fetch for url, fetch in each.items() if fetch}
    ledger.close()


def test_of_no_addresses_nothing_is_known(session: Session) -> None:
    fetch_page(session)
    assert latest_fetches(session, []) == {}


def test_answers_are_kept_in_their_order(session: Session) -> None:
    kinds = sorted(KINDS) * 8
    answers = [describe(URLS[number % 3], kind, number) for number, kind in enumerate(kinds)]
    numbers = record_fetches(session, "harbour", "r1", answers)
    assert numbers == sorted(numbers)
    for number, answer in zip(numbers, answers, strict=True):
        kept = read_fetch(session, number)
        assert (kept.url, kept.outcome, kept.status) == (answer["url"], answer["outcome"], answer["status"])
        assert (kept.fetched_at, kept.address, kept.etag) == (
            answer["fetched_at"],
            answer["address"],
            answer.get("etag"),
        )


def test_fresh_pages_wait_to_be_extracted_in_their_order(session: Session) -> None:
    answers = [describe(url, "fresh", number) for number, url in enumerate(URLS)]
    numbers = record_fetches(
        session, "harbour", "r1", [*answers, describe(URLS[0], "unchanged"), {**answers[0], "page": False}]
    )
    assert claim(session, "extract", 9) == [str(number) for number in numbers[:3]]


def test_no_answers_are_no_work(session: Session) -> None:
    assert record_fetches(session, "harbour", "r1", []) == []
    assert waiting(session) == {}


def test_one_answer_without_its_body_and_none_is_kept(session: Session) -> None:
    with pytest.raises(LedgerError, match="needs the address of its body"):
        record_fetches(session, "harbour", "r1", [describe(URLS[0], "fresh"), {**describe(URLS[1], "fresh"), **NONE}])
    assert latest_fetches(session, URLS) == {}


def test_work_that_was_done_waits_again_when_its_page_is_written_with_others(session: Session) -> None:
    number = fetch_page(session, URLS[0])
    finish(session, "extract", claim(session, "extract", 1))
    assert waiting(session) == {}
    fetch_gone(session, URLS[0], NOON + HOUR)
    later = record_fetches(session, "harbour", "r2", [describe(url, "fresh") for url in URLS])
    assert number not in later
    assert waiting(session) == {"extract": 3}


@pytest.mark.parametrize("size", [2, 40])
def test_however_many_pages_there_are_they_are_enqueued_and_looked_up_together(session: Session, size: int) -> None:
    said: list[str] = []

    def note(*arguments: Any) -> None:
        said.append(" ".join(arguments[2].split()))

    event.listen(session.connection(), "before_cursor_execute", note)
    urls = [f"{URLS[0]}{number}" for number in range(size)]
    record_fetches(session, "harbour", "r1", [describe(url, "fresh", number) for number, url in enumerate(urls)])
    assert len([statement for statement in said if statement.startswith("INSERT INTO work ")]) == 1
    said.clear()
    assert len(latest_fetches(session, urls)) == size
    assert len(said) == 2
