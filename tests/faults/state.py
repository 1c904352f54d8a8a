"""What ledger, index and outbox hold, without what differs from run to run (times, ports, numbers of fetches)."""

import json
import re
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from clausewatch.demo.settings import make_settings
from clausewatch.index.protocol import IndexEntry, Query
from clausewatch.ledger.alerts import SavedAlert, list_alerts
from clausewatch.ledger.deliveries import count_deliveries
from clausewatch.ledger.documents import iterate_documents, list_versions
from clausewatch.ledger.events import list_events
from clausewatch.ledger.queue import count
from clausewatch.ledger.statements import read_statements
from clausewatch.settings import Settings
from clausewatch.steps.stores import open_stores

MANY = 10_000
EVENT_KINDS = {"revision", "withdrawal", "publisher"}
"""Their subject is an event, which has the time of its fetch in its id."""


def dump_state(folder: Path) -> dict[str, Any]:
    """The final state of a demo's folder as plain data that can be compared."""
    return dump_stores(make_settings(folder))


def dump_stores(settings: Settings) -> dict[str, Any]:
    """The same of whatever stores the settings name."""
    with open_stores(settings) as stores:
        with stores.ledger.read() as session:
            state: dict[str, Any] = {
                "documents": _dump_documents(session),
                "events": sorted((event.kind, event.document) for event in list_events(session, limit=MANY)),
                "alerts": sorted(_dump_alert(alert) for alert in list_alerts(session, limit=MANY)),
                "deliveries": count_deliveries(session),
                "undone": {key: number for key, number in count(session).items() if key[1] != "done"},
            }
        hits = stores.index.search(Query(limit=MANY)).hits
        state["index"] = sorted(_dump_entry(hit.entry) for hit in hits)
        state["sent"] = sorted(_dump_sent(stores.settings.alerts_path))
    return state


def _dump_documents(session: Session) -> list[Any]:
    documents = []
    for document in iterate_documents(session):
        withdrawn = document.withdrawn_at is not None
        body = document.model_copy(update={"withdrawn_at": None}).model_dump_json()
        versions = sorted(version for version, _ in list_versions(session, document.id))
        statements = [
            [statement.model_dump_json() for statement in read_statements(session, version)] for version in versions
        ]
        documents.append([_without_port(body), withdrawn, versions, statements])
    return documents


def _dump_entry(entry: IndexEntry) -> tuple[str, bool]:
    """With whether its page is withdrawn, not when that was seen."""
    facts = entry.document.model_copy(update={"withdrawn_at": None})
    body = entry.model_copy(update={"document": facts}).model_dump_json()
    return _without_port(body), entry.document.withdrawn_at is not None


def _dump_alert(alert: SavedAlert) -> tuple[str, str, str]:
    return alert.rule, alert.title if alert.kind in EVENT_KINDS else alert.subject, alert.kind


def _dump_sent(file: Path) -> list[str]:
    """Titles of the alerts in the file, where each stands once."""
    return [json.loads(line)["title"] for line in file.read_text(encoding="utf-8").splitlines()]


def _without_port(text: str) -> str:
    return re.sub(r"localhost:\d+", "localhost", text)
