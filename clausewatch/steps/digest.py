"""What each rule told in a day, sent as one alert: the interval is given, and decides alone what is in it."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from typing import TextIO

from sqlalchemy.orm import Session

from clausewatch.alerts.digests import Digest, make_digests
from clausewatch.alerts.files import load_rules
from clausewatch.alerts.outbox import DeliveryReport
from clausewatch.errors import InputError
from clausewatch.index.times import LONDON
from clausewatch.ledger.alerts import DIGEST, record_alert
from clausewatch.ledger.deliveries import mark_told
from clausewatch.models import Model
from clausewatch.steps.alert import default_channels, deliver
from clausewatch.steps.stores import Stores

MORNING = time(7)
"""In London, when one day's digest ends and the next one's begins."""


class DigestReport(Model):
    """What one call put into the outbox, and what went out of it."""

    rules: tuple[str, ...] = ()
    """Rules whose digest of this interval is new."""
    delivery: DeliveryReport = DeliveryReport()


def day_before(until: datetime) -> datetime:
    """The same time of the clock in London on the day before: 23 to 25 hours earlier."""
    there = until.astimezone(LONDON)
    return datetime.combine(there.date() - timedelta(days=1), there.time(), LONDON).astimezone(UTC)


def last_day(now: datetime) -> tuple[datetime, datetime]:
    """The last interval from 07:00 to 07:00 in London that has ended at `now`."""
    there = now.astimezone(LONDON)
    until = datetime.combine(there.date(), MORNING, LONDON)
    until = (until if until <= there else day_before(until)).astimezone(UTC)
    return day_before(until), until


def list_day_digests(
    stores: Stores, since: datetime, until: datetime, names: Collection[str] = ()
) -> tuple[Digest, ...]:
    """The digests of the interval, of all rules that fired or of those named; nothing is written."""
    _check_interval(since, until)
    with stores.ledger.read() as session:
        return make_digests(session, since, until, set(names) or None)


def send_digests(
    stores: Stores, since: datetime, until: datetime, *, names: Collection[str] = (), console: TextIO | None = None
) -> DigestReport:
    """Put one digest a rule into the outbox, once ever for an interval, and send what is due there.

    Of all rules in force that want one, or of those among them that are named; a rule that did not fire has none.
    `InputError` for an interval that is none.
    """
    rules = record_digests(stores, since, until, names)
    # Only the sending looks at the clock: a channel that failed is tried again some time from now.
    return DigestReport(rules=rules, delivery=deliver(stores, datetime.now(UTC), console))


def record_digests(stores: Stores, since: datetime, until: datetime, names: Collection[str] = ()) -> tuple[str, ...]:
    """Put the digests into the outbox without sending them; the rules whose digest is new, by name."""
    _check_interval(since, until)
    with stores.ledger.begin() as session:
        rules = {name: rule for name, (_, rule) in load_rules(session, stores.settings.rules).items()}
        wanted = {name: rule for name, rule in rules.items() if rule.digest != "never" and name in (names or rules)}
        default = default_channels(stores.settings)
        return tuple(
            digest.rule
            for digest in make_digests(session, since, until, wanted)
            if _record(session, digest, wanted[digest.rule].channels or default)
        )


def _check_interval(since: datetime, until: datetime) -> None:
    if since >= until:
        raise InputError(f"a digest from {since.isoformat()} to {until.isoformat()} has no time in it")


def _record(session: Session, digest: Digest, channels: Collection[str]) -> bool:
    is_new = record_alert(
        session,
        rule=digest.rule,
        subject=digest.subject,
        kind=DIGEST,
        title=digest.title,
        payload=digest.model_dump(mode="json", exclude={"rule"}),
        at=digest.until,
        channels=tuple(channels),
    )
    if is_new:
        mark_told(session, digest.alerts, digest.until)
    return is_new
