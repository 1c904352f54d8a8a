"""INSERT ... ON CONFLICT in one place for both databases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar, cast

from sqlalchemy import Table as PlainTable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from clausewatch.ledger.tables import Table

Row = Mapping[str, Any]
Key = TypeVar("Key", str, int)
MAX_ROWS = 200
"""Rows a statement: SQLite takes at most 32,766 values in one, PostgreSQL 65,535."""
MAX_KEYS = 1000


def in_lots(keys: Iterable[Key]) -> Iterator[list[Key]]:
    """The keys in order, as many at once as one statement may name."""
    left = iter(keys)
    while lot := list(islice(left, MAX_KEYS)):
        yield lot


def _insert(session: Session, table: type[Table]) -> postgresql.Insert | sqlite.Insert:
    name = session.get_bind().dialect.name
    # Of the plain table: nothing of what the mapper adds is used here, and it takes most of the time.
    plain = cast(PlainTable, table.__table__)
    return postgresql.insert(plain) if name == "postgresql" else sqlite.insert(plain)


def upsert(
    session: Session, table: type[Table], rows: Sequence[Row], keys: Sequence[str], changes: Row | None = None
) -> None:
    """Insert rows of the same columns; where `keys` are there already, the other columns are overwritten, or changed
    as `changes` says.
    """
    if not rows:
        return
    statement = _insert(session, table)
    changed = changes or {name: statement.excluded[name] for name in rows[0] if name not in keys}
    statement = statement.on_conflict_do_update(index_elements=list(keys), set_=dict(changed))
    # One statement for whatever number of rows, which is put together once and kept.
    for start in range(0, len(rows), MAX_ROWS):
        session.execute(statement, [dict(row) for row in rows[start : start + MAX_ROWS]])


def insert_new(session: Session, table: type[Table], row: Row) -> bool:
    """Insert a row unless its id, or anything else that must be unique, is there already; whether it was inserted."""
    # Naming one constraint would let the other, of two that the same rows break, be an error when two insert at once.
    statement = _insert(session, table).values(dict(row)).on_conflict_do_nothing()
    first = next(iter(table.__table__.primary_key))
    return session.execute(statement.returning(first)).first() is not None
