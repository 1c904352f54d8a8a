"""What the tests of the ledger run in processes of their own."""

import time
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from sqlalchemy.orm import Session

from clausewatch.ledger import open_ledger
from clausewatch.ledger.alerts import record_alert
from clausewatch.ledger.deliveries import due_deliveries, mark_delivered
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.queue import claim, enqueue, finish
from clausewatch.models import Document
from tests.ledger.examples import HOUR, NOON, fetch_gone, fetch_page, make_document, save_page

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


def save_the_same_pages(url: str, together: Barrier, out: "Connection[list[str], None]") -> None:
    """Save the same ten pages as others do; report the versions that were new."""
    ledger = open_ledger(url)
    together.wait(WAIT_S)
    new: list[str] = []
    for number in range(10):
        document = make_document(url=f"https://harbour.example/{number}")
        with ledger.begin() as session:
            if save_version(session, document, fetch=None, seen_at=NOON):
                new.append(document.version)
    ledger.close()
    out.send(new)


def enqueue_one(url: str, subject: str, out: "Connection[str, None]") -> None:
    """Ask for work, reporting before and after."""
    ledger = open_ledger(url)
    with ledger.begin() as session:
        out.send("begun")
        enqueue(session, "index", subject)
    ledger.close()
    out.send("done")


def fetch_then_find_gone(url: str, out: "Connection[int | str, None]") -> None:
    """Record a fresh page and report its number; a moment later record that it is gone, and report that."""
    ledger = open_ledger(url)
    with ledger.begin() as session:
        number = fetch_page(session)
    out.send(number)
    time.sleep(0.1)
    with ledger.begin() as session:
        fetch_gone(session, at=NOON + HOUR)
    ledger.close()
    out.send("gone")


def save_fetched(session: Session, document: Document, number: int) -> None:
    """Keep a document of a fetch."""
    save_version(session, document, fetch=number, seen_at=NOON)
