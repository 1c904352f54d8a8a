"""Short ways to write down statements, documents and deliveries."""

from datetime import UTC, datetime, timedelta
from typing import Any

from clausewatch.index.embedded.matching import EmbeddedMatcher
from clausewatch.index.protocol import DocumentFacts, IndexEntry, Matcher
from clausewatch.index.scratch import open_scratch
from clausewatch.index.synonyms import Synonyms
from clausewatch.ledger.deliveries import Delivery
from clausewatch.ledger.statements import Position
from clausewatch.models import Document, Speaker, Stance, Statement

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
CLAUSE = "encryption-clause"


def make_speaker(name: str = "Ada Moor", **changes: Any) -> Speaker:
    facts = {"name": name, "kind": "person", "category": "government", "resolved_by": "surname", "confidence": 1.0}
    return Speaker.model_validate(facts | changes)


def make_statement(text: str, speaker: Speaker | None = None, stance: str = "", **changes: Any) -> Statement:
    """`stance`: label and confidence on the clause, for instance `FAVOR .9`; empty: not about it."""
    label, _, confidence = stance.partition(" ")
    values = [{"target": CLAUSE, "label": label, "confidence": float(confidence)}] if stance else []
    stances = [Stance.model_validate(value) for value in values]
    content = ((0, len(text) or 1),)
    facts = {"document": "d", "version": "v", "kind": "direct", "text": text, "content": content, "stances": stances}
    return Statement.model_validate(facts | {"speaker": speaker} | changes)


def make_position(day: int, stance: str, text: str = "", **changes: Any) -> Position:
    """A statement of Ada Moor's, in a document of its own unless `version` is given."""
    facts: dict[str, Any] = {"speaker": make_speaker(), "version": f"v{day}"} | changes
    statement = make_statement(text or f"words of day {day} {stance}", stance=stance, **facts)
    return Position(statement=statement, at=NOON + timedelta(days=day))


def make_document(text: str = "Ada Moor said no.", **changes: Any) -> Document:
    facts = {"url": "https://courier.example/a", "title": "A page", "text": text, "publisher": "courier"}
    return Document.model_validate(facts | {"published_at": NOON} | changes)


def make_entry(statement: Statement, document: Document | None = None) -> IndexEntry:
    page = document or make_document()
    facts = {name: getattr(page, name) for name in DocumentFacts.model_fields}
    return IndexEntry(id=statement.id, statement=statement, document=DocumentFacts(**facts))


def make_matcher(*synonyms: tuple[str, ...]) -> Matcher:
    with open_scratch() as scratch:
        return EmbeddedMatcher(Synonyms(synonyms, scratch))


def make_delivery(number: int = 1, **changes: Any) -> Delivery:
    facts = {"id": f"{number:020x}", "alert": f"a{number}", "channel": "file", "attempts": 0, "error": None}
    alert = {"rule": "r", "subject": f"s{number}", "kind": "statement", "title": f"Title {number}", "payload": {}}
    return Delivery.model_validate(facts | alert | {"at": NOON} | changes)
