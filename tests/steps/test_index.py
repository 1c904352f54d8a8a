"""The index step: the current version of each document, and nothing of older ones."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clausewatch.errors import SearchStoreError
from clausewatch.index.protocol import Query
from clausewatch.ledger.corrections import correct
from clausewatch.ledger.documents import withdraw
from clausewatch.ledger.queue import count, enqueue
from clausewatch.ledger.statements import save_statements
from clausewatch.models import Document
from clausewatch.steps.index import index_batch, make_entries
from clausewatch.steps.rebuild import rebuild_index
from clausewatch.steps.report import repeat_until_done
from clausewatch.steps.stores import Stores, open_stores
from tests.collected import MOOR, collect, make_settings, save
from tests.index.contract.examples import replace_document

AT = datetime(2024, 3, 5, 12, tzinfo=UTC)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def make_page(text: str, number: int = 1) -> Document:
    url = f"https://harbour.example/{number}"
    return Document(url=url, title="Title", text=text, publisher="harbour-post", published_at=AT)


def index_all(stores: Stores) -> int:
    return repeat_until_done("index", lambda: index_batch(stores)).done


def find(stores: Stores, text: str = "") -> list[str]:
    return sorted(hit.entry.statement.text for hit in stores.index.search(Query(text=text)).hits)


def test_new_statements_are_found_with_their_document(stores: Stores) -> None:
    page = make_page("one two three")
    save(stores, page, {"text": "two three", "speaker": MOOR})
    assert index_all(stores) == 1
    (hit,) = stores.index.search(Query(text="three")).hits
    facts = hit.entry.document
    assert (facts.id, facts.url, facts.title, facts.publisher) == (page.id, page.url, "Title", "harbour-post")
    assert (facts.kind, facts.published_at, hit.entry.statement.speaker) == ("coverage", AT, MOOR)
    assert hit.entry.id == hit.entry.statement.id


def test_nothing_waits_afterwards(stores: Stores) -> None:
    save(stores, make_page("one"), {"text": "one"})
    assert index_batch(stores).claimed == 1
    report = index_batch(stores)
    assert (report.step, report.claimed, report.done, report.failures) == ("index", 0, 0, ())
    with stores.ledger.read() as session:
        assert ("index", "waiting") not in count(session)


def test_a_batch_takes_no_more_than_it_may(stores: Stores) -> None:
    for number in range(5):
        save(stores, make_page("one", number), {"text": "one"})
    assert [index_batch(stores, limit=2).claimed for _ in range(4)] == [2, 2, 1, 0]
    assert stores.index.count() == 5


def test_a_new_version_takes_the_place_of_the_old(stores: Stores) -> None:
    save(stores, make_page("the old words"), {"text": "old words"})
    index_all(stores)
    save(stores, make_page("the new words"), {"text": "new words"})
    assert find(stores) == ["old words"]
    index_all(stores)
    assert find(stores) == ["new words"]


def test_statements_that_are_gone_are_found_no_more(stores: Stores) -> None:
    page = make_page("one two")
    save(stores, page, {"text": "one"}, {"text": "two"})
    index_all(stores)
    with stores.ledger.begin() as session:
        save_statements(session, page.version, [])
    index_all(stores)
    assert find(stores) == []


def test_a_correction_is_found(stores: Stores) -> None:
    save(stores, make_page("one two"), {"text": "one"})
    index_all(stores)
    (hit,) = stores.index.search(Query()).hits
    with stores.ledger.begin() as session:
        correct(session, hit.entry.id, speaker_name="Lord Fenn", why="the record says so", at=AT)
    index_all(stores)
    assert stores.index.search(Query(speaker="Fenn")).total == 1


def test_what_a_withdrawn_page_said_stays_said(stores: Stores) -> None:
    page = make_page("one two")
    save(stores, page, {"text": "one"})
    with stores.ledger.begin() as session:
        withdraw(session, page.url, AT)
    index_all(stores)
    (hit,) = stores.index.search(Query()).hits
    assert (hit.entry.statement.text, hit.entry.document.withdrawn_at) == ("one", AT)


def test_work_that_a_killed_worker_had_is_done_by_the_next(stores: Stores) -> None:
    save(stores, make_page("one"), {"text": "one"})
    script = f"""
import os, signal
from clausewatch.ledger import open_ledger
from clausewatch.ledger.queue import claim
with open_ledger({stores.settings.database_url!r}).begin() as session:
    assert len(claim(session, "index", 10)) == 1
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL
    assert find(stores) == []
    assert index_all(stores) == 1
    assert find(stores) == ["one"]


def test_a_store_that_fails_leaves_the_work_to_be_done(stores: Stores) -> None:
    save(stores, make_page("one " * 3000), {"text": "one " * 2999})
    index = stores.index
    with index._connections.read() as connection:  # type: ignore[attr-defined]
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(SearchStoreError, match="the disk is full"):
        index_batch(stores)
    with index._connections.read() as connection:  # type: ignore[attr-defined]
        connection.execute("PRAGMA max_page_count = 100000")
    with stores.ledger.read() as session:
        assert count(session)["index", "waiting"] == 1
    assert index_all(stores) == 1
    assert stores.index.count() == 1


def test_a_rebuild_gives_the_same_as_the_steps(stores: Stores, tmp_path: Path) -> None:
    collect(make_settings(tmp_path))
    before = stores.index.search(Query(limit=100))
    seen = []
    assert rebuild_index(stores, lambda: seen.append(1)) == before.total == 4
    assert stores.index.search(Query(limit=100)) == before
    assert len(seen) == 3


def test_a_rebuild_may_go_unwatched(stores: Stores) -> None:
    save(stores, make_page("one"), {"text": "one"})
    assert rebuild_index(stores) == 1
    assert find(stores) == ["one"]


def test_a_document_that_the_ledger_does_not_know_is_taken_out(stores: Stores) -> None:
    page = make_page("one")
    save(stores, page, {"text": "one"})
    index_all(stores)
    (hit,) = stores.index.search(Query()).hits
    stray = hit.entry.document.model_copy(update={"id": "stray"})
    replace_document(stores.index, "stray", [hit.entry.model_copy(update={"id": "stray-1", "document": stray})])
    with stores.ledger.begin() as session:
        enqueue(session, "index", "stray")
    assert index_all(stores) == 1
    assert stores.index.count() == 1


def test_a_document_without_statements_has_no_entries() -> None:
    assert list(make_entries(make_page("one"), [])) == []
