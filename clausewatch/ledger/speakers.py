"""Who has said something on a target, so that a speaker can be looked up by name."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clausewatch.ledger.tables import CorrectionRow, StanceRow, StatementRow
from clausewatch.ledger.upsert import in_lots
from clausewatch.ledger.voices import key_of
from clausewatch.models import Speaker, Statement


def list_speakers(session: Session, target: str) -> dict[str, Speaker]:
    """The speakers of statements with a stance towards a target, by what the ledger knows them by (`speaker_key`): as
    found in one of these, or as a person put right.
    """
    chosen = (
        select(StatementRow.speaker, func.min(StatementRow.id))
        .join(StanceRow, StanceRow.statement == StatementRow.id)
        .where(StanceRow.target == target, StatementRow.speaker.is_not(None))
        .group_by(StatementRow.speaker)
    )
    examples = [example for _, example in session.execute(chosen)]
    found: dict[str, Speaker] = {}
    for lot in in_lots(sorted(examples)):
        for body in session.scalars(select(StatementRow.body).where(StatementRow.id.in_(lot))):
            _add(found, Statement.model_validate_json(body).speaker)
    for put_right in session.scalars(select(CorrectionRow.speaker).where(CorrectionRow.speaker.is_not(None))):
        _add(found, Speaker.model_validate_json(put_right) if put_right else None)
    return found


def _add(found: dict[str, Speaker], speaker: Speaker | None) -> None:
    if speaker is not None:
        found.setdefault(key_of(speaker), speaker)
