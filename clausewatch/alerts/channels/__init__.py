"""Where alerts are sent: one small module a channel."""

from typing import Protocol

from clausewatch.ledger.deliveries import Delivery


class Channel(Protocol):
    """Takes alerts one at a time."""

    def send(self, delivery: Delivery) -> None:
        """Send it, or raise `DeliveryError`. Sent again with the same id, it should count once."""
        ...
