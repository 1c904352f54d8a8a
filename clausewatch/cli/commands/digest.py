"""`clausewatch digest`: what each rule told in a day."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import click

from clausewatch.alerts.channels.content import clean
from clausewatch.alerts.channels.digest import describe_digest
from clausewatch.alerts.digests import Digest
from clausewatch.alerts.files import load_rules
from clausewatch.cli.options import DateTime, with_settings
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.errors import InputError
from clausewatch.index.times import LONDON
from clausewatch.settings import Settings
from clausewatch.steps.digest import MORNING, DigestReport, day_before, last_day, list_day_digests, send_digests
from clausewatch.steps.stores import Stores, open_stores


class Morning(DateTime):
    """A day, which is 07:00 in London on it, or an ISO 8601 time."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """An aware time, or wrong use."""
        at = super().convert(value, param, ctx)
        if isinstance(value, str) and len(value) == len("2023-09-06"):
            return datetime.combine(date.fromisoformat(value), MORNING, LONDON).astimezone(UTC)
        return at


@click.command()
@click.option("--since", type=Morning(), help="From that day at 07:00 in London, or that time, on.")
@click.option("--until", type=Morning(), help="Before that day at 07:00 in London, or that time.")
@click.option("--rule", "names", multiple=True, metavar="NAME", help="Only of this rule; may be given again.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--send", is_flag=True, help="Send it through the rules' channels, once for the same time.")
@with_settings
def command(
    settings: Settings,
    since: datetime | None,
    until: datetime | None,
    names: tuple[str, ...],
    shape: str,
    *,
    send: bool,
) -> int:
    """Show what each alert rule told in a day, or send it.

    Without times it is the last day from 07:00 to 07:00 in London that is over. Exit status 3 where a channel did not
    take an alert; it is tried again later.

    Example: clausewatch digest --since 2025-03-04 --until 2025-03-05 --send
    """
    since, until = _choose_interval(since, until, datetime.now(UTC), is_sent=send)
    if send and shape == "json":
        raise click.UsageError("--format says how a digest is shown; a digest that is sent goes to the channels.")
    with open_stores(settings) as stores:
        _check_names(stores, names)
        if send:
            return _tell(send_digests(stores, since, until, names=names))
        digests = list_day_digests(stores, since, until, names)
    _show(digests, shape)
    if not digests:
        click.echo(f"No alert fired from {since.isoformat()} to {until.isoformat()}.", err=True)
    return 0


def _choose_interval(
    since: datetime | None, until: datetime | None, now: datetime, *, is_sent: bool
) -> tuple[datetime, datetime]:
    end = until or last_day(now)[1]
    start = since or day_before(end)
    if start >= end:
        raise click.BadParameter(f"{end.isoformat()} is not after {start.isoformat()}.", param_hint="--until")
    if is_sent and end > now:
        # Sent now, it would never tell what is still to come.
        raise click.BadParameter(f"{end.isoformat()} is still to come; send it then.", param_hint="--until")
    return start, end


def _check_names(stores: Stores, names: Iterable[str]) -> None:
    with stores.ledger.read() as session:
        rules = load_rules(session, stores.settings.rules)
    for name in names:
        if name not in rules:
            raise InputError(f"there is no rule {name!r}; `clausewatch alert list` shows them")


def _show(digests: Iterable[Digest], shape: str) -> None:
    for place, digest in enumerate(digests):
        if shape == "json":
            click.echo(json.dumps({**digest.model_dump(mode="json"), "title": digest.title}, ensure_ascii=False))
            continue
        click.echo("\n" if place else "", nl=False)
        click.echo(clean(digest.title))
        for line in describe_digest(digest):
            click.echo(clean(f"  {line}"))


def _tell(report: DigestReport) -> int:
    sent = report.delivery
    for error in sent.errors:
        click.echo(error, err=True)
    waiting = f", {sent.failed} failed and wait" if sent.failed else ""
    click.echo(f"{len(report.rules)} new digests; {sent.sent} deliveries sent{waiting}.", err=True)
    return PARTLY_DONE if sent.failed else 0
