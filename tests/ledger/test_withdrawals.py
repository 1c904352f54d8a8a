"""A page that is gone, or that its publisher took back, withdraws its document: once, and until it returns."""

from sqlalchemy.orm import Session

from clausewatch.ledger.documents import (
    current_version,
    find_by_url,
    iterate_documents,
    read_version,
    save_version,
    withdraw,
)
from clausewatch.ledger.events import list_events
from tests.ledger.examples import (
    DAY,
    HOUR,
    NOON,
    URL,
    fetch_gone,
    fetch_page,
    finish_all,
    make_document,
    save_page,
    waiting,
)


def kinds(session: Session) -> list[str]:
    return [event.kind for event in reversed(list_events(session))]


def test_a_withdrawn_document_says_since_when_and_is_indexed_anew(session: Session) -> None:
    document = save_page(session)
    finish_all(session)
    assert withdraw(session, URL, NOON + HOUR) == document.id
    assert read_version(session, document.version).withdrawn_at == NOON + HOUR
    assert next(iterate_documents(session)).withdrawn_at == NOON + HOUR
    assert waiting(session) == {"index": 1, "alert": 1}
    (event,) = list_events(session)
    assert (event.kind, event.at, event.document) == ("withdrawn", NOON + HOUR, document.id)


def test_a_second_withdrawal_changes_nothing(session: Session) -> None:
    document = save_page(session)
    withdraw(session, URL, NOON + HOUR)
    assert withdraw(session, URL, NOON + DAY) is None
    assert read_version(session, document.version).withdrawn_at == NOON + HOUR
    assert kinds(session) == ["withdrawn"]


def test_an_unknown_page_cannot_be_withdrawn(session: Session) -> None:
    assert withdraw(session, URL, NOON) is None
    assert list_events(session) == []


def test_only_the_current_version_is_withdrawn(session: Session) -> None:
    old = save_page(session, make_document("Old."))
    new = save_page(session, make_document("New."), NOON + HOUR)
    withdraw(session, URL, NOON + DAY)
    assert read_version(session, old.version).withdrawn_at is None
    assert read_version(session, new.version).withdrawn_at == NOON + DAY


def test_a_page_that_the_crawl_finds_gone_withdraws_its_document(session: Session) -> None:
    document = make_document()
    save_version(session, document, fetch=fetch_page(session), seen_at=NOON)
    fetch_gone(session, at=NOON + DAY)
    assert read_version(session, document.version).withdrawn_at == NOON + DAY
    fetch_gone(session, at=NOON + 2 * DAY)
    assert kinds(session) == ["withdrawn"]


def test_a_page_that_was_gone_before_it_was_extracted_is_withdrawn_from_the_start(session: Session) -> None:
    number = fetch_page(session)
    fetch_gone(session, at=NOON + HOUR)
    document = make_document()
    save_version(session, document, fetch=number, seen_at=NOON)
    assert read_version(session, document.version).withdrawn_at == NOON + HOUR
    assert kinds(session) == ["withdrawn"]


def test_a_failed_fetch_says_nothing_about_the_page(session: Session) -> None:
    number = fetch_page(session)
    fetch_gone(session, at=NOON + HOUR)
    fetch_page(session, at=NOON + DAY, status=None, outcome="failed", reason="timed out", address=None)
    document = make_document()
    save_version(session, document, fetch=number, seen_at=NOON)
    assert read_version(session, document.version).withdrawn_at == NOON + HOUR


def test_a_page_that_returned_is_withdrawn_no_more(session: Session) -> None:
    document = make_document()
    save_version(session, document, fetch=fetch_page(session), seen_at=NOON)
    fetch_gone(session, at=NOON + HOUR)
    finish_all(session)
    number = fetch_page(session, at=NOON + DAY)
    save_version(session, document, fetch=number, seen_at=NOON + DAY)
    assert read_version(session, document.version).withdrawn_at is None
    assert waiting(session) == {"extract": 1, "index": 1, "alert": 1}
    fetch_gone(session, at=NOON + 2 * DAY)
    assert kinds(session) == ["withdrawn", "returned", "withdrawn"]


def test_an_old_answer_is_not_withdrawn_by_a_page_that_has_returned_since(session: Session) -> None:
    first = fetch_page(session)
    fetch_gone(session, at=NOON + HOUR)
    fetch_page(session, at=NOON + DAY)
    document = make_document()
    save_version(session, document, fetch=first, seen_at=NOON)
    assert read_version(session, document.version).withdrawn_at is None


def test_a_notice_of_the_publisher_withdraws_too_and_is_no_fact_of_the_version(session: Session) -> None:
    document = save_page(session)
    finish_all(session)
    taken_back = document.model_copy(update={"withdrawn_at": NOON + HOUR})
    assert not save_version(session, taken_back, fetch=None, seen_at=NOON + DAY)
    assert current_version(session, document.id) == document.version
    assert read_version(session, document.version) == taken_back
    assert waiting(session) == {"index": 1, "alert": 1}
    save_version(session, taken_back, fetch=None, seen_at=NOON + 2 * DAY)
    assert kinds(session) == ["withdrawn"]


def test_a_redirected_page_is_withdrawn_by_the_address_that_was_asked(session: Session) -> None:
    asked = "https://harbour.example/short"
    document = make_document()
    save_version(session, document, fetch=fetch_page(session, asked), seen_at=NOON)
    fetch_gone(session, asked, at=NOON + HOUR)
    assert find_by_url(session, asked) == document.id
    assert read_version(session, document.version).withdrawn_at == NOON + HOUR
