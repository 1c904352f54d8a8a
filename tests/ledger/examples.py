"""Documents, statements and fetches that the tests of the ledger are made of."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from clausewatch.ledger.documents import save_version
from clausewatch.ledger.fetches import record_fetch
from clausewatch.ledger.queue import claim, count, finish
from clausewatch.ledger.statements import save_statements
from clausewatch.models import Document, RecordAddress, Speaker, Stance, StanceLabel, Statement

NOON = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
URL = "https://harbour.example/ferry"
TEXT = "“The ferry will run,” the harbour master said. The council disagreed."
TARGET = "ferry-clause"


def make_document(text: str = TEXT, **changes: object) -> Document:
    """A page of the fictional Harbour Post."""
    facts: dict[str, object] = {"url": URL, "title": "Ferry to run", "text": text, "publisher": "harbour"}
    return Document.model_validate(facts | changes)


def make_speaker(name: str = "Ada Moor", **changes: object) -> Speaker:
    """A fictional person."""
    facts: dict[str, object] = {"name": name, "kind": "person", "resolved_by": "full-name", "confidence": 0.9}
    return Speaker.model_validate(facts | changes)


def make_stance(label: StanceLabel = "FAVOR", target: str = TARGET) -> Stance:
    """As a model finds it."""
    return Stance(target=target, label=label, confidence=0.8)


def make_statement(
    document: Document, start: int = 1, text: str = "The ferry will run", **changes: object
) -> Statement:
    """A direct quotation in a document."""
    facts: dict[str, object] = {
        "document": document.id,
        "version": document.version,
        "kind": "direct",
        "text": text,
        "content": ((start, start + len(text)),),
    }
    return Statement.model_validate(facts | changes)


def make_address(offset: int = 0) -> RecordAddress:
    """Of a record in a WARC file that nobody reads."""
    return RecordAddress(file="harbour/20240305-r1.warc.gz", offset=offset, length=100, sha256="ab" * 32)


def fetch_page(session: Session, url: str = URL, at: datetime = NOON, **changes: object) -> int:
    """Record a fresh page, or what the changes say."""
    facts: dict[str, object] = {
        "publisher": "harbour",
        "url": url,
        "status": 200,
        "outcome": "fresh",
        "fetched_at": at,
        "run": "r1",
        "address": make_address(),
    }
    return record_fetch(session, **(facts | changes))  # type: ignore[arg-type]


def fetch_gone(session: Session, url: str = URL, at: datetime = NOON) -> int:
    """Record that a page is gone."""
    return fetch_page(session, url, at, status=410, outcome="gone", address=None)


def save_page(session: Session, document: Document | None = None, at: datetime = NOON) -> Document:
    """Keep a document that was not fetched."""
    document = document or make_document()
    save_version(session, document, fetch=None, seen_at=at)
    return document


def save_statement(session: Session, document: Document | None = None, **changes: object) -> Statement:
    """Keep a document with one statement."""
    document = save_page(session, document)
    statement = make_statement(document, **changes)  # type: ignore[arg-type]
    save_statements(session, document.version, [statement])
    return statement


def waiting(session: Session) -> dict[str, int]:
    """How much work waits, by step."""
    return {step: number for (step, state), number in count(session).items() if state == "waiting"}


def finish_all(session: Session) -> None:
    """Do all the work that waits."""
    for step in ("extract", "annotate", "index", "alert"):
        finish(session, step, claim(session, step, 100))
