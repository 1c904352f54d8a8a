"""Statements of document versions, with corrections laid over what the models found."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime
from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError
from clausewatch.ledger.corrections import lay_over, read_corrections
from clausewatch.ledger.documents import current_version, iterate_documents
from clausewatch.ledger.queue import enqueue, list_open
from clausewatch.ledger.tables import CorrectionRow, DocumentRow, StanceRow, StatementRow, VersionRow
from clausewatch.ledger.upsert import in_lots, upsert
from clausewatch.ledger.voices import key_of
from clausewatch.models import Document, Model, Statement

AlertSubject = Literal["version", "reread"]


class Position(Model):
    """Where a speaker stood towards a target, in one statement of a current version."""

    statement: Statement
    at: AwareDatetime
    """When the document was published, else first seen."""


def speaker_key(statement: Statement) -> str | None:
    """What the speaker of a statement is looked up by; none where the speaker is unknown."""
    return key_of(statement.speaker) if statement.speaker else None


def save_statements(
    session: Session, version: str, statements: Sequence[Statement], *, alert_of: AlertSubject = "version"
) -> None:
    """Make these all the statements of a version; enqueue "index" for its document and, where the version is the
    current one, "alert" for `version:<id>`, or for `reread:<id>` where the page itself is no news.
    """
    document = session.scalar(select(VersionRow.document).where(VersionRow.id == version))
    if document is None:
        raise LedgerError(f"the ledger has no version {version}")
    foreign = next((one for one in statements if (one.version, one.document) != (version, document)), None)
    if foreign is not None:
        raise LedgerError(f"statement {foreign.id} is of version {foreign.version}, not of {version}")
    unique = _unique(statements)
    old = session.scalars(select(StatementRow.id).where(StatementRow.version == version))
    for gone in in_lots(sorted(set(old) - {statement.id for statement in unique})):
        session.execute(delete(StatementRow).where(StatementRow.id.in_(gone)))
    _write(session, version, unique)
    enqueue(session, "index", document)
    if current_version(session, document) == version:
        enqueue(session, "alert", f"{alert_of}:{version}")


def list_untold(session: Session, versions: Collection[str]) -> set[str]:
    """Those of the versions that are news which still waits to be annotated or held against the alert rules."""
    alerts = list_open(session, "alert", [f"version:{version}" for version in versions])
    return list_open(session, "annotate", versions) | {subject.removeprefix("version:") for subject in alerts}


def is_kept(session: Session, version: str, statements: Sequence[Statement]) -> bool:
    """Whether these are what is kept of a version already, in their order and as the models found them."""
    chosen = select(StatementRow.body).where(StatementRow.version == version).order_by(StatementRow.position)
    return [Statement.model_validate_json(body) for body in session.scalars(chosen)] == _unique(statements)


def _unique(statements: Iterable[Statement]) -> list[Statement]:
    return list({statement.id: statement for statement in statements}.values())


def _write(session: Session, version: str, statements: Sequence[Statement]) -> None:
    rows = [
        {
            "id": statement.id,
            "version": statement.version,
            "document": statement.document,
            "position": position,
            "subject": statement.subject,
            "kind": statement.kind,
            "speaker": speaker_key(statement),
            "body": statement.model_dump_json(),
        }
        for position, statement in enumerate(statements)
    ]
    upsert(session, StatementRow, rows, ("id",))
    written = select(StatementRow.id).where(StatementRow.version == version)
    session.execute(delete(StanceRow).where(StanceRow.statement.in_(written)))
    stances = [
        {"statement": statement.id, **stance.model_dump()} for statement in statements for stance in statement.stances
    ]
    upsert(session, StanceRow, stances, ("statement", "target"))


def read_statements(session: Session, version: str) -> list[Statement]:
    """The statements of a version in their order, as corrected."""
    chosen = select(StatementRow.body).where(StatementRow.version == version).order_by(StatementRow.position)
    found = [Statement.model_validate_json(body) for body in session.scalars(chosen)]
    return lay_over(found, read_corrections(session, found[0].document)) if found else []


def read_statement(session: Session, statement_id: str) -> Statement:
    """One statement, as corrected; `LedgerError` where there is none of that id."""
    version = session.scalar(select(StatementRow.version).where(StatementRow.id == statement_id))
    # The whole version, as a correction may be found by words that no other statement of it has.
    beside = [] if version is None else read_statements(session, version)
    found = next((statement for statement in beside if statement.id == statement_id), None)
    if found is None:
        raise LedgerError(f"the ledger has no statement {statement_id}")
    return found


def iterate_current(session: Session, after: str | None = None) -> Iterator[tuple[Document, list[Statement]]]:
    """Each document as it is now with its statements, as corrected, by id, from the one that follows `after`; also
    documents without any; read from the database bit by bit.
    """
    for document in iterate_documents(session, after):
        yield document, read_statements(session, document.version)


def list_positions(
    session: Session,
    target: str,
    *,
    speakers: Collection[str] | None = None,
    since: datetime | None = None,
) -> list[Position]:
    """Statements of current versions with a stance towards a target, as corrected, oldest first; of some speakers only
    where the `speaker_key` of each is given.
    """
    at = func.coalesce(VersionRow.published_at, VersionRow.first_seen_at)
    chosen = (
        select(VersionRow.id, VersionRow.published_at, VersionRow.first_seen_at)
        .join(DocumentRow, DocumentRow.version == VersionRow.id)
        .where(_may_hold(target, speakers))
        .order_by(at, VersionRow.id)
    )
    rows = session.execute(chosen if since is None else chosen.where(at >= since)).all()
    return [
        Position(statement=statement, at=published_at or first_seen_at)
        for version, published_at, first_seen_at in rows
        for statement in read_statements(session, version)
        if any(stance.target == target for stance in statement.stances)
        if speakers is None or speaker_key(statement) in speakers
    ]


def _may_hold(target: str, speakers: Collection[str] | None) -> ColumnElement[bool]:
    """Versions that are worth reading for `list_positions`: the models or a correction say so."""
    found = (
        select(StatementRow.id)
        .join(StanceRow, StanceRow.statement == StatementRow.id)
        .where(StatementRow.version == VersionRow.id, StanceRow.target == target)
    )
    if speakers is not None:
        found = found.where(StatementRow.speaker.in_(sorted(speakers)))
    corrected = select(CorrectionRow.id).where(CorrectionRow.document == VersionRow.document)
    return or_(found.exists(), corrected.exists())
