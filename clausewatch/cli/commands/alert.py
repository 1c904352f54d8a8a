"""`clausewatch alert`: saved searches and what happened to them."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any, get_args

import click

from clausewatch.alerts.channels.content import clean, describe
from clausewatch.alerts.files import Sourced, load_rules
from clausewatch.alerts.rules import ChannelName, DigestChoice, Rule, RuleKind, dump_rule, parse_rule
from clausewatch.cli.options import DateTime, with_settings
from clausewatch.cli.progress import show_progress
from clausewatch.cli.rows import PARTLY_DONE
from clausewatch.errors import InputError
from clausewatch.ledger import open_ledger
from clausewatch.ledger.alerts import SavedAlert, count_alerts, list_alerts
from clausewatch.ledger.rules import BY_COMMAND, remove_rule, save_rule
from clausewatch.models import Category, ChangeClaim, StanceLabel, StatementKind
from clausewatch.settings import Settings
from clausewatch.steps.alert import alert_batch, choose_channels, deliver
from clausewatch.steps.report import repeat_until_done
from clausewatch.steps.stores import open_stores
from nlp.components.targets import find_target, load_targets

MOST_ALERTS = 100_000
EVENT_KINDS = ("revision", "withdrawal", "paywall", "publisher")


@click.group()
def command() -> None:
    """Be told of new statements, denials, shifts, edits, withdrawals and sick publishers.

    Example: clausewatch alert add --name scanning --query "client-side scanning" --category government
    """


@command.command()
@click.option("--name", metavar="NAME", help="Default: made from the conditions.")
@click.option("--kind", type=click.Choice(get_args(RuleKind)), default="statement", show_default=True)
@click.option("--query", "text", metavar="QUERY", help='Words, "phrases", prefix* and -exclusions, as in search.')
@click.option("--target", metavar="ID", help="About this target.")
@click.option("--stance", type=click.Choice(get_args(StanceLabel), case_sensitive=False), help="On the target.")
@click.option("--speaker", metavar="NAME", help="Made by this person or body.")
@click.option("--organisation", metavar="NAME", help="Made for this body.")
@click.option("--category", type=click.Choice(get_args(Category)), help="Made by somebody of this kind.")
@click.option("--publisher", metavar="NAME", help="Collected from this publisher.")
@click.option("--statement-kind", type=click.Choice(get_args(StatementKind)), help="Kind of statement.")
@click.option("--since", type=DateTime(), help="Published on that day or later.")
@click.option("--until", type=DateTime(), help="Published before that day.")
@click.option("--claims", multiple=True, type=click.Choice(get_args(ChangeClaim)), help="Of --kind change-claim.")
@click.option("--channel", "channels", multiple=True, type=click.Choice(get_args(ChannelName)), help="Default: all.")
@click.option("--digest", type=click.Choice(get_args(DigestChoice)), default="also", help="Whether digests tell it.")
@with_settings
def add(
    settings: Settings, *, kind: str, name: str | None, channels: tuple[str, ...], digest: str, **conditions: Any
) -> None:
    """Save a rule; one of the same name is replaced. It fires for what is new from now on.

    \b
    Kinds: statement      somebody says something new that matches the search
           change-claim   somebody denies or announces a change of their own position
           shift          a speaker's position moves
           revision       a page was changed after publication
           withdrawal     a page is gone or was taken back, or is there again
           paywall        a page went behind a paywall, or came out of it
           publisher      a publisher is unhealthy, or has recovered

    Example: clausewatch alert add --name u-turns --kind change-claim --category government --channel webhook
    """  # noqa: D301  click's mark for lines that are kept as they are
    given = {key: value for key, value in conditions.items() if value not in (None, "", ())}
    rule = parse_rule(_make_data(kind, name, given, channels) | {"digest": digest})
    if conditions["target"] is not None:
        find_target(load_targets(settings.targets), conditions["target"])
    with closing(open_ledger(settings.database_url)) as ledger, ledger.begin() as session:
        replaced = rule.name in load_rules(session, settings.rules)
        save_rule(session, rule.name, dump_rule(rule), at=datetime.now(UTC))
    click.echo(f"{'Replaced' if replaced else 'Added'} rule {rule.name!r}.", err=True)
    if "webhook" in channels and not settings.webhook:
        click.echo("No webhook address is set (CLAUSEWATCH_WEBHOOK): its alerts wait until there is one.", err=True)


def _make_data(kind: str, name: str | None, given: dict[str, Any], channels: tuple[str, ...]) -> dict[str, Any]:
    """The rule as plain data; wrong use where an option means nothing to the kind."""
    data: dict[str, Any] = {"name": name or _make_name(kind, given), "kind": kind}
    if channels:
        data["channels"] = channels
    if kind == "change-claim" and "claims" in given:
        data["claims"] = given.pop("claims")
    known = {"publisher"} if kind in EVENT_KINDS else set(given) - {"claims"}
    if unknown := sorted(set(given) - known):
        option = {"text": "query"}.get(unknown[0], unknown[0]).replace("_", "-")
        raise click.UsageError(f"--{option} says nothing to a rule of kind {kind}.")
    if kind in EVENT_KINDS:
        return data | given
    query = {{"statement_kind": "kind"}.get(key, key): value for key, value in given.items()}
    return data | ({"query": query} if query else {})


def _make_name(kind: str, given: dict[str, Any]) -> str:
    values = (", ".join(value) if isinstance(value, tuple) else str(value) for value in given.values())
    return ": ".join((kind, *filter(None, [", ".join(values)])))[:120]


@command.command("list")
@click.option("--limit", type=click.IntRange(0, 10_000), default=10, show_default=True, help="Last alerts shown.")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
@with_settings
def list_all(settings: Settings, limit: int, shape: str) -> None:
    """Show the rules, how often each fired, and the last alerts.

    Example: clausewatch alert list
    """
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        rules, fired = load_rules(session, settings.rules), count_alerts(session)
        last = list_alerts(session, limit=limit)
    show = _show_json if shape == "json" else _show_table
    for line in show(rules, fired, last):
        click.echo(line)


def _show_table(rules: Sourced, fired: dict[str, int], last: list[SavedAlert]) -> Iterator[str]:
    width = max((len(name) for name in rules), default=0)
    for name, (source, rule) in rules.items():
        yield clean(f"{name:{width}}  {rule.kind:12}  fired {fired.get(name, 0):5}  {source:8}  {_say(rule)}".rstrip())
    if not rules:
        yield "No rules: clausewatch alert add"
    for place, alert in enumerate(last):
        if not place:
            yield "\nLast alerts:"
        yield clean(f"{alert.at.strftime('%Y-%m-%d %H:%M')}  {alert.rule}: {alert.title}")


def _show_json(rules: Sourced, fired: dict[str, int], last: list[SavedAlert]) -> Iterator[str]:
    for name, (source, rule) in rules.items():
        alerts = [alert.model_dump(mode="json", exclude={"rule"}) for alert in last if alert.rule == name]
        row = {**dump_rule(rule), "source": source, "fired": fired.get(name, 0), "last": alerts}
        yield json.dumps(row, ensure_ascii=False)


def _say(rule: Rule) -> str:
    """The conditions and channels of a rule on one line."""
    data = dump_rule(rule)
    query = data.pop("query", {})
    told = {**query, **{key: value for key, value in data.items() if key not in ("name", "kind")}}
    values = {key: "+".join(value) if isinstance(value, list) else value for key, value in told.items()}
    return "  ".join(f"{key}={value}" for key, value in values.items())


@command.command()
@click.argument("name")
@with_settings
def remove(settings: Settings, name: str) -> None:
    """Forget a rule that was added by command; its alerts stay.

    Example: clausewatch alert remove scanning
    """
    with closing(open_ledger(settings.database_url)) as ledger, ledger.begin() as session:
        source, _ = load_rules(session, settings.rules).get(name, (None, None))
        if source is None:
            raise InputError(f"there is no rule {name!r}; `clausewatch alert list` shows them")
        if source != BY_COMMAND:
            where = "the rules that ship" if source == "shipped" else source
            raise InputError(f"rule {name!r} comes from {where}; name a file of your own with CLAUSEWATCH_RULES")
        remove_rule(session, name)
    click.echo(f"Removed rule {name!r}.", err=True)


@command.command()
@with_settings
def check(settings: Settings) -> int:
    """Hold the rules against what is new, send what is due, and print what fired.

    Exit status 3 where a channel did not take an alert; it is tried again later.

    Example: clausewatch alert check
    """
    began = datetime.now(UTC)
    with open_stores(settings) as stores:
        with show_progress("checking"):
            repeat_until_done("alert", lambda: alert_batch(stores))
        sent = deliver(stores, datetime.now(UTC))
        with stores.ledger.read() as session:
            fired = list_alerts(session, since=began, limit=MOST_ALERTS)
            rules = load_rules(session, settings.rules)
    for alert in fired:
        _, rule = rules.get(alert.rule, (None, None))
        if rule is not None and "console" not in choose_channels(rule, settings):
            click.echo("\n".join(describe(alert)))
    for error in sent.errors:
        click.echo(error, err=True)
    waiting = f", {sent.failed} failed and wait" if sent.failed else ""
    click.echo(f"{len(fired)} alerts fired; {sent.sent} deliveries sent{waiting}.", err=True)
    return PARTLY_DONE if sent.failed else 0
