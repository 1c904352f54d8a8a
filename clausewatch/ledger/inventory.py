"""What there should be in the index: counts and samples of current versions, without reading their bodies."""

import random

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clausewatch.ledger.tables import DocumentRow, StatementRow, WorkRow


def count_current_statements(session: Session) -> int:
    """How many statements the current versions have."""
    chosen = select(func.count()).select_from(StatementRow)
    return session.scalar(chosen.join(DocumentRow, DocumentRow.version == StatementRow.version)) or 0


def count_current_documents(session: Session) -> int:
    """How many documents have a current version."""
    return session.scalar(select(func.count()).select_from(DocumentRow).where(DocumentRow.version.is_not(None))) or 0


def count_not_indexed(session: Session) -> int:
    """Documents of which the index may hold something else: they wait for it, are in hand or were refused."""
    open_work = (WorkRow.step == "index", WorkRow.state != "done")
    return session.scalar(select(func.count()).select_from(WorkRow).where(*open_work)) or 0


def sample_statement_ids(session: Session, documents: int) -> dict[str, frozenset[str]]:
    """The current statements of some documents, chosen at random, by document."""
    known = session.scalars(
        select(DocumentRow.id).where(DocumentRow.version.is_not(None)).order_by(DocumentRow.id)
    ).all()
    chosen = random.sample(known, min(documents, len(known)))
    found: dict[str, frozenset[str]] = {}
    for document in chosen:
        current = select(DocumentRow.version).where(DocumentRow.id == document).scalar_subquery()
        ids = session.scalars(select(StatementRow.id).where(StatementRow.version == current))
        found[document] = frozenset(ids)
    return found
