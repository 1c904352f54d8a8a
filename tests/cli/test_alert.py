"""`clausewatch alert`: rules are added, listed and removed, and `check` says what fired."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from clausewatch.cli.main import run
from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.documents import save_version, withdraw
from clausewatch.ledger.events import Event, record_event
from clausewatch.ledger.rules import list_rules
from clausewatch.ledger.statements import save_statements
from tests.alerts.builders import NOON, make_document, make_speaker, make_statement


class Answer(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


class Shell:
    """Runs `clausewatch alert` on one data folder."""

    def __init__(self, data: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.data = data
        self._capture = capture

    def __call__(self, *arguments: str) -> Answer:
        command, *rest = arguments
        self._capture.readouterr()
        status = run(["alert", command, "--data", str(self.data), *rest])
        captured = self._capture.readouterr()
        return Answer(status, captured.out, captured.err)


@pytest.fixture
def alert(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "data", capsys)


@pytest.fixture
def ledger(alert: Shell) -> Iterator[Ledger]:
    alert.data.mkdir()
    opened = open_ledger(f"sqlite:///{alert.data / 'ledger.db'}")
    yield opened
    opened.close()


def publish(ledger: Ledger, text: str) -> None:
    page = make_document(text)
    place: dict[str, Any] = {"document": page.id, "version": page.version, "content": ((0, len(text)),)}
    with ledger.begin() as session:
        save_version(session, page, fetch=None, seen_at=NOON)
        save_statements(session, page.version, [make_statement(text, make_speaker(), **place)])


def test_an_added_rule_is_kept_with_its_conditions(alert: Shell, ledger: Ledger) -> None:
    options = [
        "--query",
        '"client-side scanning"',
        "--category",
        "government",
        "--stance",
        "favor",
        "--since",
        "2025-03-04",
    ]
    answer = alert("add", "--name", "scanning", *options, "--statement-kind", "direct", "--channel", "file")
    assert (answer.status, answer.out, answer.err) == (0, "", "Added rule 'scanning'.\n")
    with ledger.read() as session:
        (saved,) = list_rules(session)
    query = {"text": '"client-side scanning"', "category": "government", "stance": "FAVOR", "kind": "direct"}
    assert saved.body == {
        "name": "scanning",
        "kind": "statement",
        "query": {**query, "since": "2025-03-04T00:00:00Z"},
        "channels": ["file"],
    }


def test_a_rule_of_the_same_name_is_replaced(alert: Shell) -> None:
    alert("add", "--name", "a", "--query", "scanning")
    assert alert("add", "--name", "a", "--kind", "shift").err == "Replaced rule 'a'.\n"
    rows = [json.loads(line) for line in alert("list", "--format", "json").out.splitlines()]
    assert [row["kind"] for row in rows if row["name"] == "a"] == ["shift"]


def test_a_rule_without_a_name_is_named_by_its_conditions(alert: Shell) -> None:
    answer = alert("add", "--kind", "change-claim", "--category", "government", "--claims", "denies")
    assert "Added rule 'change-claim: " in answer.err
    assert "government" in answer.err
    assert alert("add", "--kind", "withdrawal").err == "Added rule 'withdrawal'.\n"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "give at least one condition"),
        (["--kind", "gossip"], "'gossip' is not one of"),
        (["--kind", "revision", "--speaker", "Ada Moor"], "--speaker says nothing to a rule of kind revision"),
        (["--kind", "publisher", "--query", "x"], "--query says nothing to a rule of kind publisher"),
        (["--kind", "shift", "--claims", "denies"], "--claims says nothing to a rule of kind shift"),
        (["--query", "x", "--channel", "pigeon"], "'pigeon' is not one of"),
        (["--target", "weather"], "unknown target 'weather'"),
        (["--query", "x", "--since", "soon"], "'soon' is no date"),
        (["--query", "x", "--name", "a\nb"], "rule 'a\\nb': name"),
    ],
)
def test_wrong_use_is_told_and_saves_nothing(alert: Shell, options: list[str], told: str) -> None:
    answer = alert("add", *options)
    assert answer.status == 2
    assert told in answer.err
    assert "command" not in alert("list").out


def test_a_webhook_without_an_address_is_mentioned(alert: Shell) -> None:
    answer = alert("add", "--query", "x", "--channel", "webhook")
    assert answer.status == 0
    assert "CLAUSEWATCH_WEBHOOK" in answer.err


def test_the_list_shows_shipped_and_own_rules_and_what_fired(alert: Shell, ledger: Ledger) -> None:
    alert("add", "--name", "rain", "--query", "rain", "--channel", "file")
    publish(ledger, "It will rain on Tuesday")
    alert("check")
    answer = alert("list")
    assert answer.status == 0
    lines = answer.out.splitlines()
    assert sum("shipped" in line for line in lines) == 7
    (rain,) = (line for line in lines if line.startswith("rain "))
    assert rain.split() == ["rain", "statement", "fired", "1", "command", "text=rain", "channels=file"]
    assert lines[-2] == "Last alerts:"
    assert lines[-1].endswith("rain: Ada Moor: “It will rain on Tuesday”")
    assert "Last alerts" not in alert("list", "--limit", "0").out


def test_the_list_as_json_is_one_rule_a_line(alert: Shell, ledger: Ledger) -> None:
    alert("add", "--name", "rain", "--query", "rain")
    publish(ledger, "It will rain on Tuesday")
    alert("check")
    rows = {row["name"]: row for row in map(json.loads, alert("list", "--format", "json").out.splitlines())}
    assert len(rows) == 8
    assert (rows["rain"]["fired"], rows["rain"]["source"]) == (1, "command")
    assert rows["rain"]["last"][0]["payload"]["statement"]["text"] == "It will rain on Tuesday"
    assert rows["position-moved"]["last"] == []


def test_a_file_without_rules_lists_none(alert: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "none.yaml").write_text("rules: []")
    monkeypatch.setenv("CLAUSEWATCH_RULES", str(tmp_path / "none.yaml"))
    assert alert("list").out == "No rules: clausewatch alert add\n"
    (tmp_path / "none.yaml").write_text("rules: 3")
    answer = alert("list")
    assert answer.status == 2
    assert "none.yaml" in answer.err


def test_a_removed_rule_is_gone_and_its_alerts_stay(alert: Shell, ledger: Ledger) -> None:
    alert("add", "--name", "rain", "--query", "rain")
    publish(ledger, "It will rain on Tuesday")
    alert("check")
    assert alert("remove", "rain") == (0, "", "Removed rule 'rain'.\n")
    listed = alert("list").out
    assert "rain  " not in listed
    assert "rain: Ada Moor" in listed


def test_only_rules_added_by_command_can_be_removed(alert: Shell) -> None:
    unknown = alert("remove", "rain")
    assert unknown.status == 1
    assert "there is no rule 'rain'" in unknown.err
    shipped = alert("remove", "position-moved")
    assert shipped.status == 1
    assert "comes from the rules that ship" in shipped.err


def test_check_prints_what_fired_once(alert: Shell, ledger: Ledger) -> None:
    alert("add", "--name", "rain", "--query", "rain")
    alert("add", "--name", "quiet rain", "--query", "rain", "--channel", "file")
    publish(ledger, "It will rain on Tuesday")
    answer = alert("check")
    assert answer.status == 0
    assert answer.out.count("Ada Moor: “It will rain on Tuesday”") == 2
    assert "rule quiet rain" in answer.out
    assert "https://courier.example/a" in answer.out
    assert answer.err == "2 alerts fired; 3 deliveries sent.\n"
    assert alert("check") == (0, "", "0 alerts fired; 0 deliveries sent.\n")
    assert len((alert.data / "alerts.jsonl").read_text().splitlines()) == 2


def test_check_tells_of_a_channel_that_failed(alert: Shell, ledger: Ledger) -> None:
    alert("add", "--name", "rain", "--query", "rain", "--channel", "webhook")
    publish(ledger, "It will rain on Tuesday")
    answer = alert("check")
    assert answer.status == 3
    assert "webhook: the settings say nothing of this channel" in answer.err
    assert "1 alerts fired; 0 deliveries sent, 1 failed and wait." in answer.err


def test_check_fires_events_by_the_shipped_rules(alert: Shell, ledger: Ledger) -> None:
    publish(ledger, "It will rain on Tuesday")
    with ledger.begin() as session:
        withdraw(session, "https://courier.example/a", datetime.now(UTC))
        record_event(session, Event(kind="unhealthy", at=NOON, publisher="harbour", reason="no page came"))
    answer = alert("check")
    assert "courier withdrew “A page”" in answer.out
    assert "harbour is unhealthy: no page came" in answer.out


@pytest.mark.parametrize("command", ["add", "list", "remove", "check"])
def test_help_shows_an_example(alert: Shell, command: str) -> None:
    answer = alert(command, "--help")
    assert answer.status == 0
    assert f"Example: clausewatch alert {command}" in answer.out
