"""What texts mean, as vectors, kept so that each text is read once by each encoder."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from clausewatch.identifiers import make_id
from clausewatch.ledger.tables import EmbeddingRow
from clausewatch.ledger.upsert import in_lots, upsert


def embedding_id(encoder: str, text: str) -> str:
    """By the fingerprint of the encoder and the text: copies of a statement share it."""
    return make_id("embedding", encoder, text)


def read_embeddings(session: Session, ids: Collection[str]) -> dict[str, bytes]:
    """Those that are kept, by id."""
    found: dict[str, bytes] = {}
    for lot in in_lots(sorted(ids)):
        chosen = select(EmbeddingRow.id, EmbeddingRow.vector).where(EmbeddingRow.id.in_(lot))
        found.update((row.id, row.vector) for row in session.execute(chosen))
    return found


def save_embeddings(session: Session, vectors: Mapping[str, bytes]) -> None:
    """Keep vectors by id."""
    if vectors:
        upsert(session, EmbeddingRow, [{"id": name, "vector": vectors[name]} for name in sorted(vectors)], ("id",))
