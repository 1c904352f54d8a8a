"""Rules come from one file, or from us, and from commands."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clausewatch.alerts.files import SHIPPED_RULES, load_rules, read_rules_file
from clausewatch.alerts.rules import StatementRule
from clausewatch.errors import RuleError
from clausewatch.ledger import Ledger
from clausewatch.ledger.rules import save_rule
from tests.alerts.builders import NOON


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "rules.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_shipped_rules_are_of_every_kind() -> None:
    kinds = [rule.kind for rule in read_rules_file(SHIPPED_RULES)]
    assert sorted(kinds) == ["change-claim", "paywall", "publisher", "revision", "shift", "statement", "withdrawal"]


def test_days_and_times_in_a_file_are_in_utc(tmp_path: Path) -> None:
    query = "{text: scan, since: 2025-03-04, until: 2025-03-05 12:00:00}"
    (rule,) = read_rules_file(write(tmp_path, f"rules:\n  - {{name: a, kind: statement, query: {query}}}\n"))
    assert isinstance(rule, StatementRule)
    assert rule.query.since == datetime(2025, 3, 4, tzinfo=UTC)
    assert rule.query.until == datetime(2025, 3, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "must hold one list under `rules`"),
        ("- {name: a, kind: shift}", "must hold one list under `rules`"),
        ("rules: {name: a}", "must hold one list under `rules`"),
        ("rules: []\nchannels: []", "must hold one list under `rules`"),
        ("rules: [", "not YAML"),
        ("rules: [{name: a, since: 2025-13-45}]", "not YAML"),
        (b"rules: \xff", "not UTF-8 at byte 7"),
        ("rules: [{name: a, kind: gossip}]", "rule 'a': kind"),
        ("rules: [{name: a, kind: shift}, {name: a, kind: revision}]", "rule 'a': name: another rule has it"),
        ("rules: " + "[" * 100_000, "not YAML"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(tmp_path: Path, content: str | bytes, told: str) -> None:
    with pytest.raises(RuleError, match=f"rules.yaml.*{re.escape(told)}"):
        read_rules_file(write(tmp_path, content))


def test_a_missing_file_is_a_rule_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="No such file"):
        read_rules_file(tmp_path / "rules.yaml")


def test_a_file_takes_the_place_of_the_shipped_rules(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.read() as session:
        assert {source for source, _ in load_rules(session, None).values()} == {"shipped"}
        assert load_rules(session, write(tmp_path, "rules: []")) == {}


def test_a_rule_added_by_command_stands_beside_or_before_those_of_the_file(ledger: Ledger, tmp_path: Path) -> None:
    path = write(tmp_path, "rules: [{name: a, kind: shift}, {name: b, kind: shift}]")
    with ledger.begin() as session:
        save_rule(session, "b", {"name": "b", "kind": "revision"}, at=NOON)
        save_rule(session, "c", {"name": "c", "kind": "withdrawal"}, at=NOON)
    with ledger.read() as session:
        rules = load_rules(session, path)
    found = {name: (source, rule.kind) for name, (source, rule) in rules.items()}
    assert found == {"a": (str(path), "shift"), "b": ("command", "revision"), "c": ("command", "withdrawal")}


def test_a_saved_rule_that_is_no_longer_right_is_named(ledger: Ledger) -> None:
    with ledger.begin() as session:
        save_rule(session, "old", {"name": "old", "kind": "rumour"}, at=NOON)
    with ledger.read() as session, pytest.raises(RuleError, match="rule 'old': kind"):
        load_rules(session, None)
