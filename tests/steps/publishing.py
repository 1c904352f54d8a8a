"""Pages as a crawl would have left them, for the alert step, and the alerts that came of them."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from clausewatch.ledger.alerts import SavedAlert, list_alerts
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.statements import save_statements
from clausewatch.models import Document, Statement
from clausewatch.settings import Settings, load_settings
from clausewatch.steps.stores import Stores
from tests.alerts.builders import CLAUSE, NOON, make_document, make_speaker, make_statement

TARGET = f"""
id: {CLAUSE}
name: Encryption clause
proposition: Messages may be scanned
keywords: [scanning]
synonyms: [[client-side scanning, device-side scanning]]
examples: {{FAVOR: [Scan them], AGAINST: [Leave them alone]}}
"""
ADA = make_speaker(id="ada-moor")


def make_settings(folder: Path) -> Settings:
    """Settings with a target file and a data folder of their own."""
    targets = folder / "targets"
    targets.mkdir()
    (targets / "clause.yaml").write_text(TARGET, encoding="utf-8")
    return load_settings(data=folder / "data", targets=targets)


def publish(stores: Stores, said: Sequence[Statement], seen_at: datetime = NOON, **facts: Any) -> Document:
    """A page that says these statements."""
    document = make_document(" ".join(statement.text for statement in said) or "Nothing.", **facts)
    found = []
    for statement in said:
        start = document.text.index(statement.text)
        place = {
            "document": document.id,
            "version": document.version,
            "content": ((start, start + len(statement.text)),),
        }
        found.append(statement.model_copy(update=place))
    with stores.ledger.begin() as session:
        save_version(session, document, fetch=None, seen_at=seen_at)
        save_statements(session, document.version, found)
    return document


def alerts(stores: Stores) -> list[SavedAlert]:
    with stores.ledger.read() as session:
        return list_alerts(session)


def titles(stores: Stores) -> list[str]:
    return sorted(alert.title for alert in alerts(stores))


def say(stance: str, *texts: str) -> list[Statement]:
    return [make_statement(text, make_speaker("Imogen Farraday", category="parliament"), stance) for text in texts]
