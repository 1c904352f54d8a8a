"""What was asked of publishers and what they answered."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime
from sqlalchemy import Select, exists, func, insert, or_, select
from sqlalchemy.orm import Session, aliased

from clausewatch.errors import LedgerError
from clausewatch.identifiers import url_id
from clausewatch.ledger.documents import withdraw
from clausewatch.ledger.queue import enqueue
from clausewatch.ledger.tables import FetchRow
from clausewatch.models import Model, RecordAddress

Outcome = Literal["fresh", "unchanged", "gone", "failed"]


class Fetch(Model):
    """The last answer from an address, with what is needed to ask again and to replay the body that still holds.

    After "gone" there are no validators and no body: what comes then is fresh.
    """

    id: int
    publisher: str
    url: str
    status: int | None
    outcome: Outcome
    fetched_at: AwareDatetime
    page: bool
    reason: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    address: RecordAddress | None = None


def record_fetch(
    session: Session,
    *,
    publisher: str,
    url: str,
    status: int | None,
    outcome: Outcome,
    fetched_at: datetime,
    run: str,
    reason: str | None = None,
    etag: str | None = None,
    last_modified: str | None = None,
    address: RecordAddress | None = None,
    page: bool = True,
) -> int:
    """Keep one answer (or none: status None) and give its number; `page` is false for feeds, lists and robots.txt.

    A fresh page is enqueued for "extract" under that number; a page that is gone withdraws its document.
    """
    if outcome == "fresh" and address is None:
        raise LedgerError(f"{url}: a fresh fetch needs the address of its body in the archive")
    kept = address.model_dump() if address else {"file": None, "offset": None, "length": None, "sha256": None}
    values: dict[str, Any] = {
        "publisher": publisher,
        "url": url,
        "url_id": url_id(url),
        "status": status,
        "outcome": outcome,
        "fetched_at": fetched_at,
        "run": run,
        "page": page,
        "reason": reason,
        "etag": etag,
        "last_modified": last_modified,
    }
    if page and outcome == "gone":
        _wait_for_savers(session, url)
    number = session.execute(insert(FetchRow).values(**values, **kept).returning(FetchRow.id)).scalar_one()
    if page and outcome == "fresh":
        enqueue(session, "extract", str(number))
    if page and outcome == "gone":
        withdraw(session, url, fetched_at, f"HTTP {status}")
    return number


def _wait_for_savers(session: Session, url: str) -> None:
    """Wait until nobody is saving a document of this address: it would be missed, and would miss that it is gone."""
    bodies = select(FetchRow.id).where(FetchRow.url_id == url_id(url), FetchRow.file.is_not(None))
    session.execute(bodies.order_by(FetchRow.id).with_for_update())


def _address(row: Any) -> RecordAddress | None:
    if row is None or row.file is None:
        return None
    return RecordAddress(file=row.file, offset=row.offset, length=row.length, sha256=row.sha256)


def _newest(url: str) -> Select[Any]:
    columns = FetchRow.__table__.columns
    return select(*columns).where(FetchRow.url_id == url_id(url)).order_by(FetchRow.id.desc()).limit(1)


def _fetch(row: Any, **changes: Any) -> Fetch:
    same = {name: getattr(row, name) for name in Fetch.model_fields if name != "address"}
    return Fetch(**{**same, "address": _address(row), **changes})


def latest_fetch(session: Session, url: str) -> Fetch | None:
    """The last answer of an address; where it brought no body ("unchanged", "failed"), with the last body's address
    and the validators (`etag`, `last_modified`) that belong to that body.
    """
    latest = session.execute(_newest(url)).first()
    if latest is None:
        return None
    if latest.outcome == "gone":
        return _fetch(latest, etag=None, last_modified=None, address=None)
    gone = session.execute(_newest(url).where(FetchRow.outcome == "gone")).first()
    since = FetchRow.id > (gone.id if gone else 0)
    body = session.execute(_newest(url).where(since, FetchRow.file.is_not(None))).first()
    if body is None:
        return _fetch(latest, etag=None, last_modified=None)
    good = FetchRow.outcome.in_(("fresh", "unchanged"))
    validated = or_(FetchRow.etag.is_not(None), FetchRow.last_modified.is_not(None))
    rules = session.execute(_newest(url).where(FetchRow.id >= body.id, good, validated)).first()
    return _fetch(
        latest,
        etag=rules.etag if rules else None,
        last_modified=rules.last_modified if rules else None,
        address=_address(body),
    )


def read_fetch(session: Session, number: int) -> Fetch:
    """One answer as it was recorded; `LedgerError` where there is none of that number."""
    row = session.execute(select(*FetchRow.__table__.columns).where(FetchRow.id == number)).first()
    if row is None:
        raise LedgerError(f"the ledger has no fetch {number}")
    return _fetch(row)


def find_fetches(session: Session, url: str, sha256: str) -> list[Fetch]:
    """Every answer of an address whose body has that checksum, oldest first."""
    same = (FetchRow.url_id == url_id(url), FetchRow.sha256 == sha256)
    rows = session.execute(select(*FetchRow.__table__.columns).where(*same).order_by(FetchRow.id))
    return [_fetch(row) for row in rows]


def urls_to_revisit(
    session: Session, publisher: str, first_fetched_since: datetime, exclude: Collection[str] = ()
) -> list[str]:
    """Pages of a publisher first fetched at that time or later and not gone since, oldest first."""
    later = aliased(FetchRow)
    # The last answer decides; a failure says nothing about the page.
    overtaken = exists().where(later.url_id == FetchRow.url_id, later.id > FetchRow.id, later.outcome != "failed")
    gone = select(FetchRow.url_id).where(FetchRow.publisher == publisher, FetchRow.outcome == "gone", ~overtaken)
    bodies = (
        select(FetchRow.url)
        .where(FetchRow.publisher == publisher, FetchRow.page, FetchRow.file.is_not(None))
        .where(FetchRow.url_id.not_in(gone))
        .group_by(FetchRow.url)
        .having(func.min(FetchRow.fetched_at) >= first_fetched_since)
        .order_by(func.min(FetchRow.id))
    )
    left_out = set(exclude)
    return [url for url in session.scalars(bodies) if url not in left_out]
