"""Digests on a real ledger: once for an interval, through the rule's channels, and nothing lost."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clausewatch.alerts.files import load_rules
from clausewatch.errors import InputError
from clausewatch.ledger.alerts import count_alerts, record_alert
from clausewatch.ledger.deliveries import count_deliveries
from clausewatch.steps.alert import alert_batch, choose_channels, deliver
from clausewatch.steps.digest import DigestReport, day_before, last_day, list_day_digests, record_digests, send_digests
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.builders import make_statement
from tests.alerts.receiver import run_receiver
from tests.steps.publishing import ADA, alerts, make_settings, publish

SINCE = datetime(2025, 3, 4, 7, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=1)
HOUR = timedelta(hours=1)
RULES: list[dict[str, Any]] = [
    {"name": "also", "kind": "statement", "query": {"text": "scanning"}, "channels": ["file"]},
    {"name": "only", "kind": "statement", "query": {"text": "scanning"}, "channels": ["console"], "digest": "only"},
    {"name": "never", "kind": "statement", "query": {"text": "scanning"}, "channels": ["file"], "digest": "never"},
]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    path = tmp_path / "rules.yaml"
    path.write_text(json.dumps({"rules": RULES}))
    with open_stores(make_settings(tmp_path).model_copy(update={"rules": path})) as opened:
        yield opened


def fire(stores: Stores, rule: str, at: datetime, subject: str = "s1", channels: tuple[str, ...] = ("file",)) -> None:
    facts: dict[str, Any] = {"kind": "withdrawal", "title": f"{subject} is gone", "payload": {}}
    with stores.ledger.begin() as session:
        record_alert(session, rule=rule, subject=subject, at=at, channels=channels, **facts)


def send(stores: Stores, since: datetime = SINCE, until: datetime = UNTIL, **facts: Any) -> tuple[DigestReport, str]:
    console = io.StringIO()
    return send_digests(stores, since, until, console=console, **facts), console.getvalue()


def lines(stores: Stores) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stores.settings.alerts_path.read_text(encoding="utf-8").splitlines()]


def test_each_rule_that_wants_one_gets_one_digest_of_what_it_found(stores: Stores) -> None:
    publish(stores, [make_statement("We want scanning", ADA, "FAVOR .9")])
    alert_batch(stores)
    deliver(stores, datetime.now(UTC), io.StringIO())
    assert sorted(line["rule"] for line in lines(stores)) == ["also", "never"]
    now = datetime.now(UTC)
    report, console = send(stores, now - HOUR, now)
    assert report.rules == ("also", "only")
    digest = next(line for line in lines(stores) if line["kind"] == "digest")
    assert (digest["rule"], digest["payload"]["counts"]) == ("also", {"statement": 1})
    assert digest["payload"]["items"][0]["said"][0]["text"] == "We want scanning"
    assert console.startswith("Digest of only until ")
    assert "  1 statement:" in console.splitlines()
    assert "FAVOR    Ada Moor: “We want scanning”" in console
    assert "A page, courier: https://courier.example/a" in console


def test_an_interval_is_told_once_ever(stores: Stores) -> None:
    fire(stores, "also", SINCE)
    assert send(stores)[0].rules == ("also",)
    fire(stores, "also", SINCE + HOUR, "s2")
    london = (SINCE.astimezone(last_day(SINCE)[0].tzinfo), UNTIL)
    assert send(stores, *london)[0].rules == ()
    assert sum(line["kind"] == "digest" for line in lines(stores)) == 1
    with stores.ledger.read() as session:
        assert count_alerts(session) == {"also": 2}


def test_the_interval_decides_and_digests_tell_no_digests(stores: Stores) -> None:
    for subject, at in {"a": SINCE - HOUR, "b": SINCE, "c": UNTIL - HOUR, "d": UNTIL}.items():
        fire(stores, "also", at, subject)
    send(stores)
    send(stores, UNTIL, UNTIL + timedelta(days=1))
    told = [[one["title"] for one in line["payload"]["items"]] for line in lines(stores) if line["kind"] == "digest"]
    assert sorted(told) == [["b is gone", "c is gone"], ["d is gone"]]


def test_a_day_with_nothing_sends_nothing(stores: Stores) -> None:
    fire(stores, "never", SINCE)
    fire(stores, "gone", SINCE)
    fire(stores, "also", SINCE, channels=())
    assert record_digests(stores, SINCE, UNTIL) == ()
    assert [alert.kind for alert in alerts(stores)] == ["withdrawal"] * 2


def test_what_only_a_digest_tells_waits_until_one_has_told_it(stores: Stores) -> None:
    fire(stores, "only", SINCE - timedelta(days=3), "late", ("digest",))
    fire(stores, "only", SINCE, "new", ("digest",))
    fire(stores, "only", UNTIL, "next", ("digest",))
    report, console = send(stores)
    assert report.rules == ("only",)
    assert [line.strip() for line in console.splitlines()[4:]] == ["late is gone", "new is gone"]
    with stores.ledger.read() as session:
        counts = count_deliveries(session)
    assert (counts["digest", "delivered"], counts["digest", "waiting"]) == (2, 1)
    _, console = send(stores, UNTIL, UNTIL + timedelta(days=1))
    assert [line.strip() for line in console.splitlines()[4:]] == ["next is gone"]


def test_only_the_rules_named_are_told(stores: Stores) -> None:
    fire(stores, "also", SINCE)
    fire(stores, "only", SINCE, channels=("digest",))
    assert send(stores, names=["only"])[0].rules == ("only",)
    assert send(stores)[0].rules == ("also",)
    assert [digest.rule for digest in list_day_digests(stores, SINCE, UNTIL, ["also"])] == ["also"]


def test_a_channel_that_fails_keeps_the_digest_for_later(stores: Stores) -> None:
    with run_receiver() as receiver:
        settings = stores.settings.model_copy(update={"webhook": receiver.url})
        changed = Stores(settings, stores.archive, stores.ledger, stores.index)
        Path(str(settings.rules)).write_text(json.dumps({"rules": [RULES[0] | {"channels": ["webhook"]}]}))
        fire(stores, "also", SINCE)
        receiver.answers = [500]
        report, _ = send(changed)
        assert (report.rules, report.delivery.failed) == (("also",), 1)
        deliver(changed, datetime.now(UTC) + HOUR, io.StringIO())
        bodies = [json.loads(post.body) for post in receiver.posts]
    assert [body["kind"] for body in bodies if body["kind"] == "digest"] == ["digest"] * 2
    assert len({body["id"] for body in bodies if body["kind"] == "digest"}) == 1


def test_an_interval_without_time_is_refused(stores: Stores) -> None:
    for until in (SINCE, SINCE - HOUR):
        with pytest.raises(InputError, match="has no time in it"):
            send_digests(stores, SINCE, until)


def test_the_alerts_of_a_rule_go_where_it_says(stores: Stores) -> None:
    with stores.ledger.read() as session:
        rules = {name: rule for name, (_, rule) in load_rules(session, stores.settings.rules).items()}
    chosen = {name: choose_channels(rule, stores.settings) for name, rule in rules.items()}
    assert chosen == {"also": ("file",), "only": ("digest",), "never": ("file",)}


@pytest.mark.parametrize(
    ("now", "until", "hours"),
    [
        ("2025-03-05T07:00:00+00:00", "2025-03-05T07:00:00+00:00", 24),
        ("2025-03-05T06:59:59+00:00", "2025-03-04T07:00:00+00:00", 24),
        ("2025-07-05T06:00:00+00:00", "2025-07-05T06:00:00+00:00", 24),
        ("2025-07-05T05:59:00+00:00", "2025-07-04T06:00:00+00:00", 24),
        ("2025-03-30T06:30:00+00:00", "2025-03-30T06:00:00+00:00", 23),
        ("2025-10-26T07:30:00+00:00", "2025-10-26T07:00:00+00:00", 25),
    ],
)
def test_the_last_day_ends_at_seven_in_london_in_summer_and_winter(now: str, until: str, hours: int) -> None:
    since, end = last_day(datetime.fromisoformat(now))
    assert end == datetime.fromisoformat(until)
    assert end - since == timedelta(hours=hours)
    assert since == day_before(end)
