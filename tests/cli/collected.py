"""A data folder as a run would leave it: a small debate among people who do not exist, in ledger and index."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from clausewatch.cli.main import run
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.statements import save_statements
from clausewatch.models import Document, Speaker, Stance, Statement
from clausewatch.settings import Settings, load_settings
from clausewatch.steps.index import index_batch
from clausewatch.steps.report import repeat_until_done
from clausewatch.steps.stores import Stores, open_stores

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


class Answer(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


Shell = Callable[..., Answer]


def make_settings(folder: Path) -> Settings:
    """Settings with a target file and a data folder of their own."""
    targets = folder / "targets"
    targets.mkdir(exist_ok=True)
    (targets / "clause.yaml").write_text(TARGET, encoding="utf-8")
    return load_settings(data=folder / "data", targets=targets)


def save(stores: Stores, document: Document, *statements: dict[str, Any]) -> None:
    """Keep a document and its statements, each given by its facts; the document's text holds their words."""
    made = []
    for facts in statements:
        start = document.text.index(facts["text"])
        place = {"document": document.id, "version": document.version}
        content = ((start, start + len(facts["text"])),)
        made.append(Statement(**{"kind": "direct", "content": content, **place, **facts}))
    with stores.ledger.begin() as session:
        save_version(session, document, fetch=None, seen_at=datetime(2024, 3, 6, tzinfo=UTC))
        save_statements(session, document.version, made)


def collect(settings: Settings) -> None:
    """Four statements in three documents, indexed."""
    against = (Stance(target="encryption-clause", label="AGAINST", confidence=0.94),)
    favour = (Stance(target="encryption-clause", label="FAVOR", confidence=0.812345),)
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
            {"text": "The spy clause breaks encryption & trust", "speaker": MOOR, "stances": against},
            {"text": "a vote may be delayed", "kind": "indirect"},
        )
        save(stores, speech, {"text": speech.text, "kind": "primary", "speaker": RENN, "stances": favour})
        save(stores, note, {"text": "=1+1 is two"})
        repeat_until_done("index", lambda: index_batch(stores))


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An empty data folder, and nothing of the machine's own settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CLAUSEWATCH_{name.upper()}", raising=False)
    made = make_settings(tmp_path)
    monkeypatch.setenv("CLAUSEWATCH_DATA", str(made.data))
    monkeypatch.setenv("CLAUSEWATCH_TARGETS", str(made.targets))
    return made


@pytest.fixture
def shell(settings: Settings, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Runs `clausewatch` on that folder."""
    del settings

    def call(*arguments: str) -> Answer:
        capsys.readouterr()
        status = run(arguments)
        return Answer(status, *capsys.readouterr())

    return call
