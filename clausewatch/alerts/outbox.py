"""Send what is due, and mark what each channel took."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from clausewatch.alerts.channels import Channel
from clausewatch.errors import DeliveryError
from clausewatch.identifiers import make_id
from clausewatch.ledger import Ledger
from clausewatch.ledger.deliveries import Delivery, due_deliveries, mark_delivered, mark_failed
from clausewatch.models import Model

AT_ONCE = 50
"""Few enough that a slow channel takes them within the lease."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
PATIENCE = 3
"""Failures of a channel in one call after which the rest of its alerts wait untried."""


class DeliveryReport(Model):
    """What one call sent."""

    sent: int = 0
    failed: int = 0
    """Still in the outbox, to be tried again."""
    errors: tuple[str, ...] = ()
    """The last reason of each channel that failed."""


def wait_before_retry(delivery: Delivery) -> timedelta:
    """How long a failed delivery waits: twice as long each time, up to an hour, and half of it by lot.

    The lot is drawn from the delivery's id, so that many that failed together do not come back together.
    """
    whole: timedelta = min(LONGEST_WAIT, FIRST_WAIT * (1 << min(delivery.attempts, 20)))
    lot = int(make_id("wait", delivery.id, str(delivery.attempts))[:8], 16) / 0xFFFFFFFF
    return whole * (0.5 + lot / 2)


def deliver_due(ledger: Ledger, channels: Mapping[str, Channel], now: datetime) -> DeliveryReport:
    """Send all that is due at `now`, each marked in a transaction of its own as soon as its channel took it.

    A process killed between the two sends the alert once more, under the same id. A channel that fails keeps its
    alerts in the outbox and holds up no other.
    """
    counts: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    errors: dict[str, str] = {}
    while due := _take_due(ledger, now):
        for delivery in _take_turns(due):
            channel = delivery.channel
            error = errors[channel] if failures[channel] >= PATIENCE else _try(channels, delivery)
            counts["sent" if error is None else "failed"] += 1
            failures[channel] = 0 if error is None else failures[channel] + 1
            if error is not None:
                errors[channel] = error
            _mark(ledger, delivery, now, error)
    return DeliveryReport(sent=counts["sent"], failed=counts["failed"], errors=tuple(errors.values()))


def _take_due(ledger: Ledger, now: datetime) -> list[Delivery]:
    with ledger.begin() as session:
        return due_deliveries(session, now, AT_ONCE)


def _take_turns(due: Iterable[Delivery]) -> list[Delivery]:
    """Channels by turns, so that a slow one does not hold up all of another's."""
    places: Counter[str] = Counter()
    order = []
    for delivery in due:
        places[delivery.channel] += 1
        order.append((places[delivery.channel], delivery))
    return [delivery for _, delivery in sorted(order, key=lambda pair: pair[0])]


def _try(channels: Mapping[str, Channel], delivery: Delivery) -> str | None:
    """Send it; what went wrong, if anything did."""
    channel = channels.get(delivery.channel)
    if channel is None:
        return f"{delivery.channel}: the settings say nothing of this channel"
    try:
        channel.send(delivery)
    except DeliveryError as error:
        return str(error)
    return None


def _mark(ledger: Ledger, delivery: Delivery, now: datetime, error: str | None) -> None:
    with ledger.begin() as session:
        if error is None:
            mark_delivered(session, delivery.id, now)
        else:
            mark_failed(session, delivery.id, retry_at=now + wait_before_retry(delivery), error=error)
