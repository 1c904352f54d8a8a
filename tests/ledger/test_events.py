"""What happened is kept once and looked at for alerts."""

import pytest
from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError
from clausewatch.ledger.events import Event, list_events, read_event, record_event
from clausewatch.ledger.queue import claim
from tests.ledger.examples import DAY, HOUR, NOON, finish_all, waiting

REVISED = Event(kind="revised", at=NOON, publisher="harbour", document="d", old_version="v1", new_version="v2")


def test_an_event_comes_back_and_waits_to_be_looked_at(session: Session) -> None:
    assert record_event(session, REVISED)
    assert read_event(session, REVISED.id) == REVISED
    assert claim(session, "alert", 9) == [f"event:{REVISED.id}"]


def test_the_same_event_is_kept_once(session: Session) -> None:
    record_event(session, REVISED)
    finish_all(session)
    assert not record_event(session, REVISED)
    assert list_events(session) == [REVISED]
    assert waiting(session) == {}


@pytest.mark.parametrize(
    "change",
    [{"kind": "withdrawn"}, {"at": NOON + HOUR}, {"publisher": "p"}, {"document": None}, {"new_version": "v3"}],
)
def test_what_differs_is_another_event(change: dict[str, object]) -> None:
    assert REVISED.model_copy(update=change).id != REVISED.id


def test_a_reason_told_otherwise_is_the_same_event() -> None:
    assert REVISED.model_copy(update={"reason": "edited"}).id == REVISED.id


def test_events_are_listed_newest_first(session: Session) -> None:
    events = [REVISED.model_copy(update={"at": NOON + day * DAY}) for day in range(3)]
    for event in events:
        record_event(session, event)
    assert list_events(session) == events[::-1]
    assert list_events(session, limit=1) == events[2:]
    assert list_events(session, since=NOON + DAY) == [events[2], events[1]]


def test_an_event_that_is_not_there_is_an_error(session: Session) -> None:
    with pytest.raises(LedgerError, match="no event none"):
        read_event(session, "none")
