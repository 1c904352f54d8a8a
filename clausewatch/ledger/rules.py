"""Alert rules that were saved: by command, or from a file."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clausewatch.ledger.tables import RuleRow
from clausewatch.ledger.upsert import upsert
from clausewatch.models import Model

BY_COMMAND = "command"


class SavedRule(Model):
    """A rule as it is kept; what `body` means is the business of the alerts."""

    id: str
    source: str
    """"command", or the file that it came from."""
    body: dict[str, Any]
    saved_at: AwareDatetime


def save_rule(
    session: Session, rule_id: str, body: Mapping[str, Any], *, at: datetime, source: str = BY_COMMAND
) -> None:
    """Keep a rule, in the place of the one of that id."""
    row = {"id": rule_id, "source": source, "body": dict(body), "saved_at": at}
    upsert(session, RuleRow, [row], ("id",))


def list_rules(session: Session, source: str | None = None) -> list[SavedRule]:
    """The rules by id: all, or those of one source."""
    chosen = select(*RuleRow.__table__.columns).order_by(RuleRow.id)
    rows = session.execute(chosen if source is None else chosen.where(RuleRow.source == source))
    return [SavedRule.model_validate(row._asdict()) for row in rows]


def remove_rule(session: Session, rule_id: str) -> bool:
    """Forget a rule; its alerts stay. False where there is none of that id."""
    removed = session.execute(delete(RuleRow).where(RuleRow.id == rule_id).returning(RuleRow.id)).first()
    return removed is not None
