"""Which changes wait for a second reading, and what a passing one is to the readings that follow."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.events import PASSING, Event, count_page_events, list_page_events
from clausewatch.ledger.health import record_crawl
from clausewatch.ledger.queue import claim, finish
from clausewatch.ledger.second_readings import (
    count_passing,
    find_addresses,
    list_pending,
    mark_passing,
    record_standing,
)
from clausewatch.ledger.settled import read_settled
from clausewatch.models import Document
from tests.ledger.examples import DAY, HOUR, NOON, URL, fetch_page, finish_all, make_document

OLD, ADVERT, OTHER, EDITED = (
    f"The ferry sails at {hour}. {advert}"
    for hour, advert in (("nine", "Buy boots."), ("nine", "Eat eels."), ("nine", "See Lund."), ("ten", "Row."))
)


def visit(session: Session, text: str, hours: int, **facts: Any) -> Document:
    at = NOON + hours * HOUR
    document = make_document(text, published_at=NOON)
    save_version(session, document, fetch=fetch_page(session, at=at, **facts), seen_at=at)
    return document


def crawl(session: Session, run: str = "r1") -> None:
    facts = {"publisher": "harbour", "run": run, "started_at": NOON, "finished_at": NOON}
    record_crawl(session, CrawlResult.model_validate(facts))


def pending(session: Session) -> list[Event]:
    return list_pending(session, ["harbour"])


def pass_over(session: Session) -> None:
    """Mark all that waits, as the second reading does where nothing stands."""
    for event in pending(session):
        assert mark_passing(session, event)
    finish_all(session)


def test_a_revision_that_waits_is_to_be_asked_for_once(session: Session) -> None:
    crawl(session)
    visit(session, OLD, 0)
    visit(session, ADVERT, 1)
    [event] = pending(session)
    assert find_addresses(session, [event]) == {event.id: URL}
    fetch_page(session, at=NOON + 2 * HOUR, outcome="failed", status=500, address=None)
    assert find_addresses(session, [event]) == {}


def test_of_other_publishers_and_what_was_told_nothing_waits(session: Session) -> None:
    visit(session, OLD, 0)
    visit(session, ADVERT, 1)
    assert list_pending(session, ["courier"]) == []
    claim(session, "alert", 10)
    assert pending(session) == []
    finish_all(session)
    assert pending(session) == []


def test_what_no_crawl_brought_is_not_asked_for(session: Session) -> None:
    crawl(session, "another")
    visit(session, OLD, 0)
    visit(session, ADVERT, 1)
    assert find_addresses(session, pending(session)) == {}
    save_version(session, make_document(OTHER, published_at=NOON), fetch=None, seen_at=NOON + 3 * HOUR)
    assert len(pending(session)) == 2
    assert find_addresses(session, pending(session)) == {}


def test_content_that_came_back_is_asked_for_by_the_fetch_that_brought_it_last(session: Session) -> None:
    crawl(session)
    for number, text in enumerate((OLD, ADVERT, OLD)):
        visit(session, text, number)
    events = pending(session)
    assert list(find_addresses(session, events)) == [events[-1].id]


def test_a_passing_revision_waits_no_more_and_is_kept(session: Session) -> None:
    visit(session, OLD, 0)
    page = visit(session, ADVERT, 1)
    [event] = pending(session)
    assert mark_passing(session, event)
    assert pending(session) == []
    assert [each.reason for each in list_page_events(session, page.id)] == [PASSING]
    assert count_page_events(session, NOON) == {("revised", PASSING): 1}
    assert count_passing(session, [page.id, "another"]) == {page.id: 1}


@pytest.mark.parametrize("is_done", [False, True], ids=["in hand", "told"])
def test_what_somebody_has_in_hand_or_told_is_not_marked(is_done: bool, session: Session) -> None:
    visit(session, OLD, 0)
    page = visit(session, ADVERT, 1)
    [event] = pending(session)
    subjects = claim(session, "alert", 10)
    if is_done:
        finish(session, "alert", subjects)
    assert not mark_passing(session, event)
    assert [each.reason for each in list_page_events(session, page.id)] == ["unannounced"]


def test_after_passing_changes_a_page_is_held_against_what_was_before_them(session: Session) -> None:
    old = visit(session, OLD, 0)
    visit(session, ADVERT, 1)
    current = visit(session, OTHER, 2)
    pass_over(session)
    assert read_settled(session, current).version == old.version
    new = visit(session, EDITED, 3)
    *_, event = list_page_events(session, new.id)
    assert (event.old_version, event.new_version) == (old.version, new.version)


def test_after_a_change_that_was_told_it_is_held_against_that(session: Session) -> None:
    visit(session, OLD, 0)
    told = visit(session, EDITED, 1)
    finish_all(session)
    assert read_settled(session, told).version == told.version
    visit(session, ADVERT, 2)
    pass_over(session)
    assert read_settled(session, make_document(ADVERT)).version == told.version


def test_what_reads_as_before_the_passing_change_is_no_event(session: Session) -> None:
    visit(session, OLD, 0)
    visit(session, ADVERT, 1)
    pass_over(session)
    page = visit(session, OLD, 2)
    assert len(list_page_events(session, page.id)) == 1


def test_a_page_that_has_not_changed_since_a_passing_change_is_told_of_once(session: Session) -> None:
    old = visit(session, OLD, 0)
    visit(session, ADVERT, 1)
    left = visit(session, EDITED, 2)
    pass_over(session)
    assert record_standing(session, ["harbour"]) == 0
    fetch_page(session, at=NOON + DAY, outcome="unchanged", status=304, address=None)
    assert record_standing(session, ["courier"]) == 0
    assert record_standing(session, ["harbour"]) == 1
    [event] = pending(session)
    assert (event.old_version, event.new_version, event.at) == (old.version, left.version, NOON + DAY)
    assert record_standing(session, ["harbour"]) == 0
