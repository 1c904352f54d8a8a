"""Deliveries from the outbox: each until its channel took it, and no channel holds up another."""

import io
import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from clausewatch.alerts.channels import Channel
from clausewatch.alerts.channels.console import Console
from clausewatch.alerts.channels.json_lines import JsonLinesFile
from clausewatch.alerts.channels.webhook import Webhook
from clausewatch.alerts.outbox import AT_ONCE, LONGEST_WAIT, PATIENCE, deliver_due, wait_before_retry
from clausewatch.errors import DeliveryError
from clausewatch.ledger import Ledger
from clausewatch.ledger.alerts import record_alert
from clausewatch.ledger.deliveries import Delivery, DeliveryState, count_deliveries, due_deliveries
from tests.alerts.builders import NOON, make_delivery
from tests.alerts.receiver import Receiver

LATER = NOON + timedelta(hours=2)


def record(ledger: Ledger, count: int, *channels: str) -> None:
    with ledger.begin() as session:
        for number in range(count):
            named = {"rule": "r", "subject": f"s{number}", "kind": "shift", "title": f"t{number}"}
            record_alert(session, **named, payload={}, at=NOON, channels=channels)


def count(ledger: Ledger) -> Mapping[tuple[str, DeliveryState], int]:
    with ledger.read() as session:
        return count_deliveries(session)


class Broken:
    """A channel that takes nothing but the alerts named."""

    def __init__(self, *taken: str) -> None:
        self.taken = taken
        self.tried: list[str] = []

    def send(self, delivery: Delivery) -> None:
        self.tried.append(delivery.subject)
        if delivery.subject not in self.taken:
            raise DeliveryError("broken: it is")


def test_what_is_due_goes_to_its_channels_once(ledger: Ledger, tmp_path: Path) -> None:
    stream, path = io.StringIO(), tmp_path / "alerts.jsonl"
    channels: dict[str, Channel] = {"console": Console(stream), "file": JsonLinesFile(path)}
    record(ledger, 3, "console", "file")
    assert deliver_due(ledger, channels, NOON).sent == 6
    assert deliver_due(ledger, channels, LATER).sent == 0
    assert stream.getvalue().count("rule r") == 3
    assert len(path.read_text().splitlines()) == 3
    assert count(ledger) == {("console", "delivered"): 3, ("file", "delivered"): 3}


def test_nothing_is_sent_before_it_is_due(ledger: Ledger) -> None:
    record(ledger, 1, "console")
    assert deliver_due(ledger, {"console": Broken()}, NOON - timedelta(seconds=1)).failed == 0


def test_a_failing_channel_loses_nothing_and_does_not_stop_the_others(ledger: Ledger, tmp_path: Path) -> None:
    broken, path = Broken(), tmp_path / "alerts.jsonl"
    record(ledger, 2 * AT_ONCE, "webhook", "file")
    report = deliver_due(ledger, {"webhook": broken, "file": JsonLinesFile(path)}, NOON)
    assert (report.sent, report.failed, report.errors) == (2 * AT_ONCE, 2 * AT_ONCE, ("broken: it is",))
    assert len(broken.tried) == PATIENCE
    assert count(ledger) == {("webhook", "waiting"): 2 * AT_ONCE, ("file", "delivered"): 2 * AT_ONCE}
    whole = Broken(*(f"s{number}" for number in range(2 * AT_ONCE)))
    assert deliver_due(ledger, {"webhook": whole}, LATER).sent == 2 * AT_ONCE


def test_one_alert_that_is_refused_does_not_stop_those_behind_it(ledger: Ledger) -> None:
    channel = Broken("s0", "s2", "s3")
    record(ledger, 4, "webhook")
    report = deliver_due(ledger, {"webhook": channel}, NOON)
    assert (report.sent, report.failed) == (3, 1)
    assert len(channel.tried) == 4


def test_a_failed_delivery_is_due_again_after_its_wait_and_not_before(ledger: Ledger) -> None:
    record(ledger, 1, "webhook")
    deliver_due(ledger, {"webhook": Broken()}, NOON)
    with ledger.begin() as session:
        assert due_deliveries(session, NOON + timedelta(seconds=14), 10) == []
        (waiting,) = due_deliveries(session, NOON + timedelta(seconds=31), 10)
    assert (waiting.attempts, waiting.error) == (1, "broken: it is")


def test_a_channel_that_the_settings_do_not_know_keeps_its_alerts(ledger: Ledger) -> None:
    record(ledger, 1, "webhook")
    report = deliver_due(ledger, {}, NOON)
    assert (report.sent, report.failed) == (0, 1)
    assert "settings say nothing" in report.errors[0]
    assert count(ledger) == {("webhook", "waiting"): 1}


def test_waits_grow_to_an_hour_and_differ_between_deliveries() -> None:
    waits = [wait_before_retry(make_delivery(attempts=attempts)) for attempts in range(60)]
    for attempts, wait in enumerate(waits):
        whole = min(LONGEST_WAIT, timedelta(seconds=30 * 2 ** min(attempts, 12)))
        assert whole / 2 <= wait <= whole
    assert len({wait_before_retry(make_delivery(number)) for number in range(50)}) == 50
    assert wait_before_retry(make_delivery()) == waits[0]


@pytest.mark.parametrize("trouble", ["500", "slow"])
def test_a_webhook_in_trouble_gets_every_alert_in_the_end_under_the_same_key(
    ledger: Ledger, receiver: Receiver, trouble: str
) -> None:
    record(ledger, 2, "webhook")
    with Webhook(receiver.url, "Clausewatch", timeout=0.2) as webhook:
        if trouble == "500":
            receiver.answers = [500, 503]
        else:
            receiver.wait_s = 0.4
        assert deliver_due(ledger, {"webhook": webhook}, NOON).failed == 2
        receiver.wait_s = 0
        assert deliver_due(ledger, {"webhook": webhook}, LATER).sent == 2
    keys = [post.headers["Idempotency-Key"] for post in receiver.posts]
    assert sorted(keys[:2]) == sorted(keys[2:])
    assert len({json.loads(post.body)["subject"] for post in receiver.posts}) == 2
