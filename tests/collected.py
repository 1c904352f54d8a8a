"""A small debate among people who do not exist, as a run would leave it in ledger and index."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from clausewatch.ledger.documents import save_version
from clausewatch.ledger.statements import save_statements
from clausewatch.models import Document, Span, Speaker, Stance, StanceLabel, Statement
from clausewatch.settings import Settings, load_settings
from clausewatch.steps.index import index_batch
from clausewatch.steps.report import repeat_until_done
from clausewatch.steps.stores import Stores, open_stores

CLAUSE = "encryption-clause"
TARGET = """
id: encryption-clause
name: Encryption clause
proposition: Messages may be scanned
keywords: [scanning]
synonyms: [[client-side scanning, spy clause]]
examples: {FAVOR: [Scan them], AGAINST: [Leave them alone]}
"""
MOOR = Speaker(
    id="ada-moor",
    name="Ada Moor",
    kind="person",
    role="chief executive",
    organisation="Openline",
    category="platform",
    resolved_by="full-name",
    confidence=0.97,
)
RENN = Speaker(
    name="Sir Tobias Renn",
    kind="person",
    role="minister",
    organisation="Department for Order",
    category="government",
    resolved_by="record",
    confidence=1,
)
SEEN = datetime(2024, 3, 6, tzinfo=UTC)


def make_settings(folder: Path) -> Settings:
    """Settings with a target file and a data folder of their own."""
    targets = folder / "targets"
    targets.mkdir(exist_ok=True)
    (targets / "clause.yaml").write_text(TARGET, encoding="utf-8")
    return load_settings(data=folder / "data", targets=targets)


def state(document: Document, text: str, stance: StanceLabel | None = None, **facts: Any) -> Statement:
    """A statement of words in a document; `…` joins parts that stand apart, `source` and `cue` are words of it, too."""
    spans = {name: (find(document.text, facts.pop(name)),) for name in ("source", "cue") if name in facts}
    content = tuple(find(document.text, part) for part in text.split(" … "))
    stances = (Stance(target=CLAUSE, label=stance, confidence=0.94),) if stance else ()
    place = {"document": document.id, "version": document.version, "text": text, "content": content}
    return Statement.model_validate({"kind": "direct", "stances": stances, **place, **spans, **facts})


def find(text: str, words: str) -> Span:
    """Where the words stand first."""
    start = text.index(words)
    return start, start + len(words)


def save(stores: Stores, document: Document, *statements: dict[str, Any], seen_at: datetime = SEEN) -> None:
    """Keep a document and its statements, each given as `state` takes it."""
    made = [state(document, **facts) for facts in statements]
    with stores.ledger.begin() as session:
        save_version(session, document, fetch=None, seen_at=seen_at)
        save_statements(session, document.version, made)


def index_all(stores: Stores) -> None:
    """Index all that waits."""
    repeat_until_done("index", lambda: index_batch(stores))


def collect(settings: Settings) -> None:
    """Four statements in three documents, indexed."""
    favour = (Stance(target=CLAUSE, label="FAVOR", confidence=0.812345),)
    article = Document(
        url="https://harbour.example/walk?a=1&b=2",
        title="Boss <threatens> to walk",
        text="“The spy clause breaks encryption & trust,” said Ada Moor.\n\nSources said a vote may be delayed.",
        publisher="harbour-post",
        published_at=datetime(2024, 3, 4, 23, 30, tzinfo=UTC),
    )
    speech = Document(
        url="https://order.example/speech",
        title="Speech on safety",
        text="Client-side scanning will be used only where it is technically feasible.",
        publisher="order-gov",
        kind="official",
        published_at=datetime(2024, 6, 30, 23, 30, tzinfo=UTC),
    )
    note = Document(url="urn:note:1", text="“=1+1 is two,” somebody wrote.", publisher="local-files")
    with open_stores(settings) as stores:
        save(
            stores,
            article,
            {"text": "The spy clause breaks encryption & trust", "speaker": MOOR, "stance": "AGAINST"},
            {"text": "a vote may be delayed", "kind": "indirect"},
        )
        save(stores, speech, {"text": speech.text, "kind": "primary", "speaker": RENN, "stances": favour})
        save(stores, note, {"text": "=1+1 is two"})
        index_all(stores)
