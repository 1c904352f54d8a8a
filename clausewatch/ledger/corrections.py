"""What people put right; laid over what the models found, however often that is found anew."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Session

from clausewatch.errors import InputError
from clausewatch.identifiers import normalise_words
from clausewatch.ledger.documents import current_version
from clausewatch.ledger.queue import enqueue
from clausewatch.ledger.tables import CorrectionRow, StatementRow
from clausewatch.ledger.upsert import in_lots
from clausewatch.models import Model, Speaker, Stance, StanceLabel, Statement

SURE = 1.0
RESOLVED_BY = "correction"
LONGEST_NAME = 200


class Correction(Model):
    """One correction: of the speaker, of the stance towards a target, or of both."""

    statement: str
    document: str
    words: str
    """The statement's normalised words."""
    speaker: Speaker | None = None
    target: str | None = None
    label: StanceLabel | None = None
    why: str
    corrected_at: AwareDatetime


def correct(
    session: Session,
    statement_id: str,
    *,
    speaker_name: str | None = None,
    stance: StanceLabel | None = None,
    target: str | None = None,
    why: str,
    at: datetime,
) -> None:
    """Put the speaker, or the stance towards a target, of a statement right; enqueue "index" for its document, and
    "alert" for the document's current version.

    A name that another statement's speaker has stands for that speaker. `InputError`: no such statement, nothing to put
    right, or no reason.
    """
    if speaker_name is None and stance is None:
        raise InputError("a correction needs a speaker or a stance")
    if (stance is None) != (target is None):
        raise InputError("a corrected stance needs its target, and a target its stance")
    body = session.scalar(select(StatementRow.body).where(StatementRow.id == statement_id))
    if body is None:
        raise InputError(f"there is no statement {statement_id}")
    if not why.strip():
        raise InputError("say why: who reads the correction later wants to know")
    statement = Statement.model_validate_json(body)
    speaker = None if speaker_name is None else _find_speaker(session, speaker_name)
    values = {
        "statement": statement_id,
        "document": statement.document,
        "words": normalise_words(statement.text),
        "speaker": speaker and speaker.model_dump_json(),
        "target": target,
        "label": stance,
        "why": why,
        "corrected_at": at,
    }
    session.execute(insert(CorrectionRow).values(**values))
    enqueue(session, "index", statement.document)
    if version := current_version(session, statement.document):
        enqueue(session, "alert", f"version:{version}")


def _find_speaker(session: Session, name: str) -> Speaker:
    """The speaker of that name in another statement, or else a person of whom only the name is known."""
    words = normalise_words(name)
    if not words:
        raise InputError("the speaker's name is empty")
    if len(name) > LONGEST_NAME:
        raise InputError(f"the speaker's name is longer than {LONGEST_NAME} characters")
    bodies = session.scalars(select(StatementRow.body).where(StatementRow.speaker.is_not(None)))
    speakers = (Statement.model_validate_json(body).speaker for body in bodies)
    known = next((speaker for speaker in speakers if speaker and normalise_words(speaker.name) == words), None)
    speaker = known or Speaker(name=name.strip(), kind="person", resolved_by=RESOLVED_BY, confidence=SURE)
    return speaker.model_copy(update={"resolved_by": RESOLVED_BY, "confidence": SURE})


def read_corrections(session: Session, document: str) -> list[Correction]:
    """The corrections of a document's statements, oldest first."""
    chosen = select(*CorrectionRow.__table__.columns).where(CorrectionRow.document == document)
    return _read_rows(session, chosen)


def list_stance_corrections(session: Session, target: str) -> list[Correction]:
    """The corrections of stances towards a target in all documents, oldest first."""
    return _read_rows(session, select(*CorrectionRow.__table__.columns).where(CorrectionRow.target == target))


def _read_rows(session: Session, chosen: Select[Any]) -> list[Correction]:
    rows = session.execute(chosen.order_by(CorrectionRow.corrected_at, CorrectionRow.id))
    return [
        Correction(
            statement=row.statement,
            document=row.document,
            words=row.words,
            speaker=Speaker.model_validate_json(row.speaker) if row.speaker else None,
            target=row.target,
            label=row.label,
            why=row.why,
            corrected_at=row.corrected_at,
        )
        for row in rows
    ]


def _apply(statement: Statement, correction: Correction) -> Statement:
    if correction.speaker is not None:
        statement = statement.model_copy(update={"speaker": correction.speaker})
    if correction.target is None or correction.label is None:
        return statement
    others = tuple(stance for stance in statement.stances if stance.target != correction.target)
    stance = Stance(target=correction.target, label=correction.label, confidence=SURE)
    return statement.model_copy(update={"stances": (*others, stance)})


def list_corrected_documents(session: Session, documents: Collection[str]) -> set[str]:
    """Those of the documents in which a person put something right."""
    lots = in_lots(sorted(set(documents)))
    chosen = (select(CorrectionRow.document).where(CorrectionRow.document.in_(lot)).distinct() for lot in lots)
    return {document for each in chosen for document in session.scalars(each)}


def lay_over(statements: Sequence[Statement], corrections: Sequence[Correction]) -> list[Statement]:
    """The statements of one version as corrected; a later correction overrules an earlier one."""
    result = {statement.id: statement for statement in statements}
    for name, correction in assign(statements, corrections):
        result[name] = _apply(result[name], correction)
    return list(result.values())


def assign(statements: Sequence[Statement], corrections: Sequence[Correction]) -> Iterator[tuple[str, Correction]]:
    """Id of the statement of one version to which each correction belongs, in the corrections' order.

    That is the statement of its id; where the version has none (its spans moved, or the page was edited elsewhere), the
    only statement with the same words.
    """
    names = {statement.id for statement in statements}
    by_words: dict[str, list[str]] = {}
    for statement in statements:
        by_words.setdefault(normalise_words(statement.text), []).append(statement.id)
    for correction in corrections:
        found = [correction.statement] if correction.statement in names else by_words.get(correction.words, [])
        if len(found) == 1:
            yield found[0], correction
