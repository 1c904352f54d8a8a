"""What is known of lists, and how many requests were made on a day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from clausewatch.ledger import Ledger
from clausewatch.ledger.polls import Poll, read_polls, record_polls
from clausewatch.ledger.spent import add_spent, read_spent, read_spent_by_all

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)
DAY = date(2025, 3, 4)


def make_poll(place: int = 0, **facts: Any) -> Poll:
    made = {
        "place": place,
        "address": f"https://gazette.example/{place}.xml",
        "seen_at": NOON,
        "changed_at": NOON,
        "due_at": NOON + timedelta(hours=1),
        "digest": "d",
        "interval": 3600.0,
        "changes": 1.0,
        "watched": 7200.0,
    }
    return Poll.model_validate(made | facts)


def test_what_is_kept_of_a_list_comes_back_and_is_overwritten_by_the_next_look(ledger: Ledger) -> None:
    with ledger.begin() as session:
        record_polls(session, "gazette", [make_poll(0), make_poll(1)])
        record_polls(session, "post", [make_poll(0, digest="other")])
    with ledger.begin() as session:
        record_polls(session, "gazette", [make_poll(1, digest="new", interval=600.5)])
    with ledger.read() as session:
        assert read_polls(session, "gazette") == {0: make_poll(0), 1: make_poll(1, digest="new", interval=600.5)}
        assert read_polls(session, "post") == {0: make_poll(0, digest="other")}


def test_of_a_publisher_that_was_never_asked_nothing_is_known(ledger: Ledger) -> None:
    with ledger.begin() as session:
        record_polls(session, "gazette", [])
    with ledger.read() as session:
        assert read_polls(session, "gazette") == {}


def test_requests_add_up_by_publisher_and_day(ledger: Ledger) -> None:
    for number in (3, 4):
        with ledger.begin() as session:
            add_spent(session, "gazette", DAY, number)
    with ledger.begin() as session:
        add_spent(session, "post", DAY, 1)
        add_spent(session, "gazette", DAY + timedelta(days=1), 9)
    with ledger.read() as session:
        assert (read_spent(session, "gazette", DAY), read_spent(session, "nobody", DAY)) == (7, 0)
        assert read_spent_by_all(session, DAY) == {"gazette": 7, "post": 1}
