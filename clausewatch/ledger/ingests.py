"""How far WARC files that were handed in were read, so that a killed reader goes on where it was."""

from pydantic import NonNegativeInt
from sqlalchemy import select
from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError
from clausewatch.ledger.ingest_tables import IngestRow
from clausewatch.ledger.upsert import upsert
from clausewatch.models import Model


class RecordCounts(Model):
    """What became of the records of a file; those that are in none of the others hold no page."""

    read: NonNegativeInt = 0
    """All of them."""
    other_sites: NonNegativeInt = 0
    """Pages of sites that are no publisher's."""
    without_keywords: NonNegativeInt = 0
    """Pages of publishers in which no target's keyword stands."""
    fresh: NonNegativeInt = 0
    known: NonNegativeInt = 0
    faulty: NonNegativeInt = 0

    def __add__(self, other: "RecordCounts") -> "RecordCounts":
        """Both files as one."""
        return RecordCounts(**{name: getattr(self, name) + getattr(other, name) for name in RecordCounts.model_fields})


class Ingest(Model):
    """How far one file was read."""

    place: str
    identity: str = ""
    """What tells the file from another one at the same place; empty where it was not opened yet."""
    offset: NonNegativeInt = 0
    """Byte at which reading goes on."""
    is_done: bool = False
    counts: RecordCounts = RecordCounts()


def keep_ingest(session: Session, key: str, ingest: Ingest) -> int:
    """Keep how far the file was read in the place of what was known of it; the number that it has from then on."""
    upsert(session, IngestRow, [_to_row(key, ingest)], ("key",))
    return session.execute(select(IngestRow.id).where(IngestRow.key == key)).scalar_one()


def find_ingest(session: Session, key: str) -> Ingest | None:
    """How far the file was read; none: it is not known."""
    row = session.scalars(select(IngestRow).where(IngestRow.key == key)).first()
    return None if row is None else _from_row(row)


def read_ingest(session: Session, number: int) -> Ingest:
    """The same by the file's number; `LedgerError` where there is none of it."""
    row = session.get(IngestRow, number)
    if row is None:
        raise LedgerError(f"the ledger has no file {number}")
    return _from_row(row)


def _to_row(key: str, ingest: Ingest) -> dict[str, object]:
    facts = ingest.model_dump(exclude={"counts"})
    return {"key": key, **facts, "body": ingest.counts.model_dump_json()}


def _from_row(row: IngestRow) -> Ingest:
    counts = RecordCounts.model_validate_json(row.body)
    return Ingest(place=row.place, identity=row.identity, offset=row.offset, is_done=row.is_done, counts=counts)
