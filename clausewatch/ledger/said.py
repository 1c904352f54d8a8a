"""What some speakers said within a time: statements with their time, as corrected."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic import AwareDatetime
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from clausewatch.ledger.statements import read_statements, speaker_key
from clausewatch.ledger.tables import CorrectionRow, DocumentRow, StatementRow, VersionRow
from clausewatch.models import Model, Statement, StatementKind


class Said(Model):
    """A statement, when its document was published, else first seen, and whether the page reads like this now."""

    statement: Statement
    at: AwareDatetime
    is_current: bool


class _Found(NamedTuple):
    version: str
    body: str
    at: datetime
    current: str | None
    corrected: bool


def list_said(
    session: Session,
    speakers: Collection[str],
    kinds: Collection[StatementKind],
    begin: datetime,
    end: datetime,
    most: int,
    *,
    newest_first: bool = True,
) -> list[Said]:
    """Statements of these kinds by speakers (`speaker_key`) published from `begin` to `end`, about `most` of them: by
    time, then page and place. Also of versions that another has overtaken.
    """
    at = func.coalesce(VersionRow.published_at, VersionRow.first_seen_at)
    corrected = select(CorrectionRow.id).where(CorrectionRow.document == StatementRow.document).exists()
    facts = (at.label("at"), DocumentRow.version.label("current"), corrected.label("corrected"))
    chosen = (
        select(StatementRow.version, StatementRow.body, *facts)
        .join(VersionRow, VersionRow.id == StatementRow.version)
        .join(DocumentRow, DocumentRow.id == StatementRow.document)
        .where(or_(StatementRow.speaker.in_(sorted(speakers)), corrected), StatementRow.kind.in_(sorted(kinds)))
        .where(at >= begin, at <= end)
        .order_by(at.desc() if newest_first else at, StatementRow.version, StatementRow.position)
        .limit(most)
    )
    rows = [_Found(*row) for row in session.execute(chosen)]
    return [
        Said(statement=statement, at=row.at, is_current=row.current == row.version)
        for row, statement in _lay_over_corrections(session, rows)
        if speaker_key(statement) in speakers
    ]


def _lay_over_corrections(session: Session, rows: Sequence[_Found]) -> Iterator[tuple[_Found, Statement]]:
    """Rows with their statements, as corrected."""
    versions = {row.version for row in rows if row.corrected}
    corrected = {one.id: one for version in sorted(versions) for one in read_statements(session, version)}
    for row in rows:
        statement = Statement.model_validate_json(row.body)
        yield row, corrected.get(statement.id, statement)
