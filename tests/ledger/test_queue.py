"""Work waits, is claimed, done or failed, and is never lost or done by two at once."""

import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from clausewatch.ledger import Ledger
from clausewatch.ledger.queue import Failure, claim, count, enqueue, fail, finish, list_failed
from clausewatch.ledger.workers import worker_id

ELSEWHERE = "another-host:7:7"
AT_ONCE = timedelta(seconds=-1)


def enqueue_pages(session: Session, *subjects: str) -> None:
    for subject in subjects:
        enqueue(session, "extract", subject)


def states(session: Session) -> dict[str, int]:
    return {state: number for (step, state), number in count(session).items() if step == "extract"}


def dead_worker() -> str:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    worker = worker_id(child.pid)
    child.communicate(b"\n")
    return worker


def test_work_is_claimed_in_the_order_in_which_it_came(session: Session) -> None:
    enqueue_pages(session, "3", "1", "2")
    assert claim(session, "extract", 2) == ["3", "1"]
    assert claim(session, "extract", 2) == ["2"]
    assert claim(session, "extract", 2) == []


def test_each_step_has_work_of_its_own(session: Session) -> None:
    enqueue(session, "extract", "1")
    enqueue(session, "annotate", "1")
    assert claim(session, "extract", 9) == ["1"]
    assert count(session) == {("extract", "claimed"): 1, ("annotate", "waiting"): 1}


def test_waiting_work_that_is_asked_for_again_keeps_its_place(session: Session) -> None:
    enqueue_pages(session, "1", "2", "1")
    assert claim(session, "extract", 9) == ["1", "2"]


def test_done_work_stays_done_until_it_is_asked_for_again(session: Session) -> None:
    enqueue_pages(session, "1", "2")
    finish(session, "extract", claim(session, "extract", 1))
    assert states(session) == {"done": 1, "waiting": 1}
    enqueue_pages(session, "1")
    assert claim(session, "extract", 9) == ["2", "1"]


def test_what_is_not_claimed_cannot_be_finished_or_failed(session: Session) -> None:
    enqueue_pages(session, "1")
    finish(session, "extract", ["1", "no such work"])
    fail(session, "extract", "1", "because")
    assert states(session) == {"waiting": 1}


def test_failed_work_is_listed_with_its_reason_and_waits_again_only_when_asked_for(session: Session) -> None:
    enqueue_pages(session, "1", "2")
    claim(session, "extract", 2)
    fail(session, "extract", "1", "the page is empty")
    fail(session, "extract", "2", "not HTML")
    assert list_failed(session) == [
        Failure(step="extract", subject="1", reason="the page is empty"),
        Failure(step="extract", subject="2", reason="not HTML"),
    ]
    assert list_failed(session, limit=1)[0].subject == "1"
    assert claim(session, "extract", 9) == []
    enqueue_pages(session, "1")
    assert claim(session, "extract", 9) == ["1"]
    assert [failure.subject for failure in list_failed(session)] == ["2"]


@pytest.mark.parametrize("ends_well", [True, False])
def test_work_that_is_asked_for_while_somebody_has_it_is_done_once_more(session: Session, ends_well: bool) -> None:
    enqueue_pages(session, "1")
    claim(session, "extract", 1)
    enqueue_pages(session, "1")
    assert claim(session, "extract", 1) == []
    if ends_well:
        finish(session, "extract", ["1"])
    else:
        fail(session, "extract", "1", "because")
    assert list_failed(session) == []
    assert claim(session, "extract", 1) == ["1"]
    finish(session, "extract", ["1"])
    assert states(session) == {"done": 1}


def test_work_of_a_living_worker_is_left_to_it(session: Session) -> None:
    enqueue_pages(session, "1")
    claim(session, "extract", 1)
    assert claim(session, "extract", 1, worker=ELSEWHERE) == []


def test_work_of_a_dead_worker_is_taken_over(session: Session) -> None:
    enqueue_pages(session, "1", "2")
    claim(session, "extract", 1, worker=dead_worker())
    assert claim(session, "extract", 9) == ["1", "2"]
    assert states(session) == {"claimed": 2}


def test_work_whose_lease_ran_out_is_taken_over(session: Session) -> None:
    enqueue_pages(session, "1", "2")
    claim(session, "extract", 1, worker=ELSEWHERE, lease=timedelta(hours=1))
    claim(session, "extract", 1, worker=ELSEWHERE, lease=AT_ONCE)
    assert claim(session, "extract", 9) == ["2"]


def test_a_takeover_reads_anew_what_had_changed_since_the_first_claim(session: Session) -> None:
    enqueue_pages(session, "1")
    claim(session, "extract", 1, worker=ELSEWHERE, lease=AT_ONCE)
    enqueue_pages(session, "1")
    assert claim(session, "extract", 1) == ["1"]
    finish(session, "extract", ["1"])
    assert states(session) == {"done": 1}


def test_work_of_the_dead_at_another_step_is_no_business_of_this_one(session: Session) -> None:
    enqueue(session, "annotate", "1")
    claim(session, "annotate", 1, worker=dead_worker())
    enqueue_pages(session, "1")
    assert claim(session, "extract", 9) == ["1"]
    assert count(session)["annotate", "claimed"] == 1


def test_a_claim_that_was_not_committed_never_was(ledger: Ledger) -> None:
    with ledger.begin() as session:
        enqueue_pages(session, "1")
    with ledger.begin() as session:
        claim(session, "extract", 1)
        session.rollback()
    with ledger.begin() as session:
        assert claim(session, "extract", 1) == ["1"]
