"""The tables by which crawls keep their manners: when lists are due, and how many requests were made."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from clausewatch.ledger.tables import Table


class PollRow(Table):
    """How often one list of a publisher is worth asking for, and when it is due."""

    __tablename__ = "polls"

    publisher: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Among the lists that a crawl asks first: their addresses may hold the day."""
    due_at: Mapped[datetime]
    body: Mapped[str]
    """The whole Poll as JSON."""


class SpentRow(Table):
    """Requests made to a publisher on one day, over all crawls."""

    __tablename__ = "spent"

    publisher: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    """In UTC, as 2023-09-06."""
    requests: Mapped[int]
