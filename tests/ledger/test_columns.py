"""Times and texts come back alike from both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from clausewatch.ledger.alerts import list_alerts
from clausewatch.ledger.rules import list_rules, save_rule
from clausewatch.ledger.tables import DocumentRow
from tests.ledger.examples import NOON, save_page

INDIA = timezone(timedelta(hours=5, minutes=30))


def keep_document(session: Session, first_seen_at: datetime, publisher: str = "harbour") -> None:
    facts = {"id": "d", "url": "u", "source_id": "s", "publisher": publisher}
    session.execute(insert(DocumentRow).values(**facts, first_seen_at=first_seen_at, seen_at=first_seen_at))


@pytest.mark.parametrize(
    "moment",
    [
        NOON,
        NOON.replace(microsecond=1),
        datetime(2024, 3, 31, 1, 30, tzinfo=INDIA),
        datetime(1815, 6, 18, tzinfo=UTC),
        datetime(2099, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    ],
)
def test_a_time_comes_back_the_same_and_in_utc(session: Session, moment: datetime) -> None:
    keep_document(session, moment)
    found = session.scalar(select(DocumentRow.first_seen_at))
    assert found == moment
    assert found is not None
    assert found.tzinfo is UTC or found.utcoffset() == timedelta(0)


def test_times_of_different_zones_are_compared_as_moments(session: Session) -> None:
    keep_document(session, NOON)
    later_in_india = (NOON + timedelta(minutes=1)).astimezone(INDIA)
    earlier_in_india = (NOON - timedelta(minutes=1)).astimezone(INDIA)
    found = select(DocumentRow.id).where(DocumentRow.first_seen_at > earlier_in_india)
    assert session.scalar(found) == "d"
    assert session.scalar(found.where(DocumentRow.first_seen_at > later_in_india)) is None


def test_a_time_without_a_zone_is_refused(session: Session) -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(StatementError, match="has no time zone; the ledger keeps aware times only"):
        keep_document(session, naive)
    with pytest.raises(StatementError, match="has no time zone"):
        save_page(session, at=naive)
    with pytest.raises(StatementError, match="has no time zone"):
        list_alerts(session, since=naive)


@pytest.mark.parametrize(
    "text", ["a\x00b", "\x00", "Zoë \U0001f6a2 \u2028 \u202e", "'; DROP TABLE documents; --", "", "x" * 100_000]
)
def test_any_text_can_be_kept(session: Session, text: str) -> None:
    keep_document(session, NOON, publisher=text)
    assert session.scalar(select(DocumentRow.publisher)) == text.replace("\x00", "\ufffd")


def test_json_keeps_text_that_the_database_itself_refuses(session: Session) -> None:
    body = {"query": "a\x00b", "Zoë": [1, 2.5, None, True, {"deep": "\u2028"}]}
    save_rule(session, "r", body, at=NOON)
    assert list_rules(session)[0].body == body
