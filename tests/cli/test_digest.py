"""`clausewatch digest` shows or sends what each rule told in a day."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from clausewatch.ledger.alerts import record_alert
from clausewatch.settings import Settings
from clausewatch.steps.digest import last_day
from clausewatch.steps.stores import open_stores
from tests.cli.shell import Shell, settings, shell

__all__ = ["settings", "shell"]

SINCE = datetime(2025, 3, 4, 7, tzinfo=UTC)
DAY = ("--since", "2025-03-04", "--until", "2025-03-05")


def fire(settings: Settings, at: datetime = SINCE, rule: str = "page-withdrawn", subject: str = "s1") -> None:
    facts: dict[str, Any] = {"kind": "withdrawal", "title": f"{subject} is gone", "payload": {}, "channels": ("file",)}
    with open_stores(settings) as stores, stores.ledger.begin() as session:
        record_alert(session, rule=rule, subject=subject, at=at, **facts)


def test_a_day_is_shown_from_seven_to_seven_and_nothing_is_sent(shell: Shell, settings: Settings) -> None:
    for subject, hour in {"early": -1, "first": 0, "last": 23, "late": 24}.items():
        fire(settings, SINCE + timedelta(hours=hour), subject=subject)
    answer = shell("digest", *DAY)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        "Digest of page-withdrawn until 5 March 2025, 07:00: 2 pages withdrawn or back again",
        "  from Tuesday 4 March 2025, 07:00 to Wednesday 5 March 2025, 07:00, London time",
        "  2 pages withdrawn or back again:",
        "    first is gone",
        "    last is gone",
    ]
    assert not settings.alerts_path.exists()


def test_one_line_of_json_a_rule(shell: Shell, settings: Settings) -> None:
    fire(settings)
    fire(settings, rule="article-revised")
    rows = [json.loads(line) for line in shell("digest", *DAY, "--format", "json").out.splitlines()]
    assert [row["rule"] for row in rows] == ["article-revised", "page-withdrawn"]
    assert rows[0]["items"][0]["title"] == "s1 is gone"
    assert (rows[0]["since"], rows[0]["counts"]) == ("2025-03-04T07:00:00Z", {"withdrawal": 1})
    one = shell("digest", *DAY, "--format", "json", "--rule", "page-withdrawn")
    assert [json.loads(line)["rule"] for line in one.out.splitlines()] == ["page-withdrawn"]


def test_without_times_it_is_the_last_day_that_is_over(shell: Shell, settings: Settings) -> None:
    since, until = last_day(datetime.now(UTC))
    fire(settings, since, subject="in")
    fire(settings, until, subject="out")
    assert [line.strip() for line in shell("digest").out.splitlines()[3:]] == ["in is gone"]


def test_it_is_sent_once(shell: Shell, settings: Settings) -> None:
    fire(settings)
    answer = shell("digest", *DAY, "--send")
    assert answer.status == 0
    assert answer.out.startswith("Digest of page-withdrawn until 5 March 2025, 07:00: 1 page withdrawn or back again\n")
    assert answer.err == "1 new digests; 3 deliveries sent.\n"
    assert shell("digest", *DAY, "--send") == (0, "", "0 new digests; 0 deliveries sent.\n")
    lines = settings.alerts_path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["withdrawal", "digest"]


def test_a_channel_that_failed_is_told(shell: Shell, settings: Settings) -> None:
    fire(settings)
    settings.alerts_path.mkdir(parents=True)
    answer = shell("digest", *DAY, "--send")
    assert answer.status == 3
    assert answer.err.splitlines()[-1] == "1 new digests; 1 deliveries sent, 2 failed and wait."


def test_nothing_to_tell_is_said(shell: Shell) -> None:
    answer = shell("digest", *DAY)
    assert (answer.status, answer.out) == (0, "")
    assert answer.err == "No alert fired from 2025-03-04T07:00:00+00:00 to 2025-03-05T07:00:00+00:00.\n"


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [
        (["--since", "soon"], 2, "'soon' is no date"),
        (["--since", "2025-03-05", "--until", "2025-03-05"], 2, "is not after"),
        (["--until", "2999-01-01", "--send"], 2, "is still to come"),
        (["--send", "--format", "json"], 2, "a digest that is sent goes to the channels"),
        ([*DAY, "--rule", "gossip"], 1, "there is no rule 'gossip'"),
    ],
)
def test_wrong_use_is_told(shell: Shell, options: list[str], status: int, told: str) -> None:
    answer = shell("digest", *options)
    assert answer.status == status
    assert told in " ".join(answer.err.split())


def test_a_rule_may_be_told_by_digests_alone(shell: Shell, settings: Settings) -> None:
    shell("alert", "add", "--name", "calm", "--query", "rain", "--digest", "only")
    listed = next(line for line in shell("alert", "list").out.splitlines() if line.startswith("calm "))
    assert listed.split()[-1] == "digest=only"
    with open_stores(settings) as stores, stores.ledger.begin() as session:
        facts: dict[str, Any] = {"kind": "statement", "title": "t", "payload": {}, "at": SINCE}
        record_alert(session, rule="calm", subject="s", channels=("digest",), **facts)
    assert "deliveries digest: 1 waiting" in shell("status").out
    assert "Digest of calm" in shell("digest", *DAY, "--send").out
    assert "digest: 1 delivered" in shell("status").out
