"""What was not done, and what becomes of it."""

import pytest

from clausewatch.ledger.database import Ledger
from clausewatch.ledger.queue import Step, claim, count, enqueue, fail, forgive, give_back, list_failed, set_aside


@pytest.fixture
def claimed(ledger: Ledger) -> list[str]:
    """Three documents that the index step has in hand."""
    with ledger.begin() as session:
        for subject in "abc":
            enqueue(session, "index", subject)
    with ledger.begin() as session:
        return claim(session, "index", 10)


def states(ledger: Ledger) -> dict[str, int]:
    with ledger.read() as session:
        return {state: number for (_, state), number in count(session).items()}


def test_what_is_given_back_waits_in_its_old_place(ledger: Ledger, claimed: list[str]) -> None:
    with ledger.begin() as session:
        enqueue(session, "index", "d")
        give_back(session, "index", claimed)
    assert states(ledger) == {"waiting": 4}
    with ledger.begin() as session:
        assert claim(session, "index", 10) == ["a", "b", "c", "d"]


def test_only_what_is_in_hand_is_given_back(ledger: Ledger, claimed: list[str]) -> None:
    with ledger.begin() as session:
        fail(session, "index", "a", "no")
        give_back(session, "index", claimed)
    assert states(ledger) == {"failed": 1, "waiting": 2}


def test_failures_of_one_step_are_listed(ledger: Ledger, claimed: list[str]) -> None:
    steps: tuple[Step, ...] = ("extract", "index")
    with ledger.begin() as session:
        fail(session, "index", claimed[0], "refused")
        set_aside(session, "extract", "1", "no text")
        listed = {step: [failure.subject for failure in list_failed(session, step=step)] for step in steps}
        assert listed == {"extract": ["1"], "index": ["a"]}
        assert len(list_failed(session)) == 2


def test_what_was_done_after_all_is_no_failure_any_more(ledger: Ledger, claimed: list[str]) -> None:
    with ledger.begin() as session:
        for subject in claimed:
            fail(session, "index", subject, f"reason of {subject}")
        forgive(session, "index", "a", "reason of a")
    assert states(ledger) == {"done": 1, "failed": 2}


def test_what_failed_again_for_another_reason_stays_failed(ledger: Ledger, claimed: list[str]) -> None:
    with ledger.begin() as session:
        fail(session, "index", claimed[0], "a new reason")
        forgive(session, "index", "a", "an old reason")
        forgive(session, "index", "b", "an old reason")
    assert states(ledger) == {"failed": 1, "claimed": 2}
