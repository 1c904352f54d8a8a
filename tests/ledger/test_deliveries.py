"""An alert stays in the outbox until each channel has taken it, and is sent by one process at a time."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from clausewatch.ledger import Ledger
from clausewatch.ledger.alerts import record_alert
from clausewatch.ledger.deliveries import (
    count_deliveries,
    due_deliveries,
    mark_delivered,
    mark_failed,
    write_delivery,
)
from clausewatch.ledger.tables import DeliveryRow
from clausewatch.ledger.workers import worker_id
from tests.ledger.examples import DAY, HOUR, NOON

ELSEWHERE = "another-host:7:7"


def fire(session: Session, subject: str = "s1", channels: tuple[str, ...] = ("webhook",), at: datetime = NOON) -> None:
    facts = {"kind": "new-statement", "title": f"About {subject}", "payload": {"n": 1}, "at": at}
    record_alert(session, rule="ferry", subject=subject, channels=channels, **facts)  # type: ignore[arg-type]


def take(session: Session, at: datetime = NOON, worker: str | None = None) -> list[str]:
    return [delivery.subject for delivery in due_deliveries(session, at, 10, worker)]


def test_a_delivery_carries_the_whole_alert(session: Session) -> None:
    fire(session)
    (delivery,) = due_deliveries(session, NOON, 10)
    assert (delivery.rule, delivery.subject, delivery.kind) == ("ferry", "s1", "new-statement")
    assert (delivery.title, delivery.payload, delivery.at) == ("About s1", {"n": 1}, NOON)
    assert (delivery.channel, delivery.attempts, delivery.error) == ("webhook", 0, None)


def test_a_delivery_keeps_its_id_however_often_it_is_sent(session: Session) -> None:
    fire(session, channels=("webhook", "console"))
    first = {delivery.channel: delivery.id for delivery in due_deliveries(session, NOON, 10)}
    assert len(set(first.values())) == 2
    mark_failed(session, first["webhook"], retry_at=NOON + HOUR, error="HTTP 500")
    again = {delivery.channel: delivery.id for delivery in due_deliveries(session, NOON + HOUR, 10)}
    assert again == first


def test_what_was_delivered_is_never_due_again(session: Session) -> None:
    fire(session)
    (delivery,) = due_deliveries(session, NOON, 10)
    mark_delivered(session, delivery.id, NOON)
    assert take(session, NOON + DAY) == []
    mark_failed(session, delivery.id, retry_at=NOON, error="too late")
    write_delivery(session, delivery.alert, "webhook", NOON)
    assert take(session, NOON + DAY) == []
    assert count_deliveries(session) == {("webhook", "delivered"): 1}


def test_what_failed_waits_until_it_is_due_again(session: Session) -> None:
    fire(session)
    (delivery,) = due_deliveries(session, NOON, 10)
    mark_failed(session, delivery.id, retry_at=NOON + HOUR, error="HTTP 503\x00")
    assert take(session, NOON) == []
    (again,) = due_deliveries(session, NOON + HOUR, 10)
    assert (again.attempts, again.error) == (1, "HTTP 503\ufffd")
    mark_failed(session, delivery.id, retry_at=NOON + DAY, error="HTTP 500")
    assert due_deliveries(session, NOON + DAY, 10)[0].attempts == 2


def test_a_failing_channel_does_not_hold_up_another(session: Session) -> None:
    fire(session, channels=("webhook", "console"))
    for delivery in due_deliveries(session, NOON, 10):
        if delivery.channel == "console":
            mark_delivered(session, delivery.id, NOON)
        else:
            mark_failed(session, delivery.id, retry_at=NOON + HOUR, error="HTTP 500")
    assert count_deliveries(session) == {("console", "delivered"): 1, ("webhook", "waiting"): 1}
    assert [delivery.channel for delivery in due_deliveries(session, NOON + HOUR, 10)] == ["webhook"]


def test_the_oldest_are_taken_first_and_no_more_than_asked_for(session: Session) -> None:
    for hour, subject in ((2, "b"), (1, "a"), (3, "c"), (9, "later")):
        fire(session, subject, at=NOON + hour * HOUR)
    due = due_deliveries(session, NOON + 5 * HOUR, 2)
    assert [delivery.subject for delivery in due] == ["a", "b"]
    for delivery in due:
        mark_delivered(session, delivery.id, NOON)
    assert take(session, NOON + 5 * HOUR) == ["c"]


def test_what_one_worker_has_taken_another_does_not_take(session: Session) -> None:
    fire(session)
    assert take(session, worker=ELSEWHERE) == ["s1"]
    assert take(session) == []
    assert take(session, worker=ELSEWHERE) == ["s1"]


@pytest.mark.parametrize("ended", ["killed", "lease over"])
def test_what_a_lost_worker_had_taken_is_taken_over(session: Session, ended: str) -> None:
    fire(session)
    if ended == "killed":
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        take(session, worker=worker_id(child.pid))
        assert take(session) == []
        child.communicate(b"\n")
    else:
        take(session, worker=ELSEWHERE)
        session.execute(update(DeliveryRow).values(leased_until=datetime.now(UTC)))
    assert take(session) == ["s1"]


@pytest.mark.postgres
def test_two_workers_take_different_deliveries_without_waiting(postgres_ledger: Ledger) -> None:
    with postgres_ledger.begin() as session:
        for subject in ("a", "b", "c", "d"):
            fire(session, subject)
    with postgres_ledger.begin() as first, postgres_ledger.begin() as second:
        one = {delivery.subject for delivery in due_deliveries(first, NOON, 2, "elsewhere:1:1")}
        two = {delivery.subject for delivery in due_deliveries(second, NOON, 2, "elsewhere:2:2")}
    assert len(one) == len(two) == 2
    assert one | two == {"a", "b", "c", "d"}
