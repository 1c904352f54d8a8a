"""What statements mean is computed once, kept in the ledger and given to an index that searches by meaning."""

import math
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete

from clausewatch.index.protocol import Query, Replacement
from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.embeddings import embedding_id, read_embeddings, save_embeddings
from clausewatch.ledger.tables import EmbeddingRow
from clausewatch.models import StanceLabel
from clausewatch.steps.embedding import embed_replacements, embed_text, find_vectors
from clausewatch.steps.rebuild import rebuild_index
from clausewatch.steps.stores import open_stores
from nlp.components.encoder import load_encoder
from tests.collected import collect, make_settings
from tests.index.contract.examples import make_entry


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")) as ledger:
        yield ledger


def make_replacements(*texts: str) -> list[Replacement]:
    stances: list[tuple[str, StanceLabel]] = [("bridge", "NONE")]
    entries = [make_entry(f"d{number}", text, stances=stances) for number, text in enumerate(texts)]
    return [Replacement(document=entry.document.id, entries=(entry,), revision=7) for entry in entries]


def cosine(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def test_each_statement_gets_a_unit_vector(ledger: Ledger) -> None:
    given = make_replacements("nobody may read our messages", "children must be safe")
    found = list(embed_replacements(ledger, given))
    assert [one.model_copy(update={"entries": ()}) for one in found] == [
        one.model_copy(update={"entries": ()}) for one in given
    ]
    for one in found:
        (entry,) = one.entries
        assert entry.embedding is not None
        assert math.isclose(cosine(entry.embedding, entry.embedding), 1, abs_tol=0.01)


def test_a_statement_about_no_target_is_not_encoded(ledger: Ledger) -> None:
    entry = make_entry("d1", "the harbour lamp is out")
    given = [Replacement(document="d1", entries=(entry,), revision=7)]
    assert list(embed_replacements(ledger, given)) == given
    with ledger.read() as session:
        assert not read_embeddings(session, [embedding_id(load_encoder().fingerprint, entry.statement.text)])


def test_what_is_alike_in_meaning_is_near(ledger: Ledger) -> None:
    given = make_replacements("encryption keeps our chats private", "the match was called off because of rain")
    near, far = (one.entries[0].embedding for one in embed_replacements(ledger, given))
    asked = embed_text("private messaging depends on encryption")
    assert near is not None
    assert far is not None
    assert cosine(asked, near) > cosine(asked, far) + 0.2


def test_what_is_kept_is_not_computed_again(ledger: Ledger) -> None:
    encoder = load_encoder()
    name = embedding_id(encoder.fingerprint, "a text")
    # Something that the encoder would never say.
    mark = b"\x00\x3c" + b"\x00\x00" * (encoder.width - 1)
    with ledger.begin() as session:
        save_embeddings(session, {name: mark})
    (one,) = embed_replacements(ledger, make_replacements("a text"))
    assert one.entries[0].embedding == (1.0, *[0.0] * (encoder.width - 1))


def test_what_was_computed_is_kept(ledger: Ledger) -> None:
    list(embed_replacements(ledger, make_replacements("one text", "one text", "another text")))
    ids = [embedding_id(load_encoder().fingerprint, text) for text in ("one text", "another text")]
    with ledger.read() as session:
        assert set(read_embeddings(session, ids)) == set(ids)


def test_what_is_indexed_can_be_searched_by_meaning_before_and_after_a_rebuild(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    collect(settings)
    asked = Query(like=embed_text("breaking encryption makes people trust us less"), limit=1)
    with open_stores(settings) as stores:
        before = stores.index.search(asked)
        for _ in range(2):
            # Two of the four are about no target.
            assert (rebuild_index(stores), before.total) == (4, 2)
            assert [hit.entry for hit in stores.index.search(asked).hits] == [hit.entry for hit in before.hits]
            # As in a ledger that was filled before vectors were kept.
            with stores.ledger.begin() as session:
                session.execute(delete(EmbeddingRow))
    assert [hit.entry.statement.text for hit in before.hits] == ["The spy clause breaks encryption & trust"]


def test_a_document_without_statements_passes_through(ledger: Ledger) -> None:
    given = [Replacement(document="empty", revision=3)]
    assert list(embed_replacements(ledger, given)) == given


def test_texts_do_not_change_the_vectors_of_each_other(ledger: Ledger) -> None:
    texts = ["nobody may read our messages", "x" * 40, "The regulator will report to this House each year."]
    for text, vector in find_vectors(ledger, texts).items():
        assert vector == pytest.approx(embed_text(text), abs=1e-3)
