"""What the tests of the ledger run in processes of their own."""

import time
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from clausewatch.ledger import open_ledger
from clausewatch.ledger.alerts import record_alert
from clausewatch.ledger.deliveries import due_deliveries, mark_delivered
from clausewatch.ledger.queue import claim, enqueue, finish
from tests.ledger.examples import HOUR, NOON, save_page

WAIT_S = 30


def open_at_once(url: str, together: Barrier) -> None:
    """Open a database at the same time as others do."""
    together.wait(WAIT_S)
    open_ledger(url).close()


def claim_until_empty(url: str, together: Barrier, out: "Connection[list[str], None]") -> None:
    """Claim and finish until nothing is left, and report what this process did."""
    ledger = open_ledger(url)
    together.wait(WAIT_S)
    done: list[str] = []
    while True:
        with ledger.begin() as session:
            subjects = claim(session, "extract", 3)
        if not subjects:
            break
        with ledger.begin() as session:
            for subject in subjects:
                enqueue(session, "annotate", subject)
            finish(session, "extract", subjects)
        done += subjects
    ledger.close()
    out.send(done)


def claim_and_hang(url: str, limit: int, out: "Connection[list[str], None]") -> None:
    """Claim, report, and never finish."""
    with open_ledger(url).begin() as session:
        subjects = claim(session, "extract", limit)
    out.send(subjects)
    time.sleep(WAIT_S)


def write_and_hang(url: str, out: "Connection[str, None]") -> None:
    """Write within a transaction that is never committed."""
    with open_ledger(url).begin() as session:
        claim(session, "extract", 10)
        document = save_page(session)
        out.send(document.id)
        time.sleep(WAIT_S)


def fire_alerts(url: str, together: Barrier, out: "Connection[list[int], None]") -> None:
    """Record the same twenty alerts as others do; report those that were new."""
    ledger = open_ledger(url)
    together.wait(WAIT_S)
    new: list[int] = []
    for number in range(20):
        with ledger.begin() as session:
            facts = {"kind": "new-statement", "title": "New", "payload": {}, "at": NOON, "channels": ["console"]}
            if record_alert(session, rule="r", subject=str(number), **facts):  # type: ignore[arg-type]
                new.append(number)
    ledger.close()
    out.send(new)


def deliver_until_empty(url: str, together: Barrier, out: "Connection[list[str], None]") -> None:
    """Take deliveries and mark them, and report those that this process sent."""
    ledger = open_ledger(url)
    together.wait(WAIT_S)
    sent: list[str] = []
    while True:
        with ledger.begin() as session:
            due = due_deliveries(session, NOON + HOUR, 3)
        if not due:
            break
        sent += [delivery.subject for delivery in due]
        for delivery in due:
            with ledger.begin() as session:
                mark_delivered(session, delivery.id, NOON + HOUR)
    ledger.close()
    out.send(sent)
