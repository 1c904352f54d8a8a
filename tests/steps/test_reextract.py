"""Pages extracted again from the archive: a better extractor's version takes the place of the old, without news."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.extract import extract_documents
from clausewatch.index.protocol import Query
from clausewatch.ledger.alerts import count_noted
from clausewatch.ledger.annotations import Selection, read_annotation
from clausewatch.ledger.documents import current_version, list_versions, save_version
from clausewatch.ledger.events import list_events
from clausewatch.ledger.fetches import record_fetch
from clausewatch.ledger.queue import claim, finish
from clausewatch.models import Document, RawResponse
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.index import index_batch
from clausewatch.steps.report import repeat_until_done
from clausewatch.steps.reprocess import Request, reprocess_waiting, request_reprocessing
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.builders import make_statement
from tests.extract.answers import make_page, make_publisher
from tests.steps.publishing import ADA, alerts, make_settings
from tests.steps.rereading import Reader, read_new, waiting

AT = datetime(2023, 9, 6, tzinfo=UTC)
NEWS = make_publisher()
URL = "https://news.example/a"


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


class Page(NamedTuple):
    """A fetched page: what an older extractor made of it, and what ours makes of it."""

    path: Path
    fetch: int
    old: Document
    new: Document


def fetch(stores: Stores, old_text: str | None = "Menu. Search. Log in.") -> Page:
    """A page in the archive, and its document as an older extractor left it; by ours where no text is given."""
    response = RawResponse(url=URL, status=200, body=make_page().encode(), fetched_at=AT)
    with stores.archive.writer("news", "r1") as writer:
        address = writer.write(response)
    with stores.ledger.begin() as session:
        facts = {"publisher": "news", "url": URL, "status": 200, "fetched_at": AT, "run": "r1"}
        number = record_fetch(session, outcome="fresh", address=address, **facts)  # type: ignore[arg-type]
        finish(session, "extract", claim(session, "extract", 1))
    (new,) = extract_documents(response, NEWS)
    old = new if old_text is None else new.model_copy(update={"text": old_text})
    with stores.ledger.begin() as session:
        save_version(session, old, fetch=number, seen_at=AT)
    return Page(writer.path, number, old, new)


def current(stores: Stores, page: Page) -> str | None:
    with stores.ledger.read() as session:
        return current_version(session, page.old.id)


def extract_again(stores: Stores) -> None:
    assert request_reprocessing(stores, Selection(), extract=True).fetches == 1
    repeat_until_done("reextract", lambda: extract_batch(stores, [NEWS], step="reextract"))


def speak(page: Page) -> Reader:
    """Finds the first words of the page as ours is read, said by the government."""
    words = page.new.text.split("\n")[0]
    return Reader("v2", make_statement(words, ADA, "FAVOR .9"))


def test_the_better_version_is_current_and_searched_and_nobody_is_told(stores: Stores) -> None:
    page = fetch(stores)
    read_new(stores, Reader("v1"))
    request_reprocessing(stores, Selection(), extract=True)
    reports = reprocess_waiting(stores, speak(page), [NEWS])
    assert [(report.step, report.done) for report in reports] == [("reextract", 1), ("reannotate", 2), ("alert", 1)]
    assert current(stores, page) == page.new.version
    index_batch(stores)
    (hit,) = stores.index.search(Query()).hits
    assert hit.entry.statement.version == page.new.version
    with stores.ledger.read() as session:
        assert list_events(session) == []
        assert count_noted(session) == 1
        assert len(list_versions(session, page.old.id)) == 2
    assert alerts(stores) == []


def test_a_page_that_reads_the_same_is_left_as_it_is(stores: Stores) -> None:
    page = fetch(stores, old_text=None)
    read_new(stores, Reader("v1"))
    extract_again(stores)
    assert current(stores, page) == page.new.version
    assert waiting(stores) == {"reannotate": 1, "index": 1}
    with stores.ledger.read() as session:
        assert read_annotation(session, page.new.version) is not None


def test_what_was_not_told_yet_of_the_old_version_is_told_of_the_new_one(stores: Stores) -> None:
    page = fetch(stores)
    extract_again(stores)
    assert waiting(stores) == {"annotate": 2}
    read_new(stores, speak(page))
    assert len(alerts(stores)) == 1


def test_an_extractor_that_goes_back_has_its_old_version_searched_again(stores: Stores) -> None:
    page = fetch(stores, old_text=None)
    read_new(stores, speak(page))
    with stores.ledger.begin() as session:
        save_version(session, page.new.model_copy(update={"text": "Menu."}), fetch=page.fetch, seen_at=AT)
    read_new(stores, speak(page))
    index_batch(stores)
    assert stores.index.count() == 0
    extract_again(stores)
    reprocess_waiting(stores, speak(page), [NEWS])
    index_batch(stores)
    assert stores.index.count() == 1


def test_a_page_that_was_fetched_anew_meanwhile_stays_as_it_is_now(stores: Stores) -> None:
    page = fetch(stores)
    read_new(stores, Reader("v1"))
    request_reprocessing(stores, Selection(), extract=True)
    later = page.old.model_copy(update={"text": "It was changed."})
    with stores.ledger.begin() as session:
        save_version(session, later, fetch=None, seen_at=AT + timedelta(hours=1))
    reprocess_waiting(stores, Reader("v2"), [NEWS])
    assert current(stores, page) == later.version


def test_a_page_that_is_gone_from_the_archive_is_named_and_annotated_as_it_is(stores: Stores) -> None:
    page = fetch(stores)
    read_new(stores, Reader("v1"))
    page.path.unlink()
    request_reprocessing(stores, Selection(), extract=True)
    extracted, annotated, _ = reprocess_waiting(stores, Reader("v2"), [NEWS])
    (failure,) = extracted.failures
    assert failure.step == "reextract"
    assert failure.reason.startswith(f"news: {URL}: ")
    assert annotated.done == 1
    assert current(stores, page) == page.old.version


def test_a_page_that_was_never_fetched_is_only_annotated_again(stores: Stores) -> None:
    with stores.ledger.begin() as session:
        save_version(session, Document(url=URL, title="A", text="It rained.", publisher="news"), fetch=None, seen_at=AT)
    read_new(stores, Reader("v1"))
    assert request_reprocessing(stores, Selection(), extract=True) == Request(versions=1, fetches=0)
