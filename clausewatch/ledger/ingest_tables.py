"""The table that says how far each file of foreign records was read."""

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from clausewatch.ledger.tables import Table


class IngestRow(Table):
    """One WARC file, asked for one selection of its pages."""

    __tablename__ = "ingests"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    """Of the place and of what was asked: another selection begins anew."""
    place: Mapped[str]
    identity: Mapped[str]
    """What tells the file from another one at the same place; empty where it was not opened yet."""
    offset: Mapped[int] = mapped_column(BigInteger)
    """Byte at which reading goes on: what lies before it is in the ledger."""
    is_done: Mapped[bool]
    body: Mapped[str]
    """The counts as JSON."""
