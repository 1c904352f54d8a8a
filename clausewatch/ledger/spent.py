"""How many requests were made to each publisher on each day, over all crawls."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from clausewatch.ledger.crawl_tables import SpentRow
from clausewatch.ledger.upsert import upsert


def add_spent(session: Session, publisher: str, day: date, requests: int) -> None:
    """So many requests more on a day in UTC. Crawls in several processes may add at once."""
    row = {"publisher": publisher, "day": day.isoformat(), "requests": requests}
    upsert(session, SpentRow, [row], ("publisher", "day"), changes={"requests": SpentRow.requests + requests})


def read_spent_by_all(session: Session, day: date) -> dict[str, int]:
    """The requests made on a day in UTC to each publisher that was asked for anything."""
    rows = session.execute(select(SpentRow.publisher, SpentRow.requests).where(SpentRow.day == day.isoformat()))
    return {row.publisher: row.requests for row in rows}


def read_spent(session: Session, publisher: str, day: date) -> int:
    """The requests made to a publisher on a day in UTC."""
    chosen = select(SpentRow.requests).where(SpentRow.publisher == publisher, SpentRow.day == day.isoformat())
    return session.scalar(chosen) or 0
