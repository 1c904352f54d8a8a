"""What documents made of Parliament's records have in common."""

from collections.abc import Sequence
from datetime import datetime

from clausewatch.extract.text_blocks import join_paragraphs
from clausewatch.extract.times import Dated
from clausewatch.models import Document, Publisher, Record


def make_official(
    publisher: Publisher,
    url: str,
    title: str,
    paragraphs: list[str],
    document_type: str,
    *,
    dated: Dated | None = None,
    record: Record | None = None,
    modified_at: datetime | None = None,
    people: Sequence[str] = (),
    organisations: Sequence[str] = (),
) -> Document:
    """An official document in English; who is named in its record is its author, if that is a person."""
    return Document(
        url=url,
        title=title,
        text=join_paragraphs(paragraphs),
        publisher=publisher.name,
        kind="official",
        language="en",
        authors=(record.name,) if record and record.kind == "person" else (),
        published_at=dated.at if dated else None,
        published_precision=dated.precision if dated else None,
        published_confidence=dated.confidence if dated else None,
        modified_at=modified_at,
        document_type=document_type,
        record=record,
        people=tuple(people),
        organisations=tuple(organisations),
    )
