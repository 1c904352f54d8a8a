"""What is told of a page: edits, admitted or not, paywalls that go up and come down, and pages that are gone."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from clausewatch.ledger.documents import current_version, read_version, save_version
from clausewatch.ledger.events import count_page_events, list_page_events
from clausewatch.models import Access, Document
from tests.ledger.examples import (
    DAY,
    HOUR,
    NOON,
    fetch_gone,
    fetch_page,
    finish_all,
    make_document,
    save_page,
    waiting,
)

WHOLE = "\n\n".join(f"Paragraph {number} says what the harbour council has decided." for number in range(20))
TEASER = "\n\n".join(WHOLE.split("\n\n")[:3])


def keep(session: Session, text: str, day: int, access: Access | None = None, **facts: Any) -> Document:
    return save_page(session, make_document(text, access=access, published_at=NOON, **facts), NOON + day * DAY)


def told(session: Session, document: Document) -> list[tuple[str, str | None]]:
    return [(event.kind, event.reason) for event in list_page_events(session, document.id)]


def test_an_edit_without_another_date_is_told_as_unannounced(session: Session) -> None:
    keep(session, "It sails at nine.", 0)
    page = keep(session, "It sails at ten.", 1)
    assert told(session, page) == [("revised", "unannounced")]


def test_an_edit_with_another_date_or_a_notice_is_not(session: Session) -> None:
    keep(session, "It sails at nine.", 0)
    keep(session, "It sails at ten.", 1, modified_at=NOON + DAY)
    page = keep(session, "It sails at noon. Correction: it does not sail at ten.", 2, modified_at=NOON + DAY)
    assert told(session, page) == [("revised", None), ("revised", None)]


def test_the_date_of_the_last_visit_counts_and_not_that_of_the_first(session: Session) -> None:
    keep(session, "It sails at nine.", 0, modified_at=NOON)
    finish_all(session)
    keep(session, "It sails at nine.", 1, modified_at=NOON + DAY)
    assert waiting(session) == {}, "a date that moves by itself is nothing to read again for"
    page = keep(session, "It sails at ten.", 2, modified_at=NOON + DAY)
    assert told(session, page) == [("revised", "unannounced")]


def test_other_marks_are_a_version_and_no_event(session: Session) -> None:
    old = keep(session, 'It is "safe"  now.', 0)
    new = keep(session, "It is “safe” now.", 1)
    assert old.version != new.version == current_version(session, new.id)
    assert told(session, new) == []


def test_a_page_that_is_cut_to_a_teaser_keeps_its_whole_version(session: Session) -> None:
    whole = keep(session, WHOLE, 0)
    finish_all(session)
    teaser = keep(session, TEASER, 1, "paid")
    assert told(session, whole) == [("paywalled", "cut")]
    assert current_version(session, whole.id) == whole.version
    assert read_version(session, whole.version).access == "teaser"
    assert read_version(session, teaser.version).text == TEASER
    assert waiting(session) == {"alert": 1}, "nothing is annotated or indexed anew"


def test_a_teaser_is_told_of_once(session: Session) -> None:
    page = keep(session, WHOLE, 0)
    for day in range(1, 5):
        keep(session, TEASER, day, "walled")
    assert told(session, page) == [("paywalled", "cut")]


def test_the_whole_text_behind_a_paywall_that_came_down_is_no_edit(session: Session) -> None:
    page = keep(session, WHOLE, 0)
    keep(session, TEASER, 1, "paid")
    keep(session, WHOLE, 2)
    assert told(session, page) == [("paywalled", "cut"), ("reopened", None)]
    assert read_version(session, page.version).access is None


def test_what_was_changed_behind_the_paywall_is_told_when_it_comes_down(session: Session) -> None:
    keep(session, WHOLE, 0)
    keep(session, TEASER, 1, "paid")
    page = keep(session, WHOLE.replace("Paragraph 19", "Clause 19"), 2, "free")
    assert sorted(told(session, page)[1:]) == [("reopened", None), ("revised", "unannounced")]
    assert current_version(session, page.id) == page.version


def test_an_edit_of_the_teaser_is_a_revision_of_the_teaser(session: Session) -> None:
    keep(session, WHOLE, 0)
    first = keep(session, TEASER, 1, "paid")
    second = keep(session, TEASER.replace("has decided", "had decided", 1), 2, "paid")
    *_, last = list_page_events(session, first.id)
    assert (last.kind, last.old_version, last.new_version) == ("revised", first.version, second.version)


def test_a_page_that_was_seen_as_a_teaser_first_is_opened_and_not_edited(session: Session) -> None:
    keep(session, TEASER, 0, "paid")
    page = keep(session, WHOLE, 1, "free")
    assert told(session, page) == [("reopened", None)]
    assert current_version(session, page.id) == page.version


def test_a_declaration_alone_is_a_paywall_too(session: Session) -> None:
    page = keep(session, WHOLE, 0, "free")
    keep(session, WHOLE, 1, "paid")
    keep(session, WHOLE, 2)
    keep(session, WHOLE, 3, "paid")
    assert told(session, page) == [("paywalled", "declared")], "to leave it out once is no opening"
    keep(session, WHOLE, 4, "free")
    assert told(session, page)[1:] == [("reopened", None)]


def test_what_was_kept_before_access_was_is_not_taken_for_free(session: Session) -> None:
    page = Document(url="https://harbour.example/old", title="Old", text=WHOLE, publisher="harbour")
    assert "access" not in page.model_fields_set
    assert "access" in page.model_copy(update={"access": None}).model_fields_set
    page = keep(session, WHOLE, 0)
    keep(session, WHOLE, 1, "paid")
    assert told(session, page) == [("paywalled", "declared")]


def test_a_text_that_its_editors_shortened_is_an_edit(session: Session) -> None:
    keep(session, WHOLE, 0)
    page = keep(session, TEASER, 1)
    assert told(session, page) == [("revised", "unannounced")]
    assert current_version(session, page.id) == page.version


def save_fetched(session: Session, text: str, number: int, at: datetime, access: Access | None = None) -> Document:
    document = make_document(text, access=access, published_at=NOON)
    save_version(session, document, fetch=number, seen_at=at)
    return document


def test_an_answer_that_is_read_again_closes_and_opens_nothing(session: Session) -> None:
    first = fetch_page(session)
    page = save_fetched(session, WHOLE, first, NOON)
    save_fetched(session, TEASER, fetch_page(session, at=NOON + DAY), NOON + DAY, "paid")
    save_fetched(session, WHOLE, first, NOON)
    assert told(session, page) == [("paywalled", "cut")]
    assert read_version(session, page.version).access == "teaser"


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_says_by_which_answer(session: Session, status: int) -> None:
    page = save_fetched(session, WHOLE, fetch_page(session), NOON)
    fetch_page(session, at=NOON + HOUR, status=status, outcome="gone", address=None)
    assert told(session, page) == [("withdrawn", f"HTTP {status}")]


def test_a_page_that_was_gone_before_it_was_read_says_so_too(session: Session) -> None:
    number = fetch_page(session)
    fetch_gone(session, at=NOON + HOUR)
    page = save_fetched(session, WHOLE, number, NOON)
    assert told(session, page) == [("withdrawn", "HTTP 410")]


def test_a_notice_of_the_publisher_is_another_reason(session: Session) -> None:
    keep(session, WHOLE, 0)
    page = keep(session, WHOLE, 1, withdrawn_at=NOON + DAY)
    assert told(session, page) == [("withdrawn", "notice")]


def test_a_notice_that_was_taken_back_is_told_once(session: Session) -> None:
    keep(session, WHOLE, 0, withdrawn_at=NOON)
    keep(session, WHOLE, 1)
    page = keep(session, WHOLE, 2)
    assert told(session, page) == [("withdrawn", "notice"), ("returned", None)]


def test_an_answer_that_is_read_anew_brings_no_page_back(session: Session) -> None:
    number = fetch_page(session)
    taken_back = make_document(WHOLE, published_at=NOON, withdrawn_at=NOON)
    save_version(session, taken_back, fetch=number, seen_at=NOON)
    page = save_fetched(session, WHOLE, number, NOON + DAY)
    assert told(session, page) == [("withdrawn", "notice")]


def test_a_teaser_of_a_page_that_had_gone_brings_it_back(session: Session) -> None:
    page = save_fetched(session, WHOLE, fetch_page(session), NOON)
    fetch_gone(session, at=NOON + HOUR)
    save_fetched(session, TEASER, fetch_page(session, at=NOON + DAY), NOON + DAY, "paid")
    assert read_version(session, page.version).withdrawn_at is None
    assert told(session, page) == [("withdrawn", "HTTP 410"), ("paywalled", "cut"), ("returned", None)]


def test_events_of_pages_are_counted_by_kind_and_reason(session: Session) -> None:
    keep(session, "It sails at nine.", 0)
    keep(session, "It sails at ten.", 1)
    keep(session, "It sails at noon.", 2, modified_at=NOON + DAY)
    keep(session, "It sails at one.", 3, modified_at=NOON + 2 * DAY)
    assert count_page_events(session, NOON) == {("revised", None): 2, ("revised", "unannounced"): 1}
    assert count_page_events(session, NOON + 3 * DAY) == {("revised", None): 1}
