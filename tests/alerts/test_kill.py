"""A process killed between sending an alert and saying so."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clausewatch.alerts.channels import Channel
from clausewatch.alerts.channels.json_lines import JsonLinesFile
from clausewatch.alerts.channels.webhook import Webhook
from clausewatch.alerts.outbox import deliver_due
from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.deliveries import count_deliveries
from tests.alerts.receiver import Receiver
from tests.alerts.test_outbox import record

DIES = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from clausewatch.alerts.channels.json_lines import JsonLinesFile
from clausewatch.alerts.channels.webhook import Webhook
from clausewatch.alerts.outbox import deliver_due
from clausewatch.ledger import open_ledger

class Dies:
    def __init__(self, channel, after):
        self.channel, self.left = channel, after
    def send(self, delivery):
        self.channel.send(delivery)
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)

_, database, name, target, after = sys.argv
channel = Webhook(target, "Clausewatch") if name == "webhook" else JsonLinesFile(Path(target))
deliver_due(open_ledger(database), {name: Dies(channel, int(after))}, datetime.now(UTC))
"""


def run_until_killed(ledger: Ledger, name: str, target: str, after: int) -> None:
    command = [sys.executable, "-c", DIES, ledger.url, name, target, str(after)]
    assert subprocess.run(command, check=False, env={**os.environ}).returncode == -signal.SIGKILL


@pytest.mark.parametrize("after", [1, 3])
def test_the_alert_is_posted_again_under_the_same_key(ledger: Ledger, receiver: Receiver, after: int) -> None:
    record(ledger, 3, "webhook")
    run_until_killed(ledger, "webhook", receiver.url, after)
    with Webhook(receiver.url, "Clausewatch") as webhook:
        channels: dict[str, Channel] = {"webhook": webhook}
        report = deliver_due(ledger, channels, datetime.now(UTC))
        assert deliver_due(ledger, channels, datetime.now(UTC) + timedelta(days=1)).sent == 0
    keys = [post.headers["Idempotency-Key"] for post in receiver.posts]
    assert report.sent == 4 - after
    assert len(keys) == 4
    assert len(set(keys)) == 3
    assert keys[after] == keys[after - 1]
    assert receiver.posts[after].body == receiver.posts[after - 1].body


def test_the_line_is_not_written_again(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "alerts.jsonl"
    record(ledger, 3, "file")
    run_until_killed(ledger, "file", str(path), 2)
    deliver_due(ledger, {"file": JsonLinesFile(path)}, datetime.now(UTC))
    subjects = [json.loads(line)["subject"] for line in path.read_text().splitlines()]
    assert sorted(subjects) == ["s0", "s1", "s2"]
    reopened = open_ledger(ledger.url)
    with reopened.read() as session:
        assert count_deliveries(session) == {("file", "delivered"): 3}
    reopened.close()
