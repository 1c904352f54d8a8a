"""What statements mean, computed once and kept in the ledger, for an index that searches by meaning."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from clausewatch.index.batches import gather
from clausewatch.index.protocol import IndexEntry, Replacement, Vector
from clausewatch.ledger.database import Ledger
from clausewatch.ledger.embeddings import embedding_id, read_embeddings, save_embeddings
from nlp.components.encoder import load_encoder

BATCH = 256
"""Statements that are looked up and encoded at once."""
DECIMALS = 4
KEPT_AS = "<f2"
"""Half precision: similarities change by less than a thousandth."""


def embed_text(text: str) -> Vector:
    """The unit vector of a text, as that of statements."""
    return _read_vector(_pack(load_encoder().encode([text])[0]))


def embed_replacements(ledger: Ledger, replacements: Iterable[Replacement]) -> Iterator[Replacement]:
    """The same with the embedding of each statement about a target; those not yet kept are computed and kept.

    Statements about none, the most of what is collected, are found by their words alone: encoding takes longer than all
    else that indexing does.
    """
    for batch in gather(replacements, BATCH):
        about = [entry.statement.text for one in batch for entry in one.entries if entry.statement.stances]
        vectors = find_vectors(ledger, about)
        for one in batch:
            entries = tuple(_with_embedding(entry, vectors) for entry in one.entries)
            yield one.model_copy(update={"entries": entries})


def _with_embedding(entry: IndexEntry, vectors: dict[str, Vector]) -> IndexEntry:
    if not entry.statement.stances:
        return entry
    return entry.model_copy(update={"embedding": vectors[entry.statement.text]})


def find_vectors(ledger: Ledger, texts: Sequence[str]) -> dict[str, Vector]:
    """The unit vector of each text; those that are not yet kept are computed and kept."""
    encoder = load_encoder()
    ids = {text: embedding_id(encoder.fingerprint, text) for text in texts}
    with ledger.read() as session:
        kept = read_embeddings(session, set(ids.values()))
    missing = [text for text, name in ids.items() if name not in kept]
    if missing:
        new = {ids[text]: _pack(row) for text, row in zip(missing, encoder.encode(missing), strict=True)}
        with ledger.begin() as session:
            save_embeddings(session, new)
        kept |= new
    return {text: _read_vector(kept[name]) for text, name in ids.items()}


def keep_vectors(session: Session, vectors: Mapping[str, NDArray[np.float32]]) -> None:
    """Keep the unit vectors of texts that were encoded for another purpose."""
    if vectors:
        fingerprint = load_encoder().fingerprint
        save_embeddings(session, {embedding_id(fingerprint, text): _pack(row) for text, row in vectors.items()})


def _pack(row: NDArray[np.float32]) -> bytes:
    return row.astype(KEPT_AS).tobytes()


def _read_vector(kept: bytes) -> Vector:
    return tuple(np.frombuffer(kept, KEPT_AS).astype(np.float64).round(DECIMALS).tolist())
