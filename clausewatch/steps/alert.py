"""New statements, shifts and events to alerts, and alerts to channels."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TextIO

from clausewatch.alerts.channels import Channel
from clausewatch.alerts.channels.console import Console
from clausewatch.alerts.channels.json_lines import JsonLinesFile
from clausewatch.alerts.channels.webhook import Webhook
from clausewatch.alerts.files import load_rules
from clausewatch.alerts.firing import Firing, fire
from clausewatch.alerts.matching import match_rules
from clausewatch.alerts.outbox import DeliveryReport, deliver_due
from clausewatch.alerts.reading import KINDS, read_news
from clausewatch.alerts.rules import ChannelName, Rule
from clausewatch.ledger.alerts import record_alert
from clausewatch.ledger.queue import Failure, claim, fail, finish
from clausewatch.settings import Settings
from clausewatch.steps.report import BATCH, StepReport
from clausewatch.steps.stores import Stores
from nlp.components.targets import load_targets


def alert_batch(stores: Stores, limit: int = BATCH) -> StepReport:
    """Claim new versions and events, hold the rules against them and put the alerts into the outbox.

    Each (rule, subject) fires once, ever. `RuleError` where a rule is wrong: the work then waits until it is right.
    """
    with stores.ledger.read() as session:
        rules = [rule for _, rule in load_rules(session, stores.settings.rules).values()]
    with stores.ledger.begin() as session:
        subjects = claim(session, "alert", limit)
    found = _find(stores, rules, subjects) if subjects else ()
    now = datetime.now(UTC)
    channels = {rule.name: rule.channels or default_channels(stores.settings) for rule in rules}
    failures = tuple(_check_subjects(subjects))
    with stores.ledger.begin() as session:
        for firing in found:
            record_alert(session, **firing.model_dump(), at=now, channels=channels[firing.rule])
        for failure in failures:
            fail(session, "alert", failure.subject, failure.reason)
        finish(session, "alert", subjects)
    return StepReport(step="alert", claimed=len(subjects), done=len(subjects) - len(failures), failures=failures)


def _check_subjects(subjects: Sequence[str]) -> Iterator[Failure]:
    for subject in subjects:
        if subject.partition(":")[0] not in KINDS:
            yield Failure(step="alert", subject=subject, reason=f"nobody knows what {subject!r} is about")


def _find(stores: Stores, rules: Sequence[Rule], subjects: Sequence[str]) -> tuple[Firing, ...]:
    targets = load_targets(stores.settings.targets)
    names = {target.id: target.name for target in targets}
    with stores.ledger.read() as session:
        news = read_news(session, subjects)
    found = match_rules(stores.index, rules, news.entries)
    return tuple(fire(rules, news, found, names))


def default_channels(settings: Settings) -> tuple[ChannelName, ...]:
    """Where the alerts of a rule go that names no channel."""
    return ("console", "file", "webhook") if settings.webhook else ("console", "file")


def deliver(stores: Stores, now: datetime, console: TextIO | None = None) -> DeliveryReport:
    """Send what is due to console (standard output, where no other stream is given), file and webhook."""
    with _open_channels(stores.settings, console or sys.stdout) as channels:
        return deliver_due(stores.ledger, channels, now)


@contextmanager
def _open_channels(settings: Settings, console: TextIO) -> Iterator[dict[str, Channel]]:
    channels: dict[str, Channel] = {"console": Console(console), "file": JsonLinesFile(settings.alerts_path)}
    if not settings.webhook:
        yield channels
        return
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
    with Webhook(settings.webhook, settings.user_agent, secret) as webhook:
        yield channels | {"webhook": webhook}
