"""Documents and statements of fictional people for the pages to show."""

from datetime import UTC, datetime

from clausewatch.models import Document, Span, Speaker, Stance, StanceLabel, Statement, StatementKind

TARGET = "encryption-clause"
NEWS_TEXT = (
    "Peers met again on Tuesday.\n\n"
    "“Scanning <b>private</b> messages would be reckless,” said Ada Moor, chief executive of Pigeonpost.\n\n"
    "“We would rather leave.”\n\n"
    "The debate goes on next week."
)
SPEECH_TEXT = "The clause is a backstop.\n\nIt will only be used where technically feasible."
MOOR = Speaker(
    id="ada-moor",
    name="Ada Moor",
    kind="person",
    role="chief executive",
    organisation="Pigeonpost",
    category="platform",
    resolved_by="full name",
    confidence=0.97,
)
MINISTER = Speaker(
    name="Lord Ashby",
    kind="person",
    role="minister",
    category="government",
    resolved_by="record",
    confidence=1,
)


def make_news(number: int = 1, text: str = NEWS_TEXT, url: str = "") -> Document:
    return Document(
        url=url or f"https://news.example/{number}",
        title=f"Peers & messages, part {number}",
        text=text,
        publisher="example-news",
        authors=("Ben Ash",),
        published_at=datetime(2023, 9, 5 + number, 17, tzinfo=UTC),
    )


def make_speech() -> Document:
    return Document(
        url="https://government.example/speech",
        title="Oral statement",
        text=SPEECH_TEXT,
        publisher="example-government",
        kind="official",
        published_at=datetime(2023, 6, 30, 23, 30, tzinfo=UTC),
    )


def state(
    document: Document,
    *parts: str,
    speaker: Speaker | None = MOOR,
    label: StanceLabel = "AGAINST",
    kind: StatementKind = "direct",
    source: str = "",
    cue: str = "",
) -> Statement:
    """A statement of these parts of the document's text."""
    return Statement(
        document=document.id,
        version=document.version,
        kind=kind,
        text=" … ".join(parts),
        content=tuple(find(document.text, part) for part in parts),
        source=(find(document.text, source),) if source else (),
        cue=(find(document.text, cue),) if cue else (),
        speaker=speaker,
        stances=(Stance(target=TARGET, label=label, confidence=0.94),),
    )


def find(text: str, part: str) -> Span:
    start = text.index(part)
    return start, start + len(part)
