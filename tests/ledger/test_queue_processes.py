"""Several processes take work at once: nothing is doubled, nothing is lost, whoever is killed."""

from collections.abc import Iterator
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Any

import pytest
from sqlalchemy import text

from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.documents import current_version
from clausewatch.ledger.queue import claim, count, enqueue, finish
from tests.ledger import workers
from tests.ledger.examples import make_document, waiting

WAIT_S = 30
WORKERS = 4
PAGES = [str(number) for number in range(60)]


class Team:
    """Starts processes that report over pipes, and ends them all."""

    def __init__(self, processes: ForkServerContext) -> None:
        self._processes = processes
        self._started: list[ForkServerProcess] = []

    def start(self, target: Any, *args: object) -> tuple[ForkServerProcess, Any]:
        """A process, and the end of a pipe on which its report comes."""
        end, out = self._processes.Pipe(duplex=False)
        process = self._processes.Process(target=target, args=(*args, out))
        process.start()
        out.close()
        self._started.append(process)
        return process, end

    def gather(self, target: Any, url: str) -> list[list[Any]]:
        """What several processes report that begin at the same moment."""
        together = self._processes.Barrier(WORKERS)
        ends = [self.start(target, url, together)[1] for _ in range(WORKERS)]
        return [end.recv() for end in ends if end.poll(WAIT_S)]

    def end(self) -> None:
        """Nobody is left behind."""
        for process in self._started:
            process.kill()
            process.join(WAIT_S)


@pytest.fixture
def team(processes: ForkServerContext) -> Iterator[Team]:
    made = Team(processes)
    yield made
    made.end()


def enqueue_pages(ledger: Ledger) -> None:
    with ledger.begin() as session:
        for subject in PAGES:
            enqueue(session, "extract", subject)


def test_workers_share_the_work_without_doubling_or_losing_any(ledger: Ledger, team: Team) -> None:
    enqueue_pages(ledger)
    reports = team.gather(workers.claim_until_empty, ledger.url)
    assert len(reports) == WORKERS
    assert sorted(subject for done in reports for subject in done) == sorted(PAGES)
    with ledger.read() as session:
        assert count(session) == {("extract", "done"): len(PAGES), ("annotate", "waiting"): len(PAGES)}


def test_a_killed_worker_s_claim_is_taken_over_at_once(ledger: Ledger, team: Team) -> None:
    enqueue_pages(ledger)
    process, end = team.start(workers.claim_and_hang, ledger.url, 5)
    assert end.poll(WAIT_S)
    held = end.recv()
    assert held == PAGES[:5]
    with ledger.begin() as session:
        assert claim(session, "extract", 5) == PAGES[5:10]
    process.kill()
    process.join(WAIT_S)
    with ledger.begin() as session:
        assert claim(session, "extract", 5) == held


def test_a_worker_killed_within_a_transaction_leaves_nothing_of_it(ledger: Ledger, team: Team) -> None:
    enqueue_pages(ledger)
    process, end = team.start(workers.write_and_hang, ledger.url)
    assert end.poll(WAIT_S)
    document = end.recv()
    process.kill()
    process.join(WAIT_S)
    with ledger.begin() as session:
        assert current_version(session, document) is None
        assert waiting(session) == {"extract": len(PAGES)}
        assert claim(session, "extract", 3) == PAGES[:3]


def test_the_same_alert_from_several_processes_fires_once(ledger: Ledger, team: Team) -> None:
    reports = team.gather(workers.fire_alerts, ledger.url)
    assert sorted(number for new in reports for number in new) == list(range(20))
    sent = team.gather(workers.deliver_until_empty, ledger.url)
    assert sorted(subject for report in sent for subject in report) == sorted(str(number) for number in range(20))


def test_the_same_page_from_several_processes_is_one_version_and_one_event(ledger: Ledger, team: Team) -> None:
    reports = team.gather(workers.save_the_same_pages, ledger.url)
    assert sum(len(new) for new in reports) == len({version for new in reports for version in new})
    with ledger.read() as session:
        assert session.scalar(text("SELECT count(*) FROM documents")) == 10
        assert session.scalar(text("SELECT count(*) FROM versions")) == 10
        assert session.scalar(text("SELECT count(*) FROM events")) == 0
        assert waiting(session) == {"annotate": 10}


@pytest.mark.postgres
def test_a_worker_does_not_wait_for_rows_that_another_is_taking(postgres_ledger: Ledger) -> None:
    enqueue_pages(postgres_ledger)
    with postgres_ledger.begin() as first, postgres_ledger.begin() as second:
        second.execute(text("SET LOCAL lock_timeout = '2s'"))
        assert claim(first, "extract", 2) == PAGES[:2]
        assert claim(second, "extract", 2) == PAGES[2:4]
        finish(second, "extract", PAGES[2:4])


@pytest.mark.postgres
def test_work_that_changes_while_it_is_being_finished_is_done_once_more(postgres_ledger: Ledger, team: Team) -> None:
    with postgres_ledger.begin() as session:
        enqueue(session, "index", "d")
        claim(session, "index", 1)
    with postgres_ledger.begin() as finishing:
        finish(finishing, "index", ["d"])
        # Waits until the transaction above has ended.
        process, end = team.start(workers.enqueue_one, postgres_ledger.url, "d")
        assert end.poll(WAIT_S)
        assert end.recv() == "begun"
        assert not end.poll(0.3)
    assert end.poll(WAIT_S)
    assert end.recv() == "done"
    process.join(WAIT_S)
    with postgres_ledger.read() as session:
        assert waiting(session) == {"index": 1}


@pytest.mark.postgres
def test_a_page_that_goes_while_it_is_being_saved_is_withdrawn(postgres_ledger: Ledger, team: Team) -> None:
    document = make_document()
    _, end = team.start(workers.fetch_then_find_gone, postgres_ledger.url)
    assert end.poll(WAIT_S)
    number = end.recv()
    with postgres_ledger.begin() as saving:
        workers.save_fetched(saving, document, number)
        # The other process waits until the transaction here has ended.
        assert not end.poll(0.3)
    assert end.poll(WAIT_S)
    assert end.recv() == "gone"
    with postgres_ledger.read() as session:
        assert session.scalar(text("SELECT count(*) FROM documents WHERE withdrawn_at IS NOT NULL")) == 1
        assert session.scalar(text("SELECT count(*) FROM events WHERE kind = 'withdrawn'")) == 1


def test_a_second_process_reads_what_the_first_committed(ledger: Ledger, team: Team) -> None:
    enqueue_pages(ledger)
    _, end = team.start(workers.claim_and_hang, ledger.url, 1)
    assert end.poll(WAIT_S)
    assert end.recv() == ["0"]
    other = open_ledger(ledger.url)
    with other.read() as session:
        assert count(session)["extract", "claimed"] == 1
    other.close()
