"""New statements, shifts and events to alerts, and alerts to channels."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import NamedTuple, TextIO

from sqlalchemy.orm import Session

from clausewatch.alerts.channels import Channel
from clausewatch.alerts.channels.console import Console
from clausewatch.alerts.channels.json_lines import JsonLinesFile
from clausewatch.alerts.channels.webhook import Webhook
from clausewatch.alerts.files import load_rules
from clausewatch.alerts.firing import Firing, Link, fire, link
from clausewatch.alerts.matching import match_rules
from clausewatch.alerts.outbox import DeliveryReport, deliver_due
from clausewatch.alerts.reading import KINDS, read_news
from clausewatch.alerts.rules import ChannelName, Rule
from clausewatch.ledger.alerts import add_pages, record_alert
from clausewatch.ledger.deliveries import TO_DIGEST
from clausewatch.ledger.queue import Failure, claim, fail, finish
from clausewatch.ledger.statements import list_untold
from clausewatch.settings import Settings
from clausewatch.steps.report import BATCH, StepReport
from clausewatch.steps.stores import Stores
from nlp.components.targets import load_targets

REREAD = "reread:"


class _Findings(NamedTuple):
    """What the rules find in a batch."""

    firings: tuple[Firing, ...] = ()
    links: tuple[Link, ...] = ()


def alert_batch(stores: Stores, limit: int = BATCH) -> StepReport:
    """Claim new versions and events, hold the rules against them and put the alerts into the outbox.

    Each (rule, subject) fires once, ever; a copy adds its page to the alert that was. What stands in a page that was
    only read again is noted, and never fires.
    `RuleError` where a rule is wrong: the work then waits until it is right.
    """
    with stores.ledger.read() as session:
        rules = [rule for _, rule in load_rules(session, stores.settings.rules).values()]
    with stores.ledger.begin() as session:
        subjects = claim(session, "alert", limit)
        reread = _list_reread(session, subjects)
    found = _find(stores, rules, [subject for subject in subjects if not subject.startswith(REREAD)])
    noted = _find(stores, rules, reread)
    now = datetime.now(UTC)
    channels = {rule.name: choose_channels(rule, stores.settings) for rule in rules}
    failures = tuple(_check_subjects(subjects))
    with stores.ledger.begin() as session:
        for firing in found.firings:
            record_alert(session, **firing.model_dump(), at=now, channels=channels[firing.rule])
        for firing in noted.firings:
            record_alert(session, **firing.model_dump(), at=now, channels=())
        for one in (*found.links, *noted.links):
            add_pages(session, one.rule, one.subject, one.pages)
        for failure in failures:
            fail(session, "alert", failure.subject, failure.reason)
        finish(session, "alert", subjects)
    return StepReport(step="alert", claimed=len(subjects), done=len(subjects) - len(failures), failures=failures)


def _list_reread(session: Session, subjects: Sequence[str]) -> list[str]:
    """The pages that were only read again; not those that somebody is still to be told of."""
    versions = [subject.removeprefix(REREAD) for subject in subjects if subject.startswith(REREAD)]
    untold = list_untold(session, versions)
    return [REREAD + version for version in versions if version not in untold]


def _check_subjects(subjects: Sequence[str]) -> Iterator[Failure]:
    for subject in subjects:
        if subject.partition(":")[0] not in KINDS:
            yield Failure(step="alert", subject=subject, reason=f"nobody knows what {subject!r} is about")


def _find(stores: Stores, rules: Sequence[Rule], subjects: Sequence[str]) -> _Findings:
    if not subjects:
        return _Findings()
    targets = load_targets(stores.settings.targets)
    names = {target.id: target.name for target in targets}
    with stores.ledger.read() as session:
        news = read_news(session, subjects)
    found = match_rules(stores.index, rules, news.entries)
    return _Findings(tuple(fire(rules, news, found, names)), tuple(link(rules, news, found)))


def default_channels(settings: Settings) -> tuple[ChannelName, ...]:
    """Where the alerts of a rule go that names no channel."""
    return ("console", "file", "webhook") if settings.webhook else ("console", "file")


def choose_channels(rule: Rule, settings: Settings) -> tuple[str, ...]:
    """Where each alert of a rule goes as it fires: to wait for a digest, if only that tells it."""
    return (TO_DIGEST,) if rule.digest == "only" else rule.channels or default_channels(settings)


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
