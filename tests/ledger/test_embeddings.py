"""Vectors of texts are kept by encoder and text, and overwritten by none but the same."""

from clausewatch.ledger import Ledger
from clausewatch.ledger.embeddings import embedding_id, read_embeddings, save_embeddings


def test_what_was_kept_is_read_again(ledger: Ledger) -> None:
    vectors = {embedding_id("one", text): text.encode() for text in ("a", "b", "\x00")}
    with ledger.begin() as session:
        save_embeddings(session, vectors)
    with ledger.read() as session:
        assert read_embeddings(session, {*vectors, "not-kept"}) == vectors


def test_another_encoder_has_vectors_of_its_own() -> None:
    assert len({embedding_id("one", "a"), embedding_id("two", "a"), embedding_id("one", "b")}) == 3


def test_the_same_may_be_kept_twice(ledger: Ledger) -> None:
    for vector in (b"first", b"second"):
        with ledger.begin() as session:
            save_embeddings(session, {"x" * 20: vector})
    with ledger.read() as session:
        assert read_embeddings(session, ["x" * 20]) == {"x" * 20: b"second"}


def test_thousands_are_no_trouble(ledger: Ledger) -> None:
    vectors = {embedding_id("one", str(number)): b"v" for number in range(3000)}
    with ledger.begin() as session:
        save_embeddings(session, vectors)
        save_embeddings(session, {})
    with ledger.read() as session:
        assert len(read_embeddings(session, vectors)) == 3000
