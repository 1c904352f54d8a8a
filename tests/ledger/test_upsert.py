"""Rows are inserted once and overwritten after that, whatever their number."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clausewatch.ledger.tables import RuleRow
from clausewatch.ledger.upsert import MAX_ROWS, insert_new, upsert
from tests.ledger.examples import HOUR, NOON


def make_row(number: int, source: str = "command") -> dict[str, object]:
    return {"id": str(number), "source": source, "body": {"number": number}, "saved_at": NOON}


def read_sources(session: Session) -> dict[str, str]:
    return {row.id: row.source for row in session.execute(select(RuleRow.id, RuleRow.source))}


def test_a_row_that_is_there_is_overwritten(session: Session) -> None:
    upsert(session, RuleRow, [make_row(1), make_row(2)], ("id",))
    upsert(session, RuleRow, [make_row(2, "file"), make_row(3, "file")], ("id",))
    assert read_sources(session) == {"1": "command", "2": "file", "3": "file"}


def test_more_rows_than_one_statement_takes_are_all_kept(session: Session) -> None:
    upsert(session, RuleRow, [make_row(number) for number in range(2 * MAX_ROWS + 1)], ("id",))
    assert session.scalar(select(func.count()).select_from(RuleRow)) == 2 * MAX_ROWS + 1


def test_no_rows_are_no_work(session: Session) -> None:
    upsert(session, RuleRow, [], ("id",))
    assert read_sources(session) == {}


def test_a_new_row_is_inserted_once(session: Session) -> None:
    assert insert_new(session, RuleRow, make_row(1))
    assert not insert_new(session, RuleRow, {**make_row(1, "file"), "saved_at": NOON + HOUR})
    assert read_sources(session) == {"1": "command"}
