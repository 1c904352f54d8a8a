"""Alerts posted as JSON to an address."""

import hashlib
import hmac
import json
from types import TracebackType
from typing import Self

import httpx

from clausewatch.alerts.channels.content import to_json
from clausewatch.errors import DeliveryError
from clausewatch.ledger.deliveries import Delivery

TIMEOUT_S = 10.0
"""For the connection and for each wait for the answer."""
SIGNATURE = "X-Clausewatch-Signature"


def sign(secret: str, body: bytes) -> str:
    """`sha256=` and the HMAC-SHA256 of the body in hexadecimal."""
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"


class Webhook:
    """Posts the same bytes under the same `Idempotency-Key` however often an alert is sent."""

    def __init__(self, url: str, user_agent: str, secret: str | None = None, timeout: float = TIMEOUT_S) -> None:
        self._url = url
        self._secret = secret
        # No redirects: a body signed for one address is not for another.
        self._client = httpx.Client(timeout=timeout, headers={"User-Agent": user_agent}, follow_redirects=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def send(self, delivery: Delivery) -> None:
        """Post it; any answer but 2xx is a failure."""
        body = json.dumps(to_json(delivery), ensure_ascii=False, sort_keys=True).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": delivery.id}
        if self._secret is not None:
            headers[SIGNATURE] = sign(self._secret, body)
        try:
            # As a stream, so that an answer of any size is not read.
            with self._client.stream("POST", self._url, content=body, headers=headers) as response:
                status, reason = response.status_code, response.reason_phrase
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            # The address may hold a secret, so that it is not named.
            raise DeliveryError(f"webhook: {str(error) or type(error).__name__}") from error
        if not 200 <= status < 300:
            raise DeliveryError(f"webhook: answered {status} {reason}".rstrip())
