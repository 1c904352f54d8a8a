"""Webhooks over real HTTP: signed, under one key, and a failure is told without the address."""

import hashlib
import hmac
import json
import socket
import time
from collections.abc import Iterator

import pytest

from clausewatch.alerts.channels.webhook import SIGNATURE, Webhook
from clausewatch.errors import DeliveryError
from tests.alerts.builders import make_delivery
from tests.alerts.receiver import Receiver

AGENT = "Clausewatch/0.1 (+https://example.org)"
PATIENCE_S = 10.0


@pytest.fixture
def webhook(receiver: Receiver) -> Iterator[Webhook]:
    with Webhook(receiver.url, AGENT, "hush", timeout=PATIENCE_S) as opened:
        yield opened


def test_an_alert_is_posted_as_json_under_its_key(receiver: Receiver, webhook: Webhook) -> None:
    webhook.send(make_delivery(7, title="Ada Moor moved — “so”"))
    (post,) = receiver.posts
    content = json.loads(post.body)
    assert post.path == "/hook"
    assert post.headers["Idempotency-Key"] == content["id"] == make_delivery(7).id
    assert post.headers["Content-Type"] == "application/json"
    assert post.headers["User-Agent"] == AGENT
    assert content["title"] == "Ada Moor moved — “so”"
    assert set(content) == {"id", "alert", "rule", "kind", "subject", "title", "at", "payload"}


def test_the_signature_is_the_hmac_of_the_body(receiver: Receiver, webhook: Webhook) -> None:
    webhook.send(make_delivery())
    (post,) = receiver.posts
    assert post.headers[SIGNATURE] == f"sha256={hmac.new(b'hush', post.body, hashlib.sha256).hexdigest()}"


def test_without_a_secret_nothing_is_signed(receiver: Receiver) -> None:
    with Webhook(receiver.url, AGENT) as webhook:
        webhook.send(make_delivery())
    assert SIGNATURE not in receiver.posts[0].headers


def test_the_same_alert_is_the_same_bytes_each_time(receiver: Receiver, webhook: Webhook) -> None:
    webhook.send(make_delivery(payload={"b": 1, "a": [2]}))
    webhook.send(make_delivery(payload={"a": [2], "b": 1}, attempts=3, error="it was down"))
    assert receiver.posts[0] == receiver.posts[1]


@pytest.mark.parametrize("status", [301, 400, 410, 429, 500, 503])
def test_any_answer_but_2xx_is_a_failure(receiver: Receiver, webhook: Webhook, status: int) -> None:
    receiver.answers = [status]
    with pytest.raises(DeliveryError, match=f"webhook: answered {status}"):
        webhook.send(make_delivery())
    assert len(receiver.posts) == 1


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_any_2xx_answer_is_taken(receiver: Receiver, webhook: Webhook, status: int) -> None:
    receiver.answers, receiver.body = [status], b""
    webhook.send(make_delivery())


def test_a_server_that_does_not_answer_in_time_is_a_failure(receiver: Receiver) -> None:
    receiver.wait_s = PATIENCE_S
    began = time.monotonic()
    with Webhook(receiver.url, AGENT, timeout=0.2) as webhook, pytest.raises(DeliveryError, match="timed out"):
        webhook.send(make_delivery())
    assert time.monotonic() - began < PATIENCE_S / 2


def test_an_answer_of_any_length_is_not_read(receiver: Receiver) -> None:
    # More than fits between the two.
    receiver.body = b"x" * 50_000_000
    with Webhook(receiver.url, AGENT, timeout=PATIENCE_S) as webhook:
        webhook.send(make_delivery())
    assert receiver.hung_up.wait(PATIENCE_S)


def test_a_closed_port_is_a_failure_that_keeps_the_address_to_itself() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    address = f"http://127.0.0.1:{port}/secret-path"
    with Webhook(address, AGENT) as webhook, pytest.raises(DeliveryError, match="webhook: ") as failure:
        webhook.send(make_delivery())
    assert "secret-path" not in str(failure.value)


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "hook", "http://", "http://[::1", "http://127.0.0.1:99999999/"])
def test_an_address_that_is_none_is_a_failure_of_the_delivery(url: str) -> None:
    with Webhook(url, AGENT) as webhook, pytest.raises(DeliveryError, match="webhook: "):
        webhook.send(make_delivery())
