"""Waiting work is counted, shared out evenly, and each share is done."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.ledger.queue import Failure, claim, enqueue, finish
from clausewatch.steps.batches import count_waiting, plan_batches, run_share
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import Stores, open_stores
from tests.collected import make_settings


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def enqueue_pages(stores: Stores, number: int) -> None:
    with stores.ledger.begin() as session:
        for subject in range(number):
            enqueue(session, "extract", str(subject))


def do_some(stores: Stores, limit: int) -> StepReport:
    with stores.ledger.begin() as session:
        found = claim(session, "extract", limit)
        finish(session, "extract", found)
    return StepReport(step="extract", claimed=len(found), done=len(found))


def test_what_waits_is_counted_for_its_step_alone(stores: Stores) -> None:
    assert count_waiting(stores, "extract") == 0
    enqueue_pages(stores, 5)
    do_some(stores, 2)
    assert (count_waiting(stores, "extract"), count_waiting(stores, "reextract")) == (3, 0)


def test_what_somebody_has_in_hand_does_not_wait(stores: Stores) -> None:
    enqueue_pages(stores, 5)
    with stores.ledger.begin() as session:
        claim(session, "extract", 2)
    assert count_waiting(stores, "extract") == 3


def test_what_a_dead_worker_had_waits(stores: Stores) -> None:
    enqueue_pages(stores, 5)
    script = f"""
from clausewatch.ledger import open_ledger
from clausewatch.ledger.queue import claim
with open_ledger({stores.settings.database_url!r}).begin() as session:
    claim(session, "extract", 2)
"""
    subprocess.run([sys.executable, "-c", script], check=True)
    assert count_waiting(stores, "extract") == 5
    assert run_share(lambda limit: do_some(stores, limit), 5, 2).done == 5


@pytest.mark.parametrize(
    ("waiting", "size", "most", "shares"),
    [
        (0, 10, 4, []),
        (1, 10, 4, [1]),
        (10, 10, 4, [10]),
        (11, 10, 4, [6, 5]),
        (40, 10, 4, [10, 10, 10, 10]),
        (1003, 10, 4, [251, 251, 251, 250]),
        (5, 1, 9, [1, 1, 1, 1, 1]),
    ],
)
def test_the_work_is_shared_out_evenly(waiting: int, size: int, most: int, shares: list[int]) -> None:
    assert plan_batches(waiting, size, most) == shares


@given(st.integers(0, 10_000), st.integers(1, 500), st.integers(1, 50))
def test_nothing_is_left_out_and_no_share_is_empty(waiting: int, size: int, most: int) -> None:
    shares = plan_batches(waiting, size, most)
    assert sum(shares) == waiting
    assert len(shares) <= most
    assert all(shares)
    assert not shares or max(shares) - min(shares) <= 1
    assert len(shares) == most or all(share <= size for share in shares)


@pytest.mark.parametrize(("size", "most"), [(0, 3), (3, 0), (-1, 3)])
def test_shares_of_no_size_are_refused(size: int, most: int) -> None:
    with pytest.raises(ValueError, match="must be at least 1"):
        plan_batches(3, size, most)


def test_a_share_is_done_in_batches_and_no_more_than_it(stores: Stores) -> None:
    enqueue_pages(stores, 20)
    limits = []

    def run_batch(limit: int) -> StepReport:
        limits.append(limit)
        return do_some(stores, limit)

    report = run_share(run_batch, 11, 4)
    assert (report.step, report.claimed, report.done) == ("extract", 11, 11)
    assert limits == [4, 4, 3]
    assert count_waiting(stores, "extract") == 9


def test_a_share_ends_where_others_took_the_rest(stores: Stores) -> None:
    enqueue_pages(stores, 5)
    assert run_share(lambda limit: do_some(stores, limit), 11, 4).done == 5
    assert run_share(lambda limit: do_some(stores, limit), 11, 4) == StepReport(step="extract")


def test_shares_at_the_same_time_do_all_of_the_work_once(stores: Stores) -> None:
    enqueue_pages(stores, 23)
    shares = plan_batches(count_waiting(stores, "extract"), 5, 3)
    reports = [run_share(lambda limit: do_some(stores, limit), share, 4) for share in shares]
    assert [report.done for report in reports] == shares
    assert count_waiting(stores, "extract") == 0


def test_the_failures_of_all_batches_are_told() -> None:
    def run_batch(limit: int) -> StepReport:
        failure = Failure(step="extract", subject="1", reason="no text")
        return StepReport(step="extract", claimed=limit, done=limit - 1, failures=(failure,))

    report = run_share(run_batch, 6, 3)
    assert (report.claimed, report.done, len(report.failures)) == (6, 4, 2)
