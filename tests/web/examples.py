"""Documents of fictional people for the pages to show."""

from datetime import UTC, datetime

from clausewatch.models import Document

NEWS_TEXT = (
    "Peers met again on Tuesday.\n\n"
    "“Scanning <b>private</b> messages would be reckless,” said Ada Moor, chief executive of Openline.\n\n"
    "“We would rather leave.”\n\n"
    "The debate goes on next week."
)
SPEECH_TEXT = "The clause is a backstop.\n\nIt will only be used where technically feasible."


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
