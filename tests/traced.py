"""A speech of a fictional minister, and what the press makes of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from clausewatch.models import Document, Speaker
from clausewatch.steps.stores import Stores
from tests.collected import RENN, save

SPOKEN_AT = datetime(2024, 3, 1, 10, tzinfo=UTC)
SENTENCES = (
    "The power will be used only where it is technically feasible, and only as a last resort.",
    "There is no intention to weaken the encryption that people rely on.",
    "We received 1,340 reports of abuse on private services last year.",
)
DEPARTMENT = Speaker(
    name="Department for Order",
    kind="organisation",
    organisation="Department for Order",
    category="government",
    resolved_by="full-name",
    confidence=0.9,
)
VERBATIM = "“There is no intention to weaken the encryption that people rely on,”"
SHORTENED = "“The power will be used … only as a last resort,”"
CHANGED = "“The power can be used only where it is feasible, and only as a last resort,”"
PARAPHRASE = "ministers had no intention of weakening the encryption people rely on"
OTHER_NUMBER = "“We received 3,140 reports of abuse on private services last year,”"


def make_speech(url: str = "https://order.example/speech", **facts: Any) -> Document:
    """The record: one sentence a paragraph."""
    values = {"title": "Speech on order", "publisher": "order-gov", "kind": "official", "published_at": SPOKEN_AT}
    return Document.model_validate({"url": url, "text": "\n\n".join(SENTENCES)} | values | facts)


def save_speech(stores: Stores, speaker: Speaker | None = RENN, **facts: Any) -> Document:
    """Keep it with its sentences as primary statements."""
    page = make_speech(**facts)
    sentences = [part for part in page.text.split("\n\n") if part]
    save(stores, page, *({"text": text, "kind": "primary", "speaker": speaker} for text in sentences))
    return page


def save_article(
    stores: Stores, *texts: str, speaker: Speaker | None = RENN, days: float = 1, name: str = "article", **facts: Any
) -> Document:
    """Keep a page of the press, some days after the speech, that quotes these words."""
    page = Document(
        url=f"https://harbour.example/{name}",
        title=f"Minister speaks: {name}",
        text="\n\n".join(f"The minister said: {text}" for text in texts),
        publisher="harbour-post",
        published_at=SPOKEN_AT + timedelta(days=days),
    )
    save(stores, page, *({"text": text, "speaker": speaker, "kind": choose_kind(text), **facts} for text in texts))
    return page


def choose_kind(text: str) -> str:
    """Direct where it begins with a quotation mark."""
    return "direct" if text.startswith("“") else "indirect"
