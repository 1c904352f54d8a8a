"""An alert as data and as lines for a person."""

from collections.abc import Iterator
from typing import Any

from clausewatch.alerts.channels.digest import describe_change, describe_digest
from clausewatch.alerts.digests import read_digest
from clausewatch.alerts.wording import quote
from clausewatch.ledger.alerts import DIGEST, SavedAlert
from clausewatch.ledger.deliveries import Delivery

MOST_SHOWN = 5
"""Statements, and links."""
SHOWN = 160
"""Characters of a statement on one line."""


def to_json(delivery: Delivery) -> dict[str, Any]:
    """What webhook and file get: `id` is the idempotency key, the rest says what fired and why."""
    facts = delivery.model_dump(mode="json", include={"alert", "rule", "kind", "subject", "title", "at", "payload"})
    return {"id": delivery.id, **facts}


def describe(alert: Delivery | SavedAlert) -> Iterator[str]:
    """Title, rule, what is behind it and links: one line each, without control characters."""
    yield clean(alert.title)
    yield clean(f"  rule {alert.rule}, {alert.at.strftime('%Y-%m-%d %H:%M')} UTC")
    payload = alert.payload
    if alert.kind == DIGEST:
        yield from (clean(f"  {line}") for line in describe_digest(read_digest(alert)))
        return
    statements = payload.get("statements", ())
    yield from (clean(f"  {_describe_statement(statement)}") for statement in statements[:MOST_SHOWN])
    if len(statements) > MOST_SHOWN:
        yield f"  and {len(statements) - MOST_SHOWN} more statements"
    for side in ("before", "after"):
        for evidence in payload.get(f"evidence_{side}", ()):
            yield clean(f"  {payload[side]:8} {_describe_evidence(evidence)}")
    for change in payload.get("quotations", ()):
        yield from (clean(line) for line in describe_change(change))
    pages = payload.get("pages", ())
    for page in pages[:MOST_SHOWN]:
        yield clean(f"  {page['publisher']}: {page['url']}")
    if len(pages) > MOST_SHOWN:
        yield f"  and {len(pages) - MOST_SHOWN} more pages"


def _describe_statement(statement: dict[str, Any]) -> str:
    stances = ", ".join(stance["label"] for stance in statement["stances"])
    speaker = statement["speaker"]["name"] if statement["speaker"] else "unknown speaker"
    return f"{stances:8} {speaker}: {quote(statement['text'], SHOWN)}"


def _describe_evidence(evidence: dict[str, Any]) -> str:
    page = evidence["page"]
    day = (page["published_at"] or "")[:10] or "no date"
    return f"{day}  {quote(evidence['statement']['text'], SHOWN)} {page['url']}"


def clean(line: str) -> str:
    """The line without control characters, which in a page's text could steer a terminal."""
    return "".join(character if character.isprintable() else " " for character in line)
