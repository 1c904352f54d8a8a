"""Entries to search for, and short ways to search."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from clausewatch.index.protocol import DocumentFacts, Facet, Index, IndexEntry, Query
from clausewatch.models import Speaker, Stance, StanceLabel, Statement

SYNONYMS = (
    ("client-side scanning", "device-side scanning", "spy clause"),
    ("back door", "backdoor"),
    ("child abuse images", "CSAM"),
)
NOON = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)


def make_speaker(name: str, **facts: Any) -> Speaker:
    return Speaker(**{"name": name, "kind": "person", "resolved_by": "full-name", "confidence": 0.9, **facts})


def make_entry(
    document: str,
    text: str,
    *,
    place: int = 0,
    speaker: Speaker | None = None,
    kind: str = "direct",
    stances: Sequence[tuple[str, StanceLabel]] = (),
    at: datetime | None = NOON,
    title: str = "",
    publisher: str = "harbour-post",
    official: bool = False,
) -> IndexEntry:
    """A statement that begins at a place of the document of that id."""
    statement = Statement.model_validate(
        {
            "document": document,
            "version": f"{document}-1",
            "kind": kind,
            "text": text,
            "content": ((place, place + 1),),
            "speaker": speaker,
            "stances": tuple(Stance(target=target, label=label, confidence=0.9) for target, label in stances),
        }
    )
    facts = DocumentFacts(
        id=document,
        url=f"https://news.example/{document}",
        title=title,
        publisher=publisher,
        kind="official" if official else "coverage",
        published_at=at,
    )
    return IndexEntry(id=statement.id, statement=statement, document=facts)


def fill(index: Index, entries: Iterable[IndexEntry]) -> None:
    """Put documents with all their entries into an index."""
    by_document: dict[str, list[IndexEntry]] = {}
    for entry in entries:
        by_document.setdefault(entry.document.id, []).append(entry)
    for document, its_entries in by_document.items():
        index.replace_document(document, its_entries)


def put_texts(index: Index, **texts: str) -> None:
    """One document with one statement each, by document id."""
    fill(index, [make_entry(document, text) for document, text in texts.items()])


def find(index: Index, text: str = "", **conditions: Any) -> set[str]:
    """Ids of the documents of all statements found, which are as many as the result says."""
    result = index.search(Query(text=text, limit=10_000, **conditions))
    assert len(result.hits) == result.total
    return {hit.entry.document.id for hit in result.hits}


def find_in_order(index: Index, text: str = "", **conditions: Any) -> list[str]:
    """Ids of the documents of one page, in order."""
    return [hit.entry.document.id for hit in index.search(Query(text=text, **conditions)).hits]


def read_snippets(index: Index, text: str = "", **conditions: Any) -> list[str]:
    return [hit.snippet for hit in index.search(Query(text=text, **conditions)).hits]


def count_values(index: Index, facet: Facet, text: str = "", **conditions: Any) -> list[tuple[str, int]]:
    found = index.count_facet(Query(text=text, **conditions), facet)
    return [(value.value, value.count) for value in found]
