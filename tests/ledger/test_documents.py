"""A changed page is a new version, the newest seen is the current one, and nothing is overwritten."""

import pytest
from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError
from clausewatch.ledger import Ledger
from clausewatch.ledger.documents import (
    ROWS_AT_ONCE,
    current_version,
    find_by_url,
    find_sources,
    iterate_documents,
    list_versions,
    read_version,
    save_version,
)
from clausewatch.ledger.events import list_events
from clausewatch.models import ChangeNote, Record
from tests.ledger.examples import DAY, HOUR, NOON, URL, fetch_page, finish_all, make_document, save_page, waiting

OLD, NEW = make_document("The ferry will run."), make_document("The ferry will not run.")


def test_new_content_is_kept_and_waits_to_be_annotated(session: Session) -> None:
    assert save_version(session, OLD, fetch=None, seen_at=NOON)
    assert current_version(session, OLD.id) == OLD.version
    assert read_version(session, OLD.version) == OLD
    assert list_versions(session, OLD.id) == [(OLD.version, NOON)]
    assert waiting(session) == {"annotate": 1}
    assert list_events(session) == []


def test_all_that_a_document_says_comes_back(session: Session) -> None:
    document = make_document(
        "Zoë said “yes”\x00.\n\nEnd \U0001f6a2.",
        language="en",
        kind="official",
        authors=("Ada Moor", "Ben\x00"),
        published_at=NOON,
        published_precision="minute",
        published_confidence="low",
        modified_at=NOON + HOUR,
        document_type="speech",
        record=Record(name="Ada Moor", role="Harbour Minister", category="government"),
        change_notes=(ChangeNote(at=NOON, note="First published."),),
    )
    save_page(session, document)
    found = read_version(session, document.version)
    assert found == document
    assert found.version == document.version


def test_the_same_content_again_is_nothing_new(session: Session) -> None:
    save_page(session, OLD)
    finish_all(session)
    assert not save_version(session, OLD, fetch=None, seen_at=NOON + DAY)
    assert waiting(session) == {}
    assert list_versions(session, OLD.id) == [(OLD.version, NOON)]


def test_changed_content_is_a_second_version_and_an_event(session: Session) -> None:
    save_page(session, OLD)
    finish_all(session)
    assert save_version(session, NEW, fetch=None, seen_at=NOON + DAY)
    assert current_version(session, OLD.id) == NEW.version
    assert list_versions(session, OLD.id) == [(OLD.version, NOON), (NEW.version, NOON + DAY)]
    assert read_version(session, OLD.version).text == OLD.text
    assert waiting(session) == {"annotate": 1, "alert": 1}
    (event,) = list_events(session)
    assert (event.kind, event.at, event.publisher) == ("revised", NOON + DAY, "harbour")
    assert (event.document, event.old_version, event.new_version) == (OLD.id, OLD.version, NEW.version)


def test_content_that_comes_back_is_current_again_and_revised_twice(session: Session) -> None:
    for day, document in enumerate((OLD, NEW, OLD)):
        save_page(session, document, NOON + day * DAY)
        finish_all(session)
    assert current_version(session, OLD.id) == OLD.version
    assert len(list_versions(session, OLD.id)) == 2
    changes = [(event.old_version, event.new_version) for event in list_events(session)]
    assert changes == [(NEW.version, OLD.version), (OLD.version, NEW.version)]
    save_page(session, NEW, NOON + 3 * DAY)
    assert waiting(session)["annotate"] == 1


def test_what_was_seen_earlier_does_not_replace_what_was_seen_later(session: Session) -> None:
    save_page(session, NEW, NOON + DAY)
    assert save_version(session, OLD, fetch=None, seen_at=NOON)
    assert current_version(session, OLD.id) == NEW.version
    assert {version for version, _ in list_versions(session, OLD.id)} == {OLD.version, NEW.version}
    assert list_events(session) == []
    assert not save_version(session, OLD, fetch=None, seen_at=NOON)


def test_other_facts_of_an_old_version_are_not_changed_by_an_even_older_sight(session: Session) -> None:
    save_page(session, make_document(authors=("Ada Moor",)), NOON + DAY)
    save_page(session, make_document(authors=("Nobody",)), NOON)
    assert read_version(session, make_document().version).authors == ("Ada Moor",)


def test_better_facts_of_the_same_content_overwrite_the_old_and_are_annotated(session: Session) -> None:
    save_page(session, OLD)
    finish_all(session)
    better = OLD.model_copy(update={"published_at": NOON, "authors": ("Ada Moor",)})
    assert not save_version(session, better, fetch=None, seen_at=NOON + HOUR)
    assert read_version(session, OLD.version) == better
    assert waiting(session) == {"annotate": 1}
    assert list_events(session) == []


def test_the_same_answer_read_by_a_better_extractor_is_no_revision(session: Session) -> None:
    number = fetch_page(session)
    save_version(session, OLD, fetch=number, seen_at=NOON)
    save_version(session, NEW, fetch=number, seen_at=NOON)
    assert current_version(session, OLD.id) == NEW.version
    assert list_events(session) == []
    save_version(session, OLD, fetch=fetch_page(session, at=NOON + HOUR), seen_at=NOON + HOUR)
    assert [event.kind for event in list_events(session)] == ["revised"]


def test_a_fetch_that_is_not_in_the_ledger_is_an_error(session: Session) -> None:
    with pytest.raises(LedgerError, match="no fetch 4711"):
        save_version(session, OLD, fetch=4711, seen_at=NOON)


def test_a_document_is_found_by_its_address_and_by_that_of_its_fetch(session: Session) -> None:
    number = fetch_page(session, "https://harbour.example/ferry?from=feed")
    save_version(session, OLD, fetch=number, seen_at=NOON)
    assert find_by_url(session, URL) == OLD.id
    assert find_by_url(session, "https://harbour.example/ferry?from=feed") == OLD.id
    assert find_by_url(session, "https://harbour.example/other") is None


def test_a_page_s_own_address_goes_before_that_of_another_one_s_fetch(session: Session) -> None:
    other = make_document(url="https://harbour.example/other")
    save_version(session, other, fetch=fetch_page(session, URL), seen_at=NOON)
    assert find_by_url(session, URL) == other.id
    save_page(session, OLD)
    assert find_by_url(session, URL) == OLD.id


def test_what_is_not_there_is_said(session: Session) -> None:
    assert current_version(session, "none") is None
    assert list_versions(session, "none") == []
    with pytest.raises(LedgerError, match="no version none"):
        read_version(session, "none")


def test_all_documents_are_read_with_their_current_content(ledger: Ledger) -> None:
    pages = [
        make_document(f"Page {number}.", url=f"https://harbour.example/{number}") for number in range(ROWS_AT_ONCE + 10)
    ]
    with ledger.begin() as session:
        for page in pages:
            save_page(session, page)
        changed = pages[7].model_copy(update={"text": "Changed."})
        save_page(session, changed, NOON + DAY)
    with ledger.read() as session:
        found = list(iterate_documents(session))
    assert [document.id for document in found] == sorted(page.id for page in pages)
    assert {document.version for document in found} == {page.version for page in (*pages[:7], changed, *pages[8:])}


def test_the_last_fetch_of_a_current_version_and_the_first_of_an_older_one_are_known(session: Session) -> None:
    first = fetch_page(session)
    save_version(session, OLD, fetch=first, seen_at=NOON)
    second, third = fetch_page(session), fetch_page(session)
    save_version(session, NEW, fetch=second, seen_at=NOON + HOUR)
    save_version(session, NEW, fetch=third, seen_at=NOON + DAY)
    handed_in = save_page(session, make_document(url="https://harbour.example/other"))
    versions = [OLD.version, NEW.version, handed_in.version, "none"]
    assert find_sources(session, versions) == {OLD.version: first, NEW.version: third}


def test_a_page_that_was_extracted_again_waits_apart_from_what_is_new(session: Session) -> None:
    fetch = fetch_page(session)
    save_version(session, OLD, fetch=fetch, seen_at=NOON)
    finish_all(session)
    save_version(session, NEW, fetch=fetch, seen_at=NOON, then="reannotate")
    assert waiting(session) == {"reannotate": 1}
    assert list_events(session) == []
