"""Alerts as text for a person."""

from typing import TextIO

from clausewatch.alerts.channels.content import describe
from clausewatch.errors import DeliveryError
from clausewatch.ledger.deliveries import Delivery


class Console:
    """Writes to a stream, one block an alert; what the stream's encoding lacks becomes `?`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def send(self, delivery: Delivery) -> None:
        """Write it and hold nothing back."""
        encoding = self._stream.encoding or "utf-8"
        text = "\n".join(describe(delivery)) + "\n"
        try:
            self._stream.write(text.encode(encoding, "replace").decode(encoding))
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise DeliveryError(f"console: {error.strerror}") from error
