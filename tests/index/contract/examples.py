"""Entries to search for, and short ways to search."""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from clausewatch.index.elastic.templates import FOLDER
from clausewatch.index.protocol import (
    Candidate,
    DocumentFacts,
    Facet,
    Index,
    IndexEntry,
    Query,
    Refusal,
    Replacement,
    Vector,
)
from clausewatch.models import Speaker, Stance, StanceLabel, Statement

SYNONYMS = (
    ("client-side scanning", "device-side scanning", "spy clause"),
    ("back door", "backdoor"),
    ("child abuse images", "CSAM"),
)
VECTORS = json.loads((FOLDER / "component_templates" / "clausewatch-vectors.json").read_text(encoding="utf-8"))
WIDTH: int = VECTORS["template"]["mappings"]["properties"]["embedding"]["dims"]
"""Of the vectors that servers take."""
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


def turn(degrees: float) -> Vector:
    """A unit vector that far from the first axis."""
    angle = math.radians(degrees)
    return (math.cos(angle), math.sin(angle), *[0.0] * (WIDTH - 2))


def mean(entry: IndexEntry, degrees: float) -> IndexEntry:
    """The statement with a meaning."""
    return entry.model_copy(update={"embedding": turn(degrees)})


def ids(*entries: IndexEntry) -> frozenset[str]:
    return frozenset(entry.id for entry in entries)


def fill(index: Index, entries: Iterable[IndexEntry]) -> None:
    """Put documents with all their entries into an index."""
    by_document: dict[str, list[IndexEntry]] = {}
    for entry in entries:
        by_document.setdefault(entry.document.id, []).append(entry)
    replacements = [Replacement(document=name, entries=tuple(found)) for name, found in by_document.items()]
    assert index.replace(replacements) == ()


def replace_document(index: Index, document: str, entries: Iterable[IndexEntry], revision: int = 0) -> None:
    """Make these all that the index holds of one document."""
    assert index.replace([Replacement(document=document, entries=tuple(entries), revision=revision)]) == ()


class Listed:
    """A source of a rebuild: entries, those of a document in a row, read as they are asked for."""

    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        self._entries = entries

    def read(self, after: str | None) -> Iterator[Replacement]:
        assert after is None
        for document, entries in groupby(self._entries, lambda entry: entry.document.id):
            yield Replacement(document=document, entries=tuple(entries))

    def refuse(self, refusal: Refusal) -> None:
        raise AssertionError(refusal.reason)

    def check(self, candidate: Candidate) -> None:
        assert candidate.count() >= 0


def rebuild(index: Index, entries: Iterable[IndexEntry]) -> None:
    """Put a new index with just these in the place of the old."""
    index.rebuild(Listed(entries))


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
