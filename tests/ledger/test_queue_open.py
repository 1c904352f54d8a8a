"""What is open is told apart from what is done, what is free from what somebody has, and much is asked for at once."""

from datetime import timedelta

from sqlalchemy.orm import Session

from clausewatch.ledger.queue import (
    claim,
    count,
    count_free,
    enqueue,
    enqueue_all,
    fail,
    finish,
    list_failed,
    list_open,
)
from clausewatch.ledger.upsert import MAX_KEYS, MAX_ROWS
from tests.ledger.test_queue import AT_ONCE, dead_worker, enqueue_pages

LATER = timedelta(minutes=5)


def test_open_is_what_waits_or_is_in_hand_at_that_step(session: Session) -> None:
    enqueue_pages(session, "done", "failed", "claimed", "waiting", "not asked for")
    enqueue(session, "annotate", "elsewhere")
    claim(session, "extract", 3)
    finish(session, "extract", ["done"])
    fail(session, "extract", "failed", "no text")
    asked = ["done", "failed", "claimed", "waiting", "elsewhere", "unknown"]
    assert list_open(session, "extract", asked) == {"claimed", "waiting"}
    assert list_open(session, "extract", []) == set()


def test_very_many_may_be_asked_about(session: Session) -> None:
    enqueue_pages(session, "1")
    assert list_open(session, "extract", map(str, range(2 * MAX_KEYS))) == {"1"}


def test_free_is_what_could_be_claimed_now(session: Session) -> None:
    assert count_free(session, "extract") == 0
    enqueue_pages(session, "1", "2", "3", "4")
    enqueue(session, "annotate", "1")
    assert count_free(session, "extract") == 4
    claim(session, "extract", 1)
    assert count_free(session, "extract") == 3
    claim(session, "extract", 1, lease=AT_ONCE)
    assert count_free(session, "extract") == 3
    claim(session, "extract", 1, worker=dead_worker(), lease=LATER)
    assert count_free(session, "extract") == 3
    assert len(claim(session, "extract", 9)) == 3
    assert count_free(session, "extract") == 0


def test_much_is_asked_for_at_once_in_its_order(session: Session) -> None:
    subjects = [str(number) for number in range(2 * MAX_ROWS + 5)]
    enqueue_all(session, "extract", [*subjects, "3"])
    assert claim(session, "extract", 1000) == subjects
    enqueue_all(session, "extract", [])
    assert count(session) == {("extract", "claimed"): len(subjects)}


def test_much_at_once_is_asked_for_as_each_would_be(session: Session) -> None:
    enqueue_pages(session, "done", "failed", "claimed", "waiting")
    claim(session, "extract", 3)
    finish(session, "extract", ["done"])
    fail(session, "extract", "failed", "no text")
    enqueue_all(session, "extract", ["new", "done", "failed", "claimed", "waiting"])
    assert list_failed(session) == []
    assert count(session) == {("extract", "claimed"): 1, ("extract", "waiting"): 4}
    assert claim(session, "extract", 1) == ["waiting"]
    finish(session, "extract", ["claimed"])
    assert sorted(claim(session, "extract", 9)) == ["claimed", "done", "failed", "new"]
