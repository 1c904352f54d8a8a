"""A run of the digest may be asked for some rules only."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clausewatch.ledger.alerts import record_alert
from clausewatch.settings import load_settings
from clausewatch.steps.stores import open_stores
from dags.daily_digest import make_digests

SINCE = datetime(2025, 3, 4, 7, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=1)
NAMES = ["one", "other", "third"]


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rule fired once that day."""
    rules = [{"name": name, "kind": "withdrawal"} for name in NAMES]
    (tmp_path / "rules.yaml").write_text(json.dumps({"rules": rules}), encoding="utf-8")
    monkeypatch.setenv("CLAUSEWATCH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CLAUSEWATCH_RULES", str(tmp_path / "rules.yaml"))
    facts: dict[str, Any] = {"kind": "withdrawal", "title": "A page is gone", "payload": {}, "channels": ("file",)}
    with open_stores(load_settings()) as stores, stores.ledger.begin() as session:
        for name in NAMES:
            record_alert(session, rule=name, subject="page", at=SINCE + timedelta(hours=1), **facts)


def digest(*rules: str) -> int:
    found: int = make_digests.function(SINCE.isoformat(), UNTIL.isoformat(), params={"rules": list(rules)})
    return found


@pytest.mark.usefixtures("ledger")
def test_the_rules_named_have_their_digest_and_the_others_have_theirs_when_they_are_asked_for() -> None:
    assert digest("nobody") == 0
    assert digest("one") == 1
    assert digest() == len(NAMES) - 1
    assert digest() == 0
