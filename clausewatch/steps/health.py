"""The daily check of publishers: what their histories of four weeks say, and the events that alerts are made of."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from clausewatch.alerts.health import judge_publisher
from clausewatch.ledger.health import (
    Finding,
    forget_findings,
    latest_crawls,
    read_checks,
    read_findings,
    record_findings,
)
from clausewatch.ledger.history import has_failed_since, read_history
from clausewatch.ledger.queue import Failure
from clausewatch.models import Publisher
from clausewatch.steps.alert import alert_batch
from clausewatch.steps.crawl import choose_publishers
from clausewatch.steps.report import StepReport, repeat_until_done
from clausewatch.steps.stores import Stores

DAILY = timedelta(hours=20)
"""After which a check is due again: a crawl at the same time each day must not miss it by a minute."""


def check_publishers(stores: Stores, at: datetime, publishers: Sequence[Publisher] | None = None) -> StepReport:
    """Judge each publisher, by default all enabled ones, by what was collected before a time, and keep what is found:
    what begins, and what is over, is an event, once. Checked again for the same time it adds nothing, and for an
    earlier one it changes nothing.

    In the report the ill ones are failures, and those that could not be reached are counted apart. What was found of
    publishers that are not among these is forgotten: nobody watches them any more.
    """
    publishers = choose_publishers(stores.settings, ()) if publishers is None else publishers
    report = _check_each(stores, at, publishers)
    names = {publisher.name for publisher in publishers}
    with stores.ledger.begin() as session:
        for name in set(read_findings(session)) - names:
            forget_findings(session, name)
    return report


def check_crawled(stores: Stores, at: datetime, publishers: Sequence[Publisher]) -> StepReport:
    """Judge those of some publishers, which were crawled just now, whose check is due: once a day, and at once where
    extraction made nothing of a page that came since, or where the check before found something. So an illness is told
    where no Airflow runs the daily check, too.
    """
    with stores.ledger.read() as session:
        checks, found = read_checks(session), read_findings(session)
        due = [
            publisher
            for publisher in publishers
            if (last := checks.get(publisher.name)) is None
            or at - last >= DAILY
            or publisher.name in found
            or has_failed_since(session, publisher.name, last)
        ]
    return _check_each(stores, at, due)


def judge_crawled(
    stores: Stores, at: datetime, crawled: Sequence[Publisher], reports: Sequence[StepReport]
) -> list[StepReport]:
    """The reports of the steps before, with that of the publishers whose check was due after their crawl, and with what
    its findings fired among the alerts. Where no check was due they are as they were.
    """
    checked = check_crawled(stores, at, crawled)
    if not checked.claimed:
        return [*reports]
    alerted = repeat_until_done("alert", lambda: alert_batch(stores))
    return [*(each + alerted if each.step == alerted.step else each for each in reports), checked]


def _check_each(stores: Stores, at: datetime, publishers: Sequence[Publisher]) -> StepReport:
    failures: list[Failure] = []
    away = 0
    with stores.ledger.read() as session:
        unreachable = {crawl.publisher for crawl in latest_crawls(session, at) if crawl.unreachable}
    for publisher in publishers:
        with stores.ledger.read() as session:
            findings = judge(session, publisher, at)
        with stores.ledger.begin() as session:
            is_kept = record_findings(session, publisher.name, findings, at)
        if is_kept and findings:
            reason = f"{publisher.name}: {'; '.join(finding.reason for finding in findings)}"
            failures.append(Failure(step="health", subject=publisher.name, reason=reason))
        else:
            away += publisher.name in unreachable
    number, told = len(publishers), tuple(failures)
    return StepReport(step="health", claimed=number, done=number - len(told) - away, unreachable=away, failures=told)


def judge(session: Session, publisher: Publisher, at: datetime) -> tuple[Finding, ...]:
    """The findings at a time, with those of the last check known; nothing is written."""
    known = read_findings(session).get(publisher.name, ())
    history = read_history(session, publisher.name, at, category=publisher.category, known=known)
    return tuple(judge_publisher(history, at))
