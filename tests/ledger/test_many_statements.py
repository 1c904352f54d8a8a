"""A page, or a batch of pages, with more statements than one command of the database may name."""

import sqlite3
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clausewatch.ledger import Ledger
from clausewatch.ledger.copies import read_repeated
from clausewatch.ledger.statements import read_statements, save_statements
from clausewatch.ledger.tables import StanceRow, StatementRow
from clausewatch.ledger.upsert import MAX_KEYS, MAX_ROWS, in_lots
from clausewatch.models import Document, Statement
from tests.ledger.examples import make_document, make_stance, make_statement, save_page

NUMBER = 2 * MAX_KEYS + 7
VALUES = 2000
"""Values in one command; SQLite's own limit is 32,766 or more, which would take the test a minute to reach."""
TEXT = " ".join(f"w{number:05}" for number in range(NUMBER))


def limit_values(session: Session) -> None:
    """Let SQLite refuse what would be too much with more statements; PostgreSQL has no such switch."""
    connection: object = session.connection().connection.dbapi_connection
    if isinstance(connection, sqlite3.Connection):
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, VALUES)


def make_statements(document: Document, *, with_stance: bool = True) -> list[Statement]:
    stances = (make_stance(),) if with_stance else ()
    return [make_statement(document, 7 * n, f"w{n:05}", stances=stances) for n in range(NUMBER)]


def test_a_page_of_very_many_statements_is_kept_and_replaced(ledger: Ledger) -> None:
    document = make_document(TEXT)
    with ledger.begin() as session:
        limit_values(session)
        save_page(session, document)
        save_statements(session, document.version, make_statements(document))
        assert len(read_statements(session, document.version)) == NUMBER
        save_statements(session, document.version, make_statements(document, with_stance=False))
        assert session.scalar(select(func.count()).select_from(StanceRow)) == 0
        last = make_statements(document)[-1]
        save_statements(session, document.version, [last])
        assert read_statements(session, document.version) == [last]
        assert session.scalar(select(func.count()).select_from(StatementRow)) == 1


def test_the_copies_of_very_many_statements_are_found(ledger: Ledger) -> None:
    first, copy = make_document(TEXT), make_document(TEXT, url="https://courier.example/ferry")
    with ledger.begin() as session:
        limit_values(session)
        for document in (first, copy):
            save_page(session, document)
            save_statements(session, document.version, make_statements(document))
        subjects = {statement.subject for statement in make_statements(first)}
        found = read_repeated(session, subjects)
    assert set(found) == subjects
    assert all({one.version for one in same} == {first.version, copy.version} for same in found.values())


def test_statements_of_other_versions_stay_when_one_version_s_are_replaced(session: Session) -> None:
    pages = [make_document(f"“{words},” she said.") for words in ("The ferry will run", "The ferry has run")]
    made = [make_statement(page, 1, page.text[1:-12], stances=(make_stance(),)) for page in pages]
    for page, statement in zip(pages, made, strict=True):
        save_page(session, page)
        save_statements(session, page.version, [statement])
    save_statements(session, pages[0].version, [])
    assert read_statements(session, pages[0].version) == []
    assert read_statements(session, pages[1].version) == [made[1]]
    assert session.scalars(select(StanceRow.statement)).all() == [made[1].id]


@given(st.integers(0, 3 * MAX_KEYS + 1))
def test_lots_hold_every_key_once_and_none_is_too_large(number: int) -> None:
    keys = [str(key) for key in range(number)]
    lots = list(in_lots(keys))
    assert [key for lot in lots for key in lot] == keys
    assert all(0 < len(lot) <= MAX_KEYS for lot in lots)
    assert all(len(before) == MAX_KEYS for before, _ in pairwise(lots))


@pytest.mark.parametrize("table", [StatementRow, StanceRow])
def test_the_rows_of_one_command_stay_below_the_limit(table: type[StatementRow | StanceRow]) -> None:
    assert MAX_ROWS * len(table.__table__.columns) < min(VALUES, 32_766)
