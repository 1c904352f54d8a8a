"""What was asked of publishers and what they answered."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from pydantic import AwareDatetime
from sqlalchemy import Select, Table, and_, case, exists, func, insert, or_, select
from sqlalchemy.orm import Session, aliased

from clausewatch.errors import LedgerError
from clausewatch.identifiers import url_id
from clausewatch.ledger.documents import withdraw
from clausewatch.ledger.queue import enqueue_all
from clausewatch.ledger.tables import FetchRow
from clausewatch.ledger.upsert import in_lots
from clausewatch.models import Model, RecordAddress

Outcome = Literal["fresh", "unchanged", "gone", "failed"]
FETCHES = cast(Table, FetchRow.__table__)
GOOD = FetchRow.outcome.in_(("fresh", "unchanged"))
VALIDATED = or_(FetchRow.etag.is_not(None), FetchRow.last_modified.is_not(None))
DOUBLINGS = 9
"""Of the time after which a page is long known: of two weeks twenty years."""
GONE_AGAIN = timedelta(days=3)
"""How long a page that is gone is asked for all the same: an answer of 404 may be a fault that passes."""
NO_BODY: Mapping[str, None] = {"file": None, "offset": None, "length": None, "sha256": None}


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
    is_read: bool | None = None,
) -> int:
    """Keep one answer (or none: status None) and give its number; `page` is false for feeds, lists and robots.txt.

    A fresh page is enqueued for "extract" under that number, and so is a list where `is_read` says that documents are
    made of it; a page that is gone withdraws its document.
    """
    facts = {
        "url": url,
        "status": status,
        "outcome": outcome,
        "fetched_at": fetched_at,
        "reason": reason,
        "etag": etag,
        "last_modified": last_modified,
        "address": address,
        "page": page,
        "is_read": page if is_read is None else is_read,
    }
    return record_fetches(session, publisher, run, [facts])[0]


def record_fetches(session: Session, publisher: str, run: str, answers: Sequence[Mapping[str, Any]]) -> list[int]:
    """As `record_fetch` for each answer, by its arguments, in few statements; their numbers, in their order."""
    if not answers:
        return []
    rows = [_make_row(publisher, run, **answer) for answer in answers]
    gone = [row for row in rows if row["page"] and row["outcome"] == "gone"]
    for row in gone:
        _wait_for_savers(session, row["url"])
    # In their order, as the higher number is the later answer.
    made = insert(FETCHES).returning(FETCHES.c.id, sort_by_parameter_order=True)
    numbers = list(session.scalars(made, rows))
    read = [answer.get("is_read", row["page"]) for answer, row in zip(answers, rows, strict=True)]
    fresh = [row["outcome"] == "fresh" for row in rows]
    waiting = [str(number) for number, *is_due in zip(numbers, read, fresh, strict=True) if all(is_due)]
    enqueue_all(session, "extract", waiting)
    for row in gone:
        withdraw(session, row["url"], row["fetched_at"], f"HTTP {row['status']}")
    return numbers


def _make_row(
    publisher: str,
    run: str,
    *,
    url: str,
    outcome: Outcome,
    address: RecordAddress | None = None,
    is_read: bool = False,
    **facts: Any,
) -> dict[str, Any]:
    if outcome == "fresh" and address is None:
        raise LedgerError(f"{url}: a fresh fetch needs the address of its body in the archive")
    del is_read
    named = {"publisher": publisher, "run": run, "url": url, "url_id": url_id(url), "outcome": outcome}
    defaults = {"page": True, "reason": None, "etag": None, "last_modified": None}
    return {**named, **defaults, **facts, **(dict(address) if address else NO_BODY)}


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
    rules = session.execute(_newest(url).where(FetchRow.id >= body.id, GOOD, VALIDATED)).first()
    return _fetch(
        latest,
        etag=rules.etag if rules else None,
        last_modified=rules.last_modified if rules else None,
        address=_address(body),
    )


def latest_fetches(session: Session, urls: Iterable[str]) -> dict[str, Fetch]:
    """As `latest_fetch` for many addresses at once; those that were never asked are left out. It looks at every answer
    of an address, and so is for pages: a list may have been asked ten thousand times.
    """
    by_id = {url_id(url): url for url in urls}
    found: dict[str, Fetch] = {}
    for lot in in_lots(by_id):
        marks = session.execute(_mark_latest(lot)).all()
        wanted = {number for mark in marks for number in (mark.latest, mark.body, mark.rules) if number}
        rows: dict[int, Any] = {}
        for numbers in in_lots(sorted(wanted)):
            chosen = session.execute(select(*FETCHES.columns).where(FetchRow.id.in_(numbers)))
            rows |= {row.id: row for row in chosen}
        found |= {by_id[mark.url_id]: _join_latest(mark, rows) for mark in marks}
    return found


def _mark_latest(lot: Collection[str]) -> Select[Any]:
    """The numbers of each address's last answer, and of the last ones that were gone, brought a body or a validator."""

    def last(name: str, condition: Any) -> Any:
        return func.max(case((condition, FetchRow.id))).label(name)

    return (
        select(
            FetchRow.url_id,
            func.max(FetchRow.id).label("latest"),
            last("gone", FetchRow.outcome == "gone"),
            last("body", FetchRow.file.is_not(None)),
            last("rules", GOOD & VALIDATED),
        )
        .where(FetchRow.url_id.in_(lot))
        .group_by(FetchRow.url_id)
    )


def _join_latest(mark: Any, rows: Mapping[int, Any]) -> Fetch:
    body = rows[mark.body] if mark.body and mark.body > (mark.gone or 0) else None
    rules = rows[mark.rules] if body is not None and mark.rules and mark.rules >= mark.body else None
    return _fetch(
        rows[mark.latest],
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


def list_failures(session: Session, publishers: Collection[str], since: datetime, reason: str) -> list[Fetch]:
    """Answers of some publishers since a time that could not be used, for a reason that begins so; oldest first."""
    # Both values of `page` are named for the sake of the index.
    recent = (FetchRow.publisher.in_(publishers), FetchRow.page.in_((True, False)), FetchRow.fetched_at >= since)
    failed = (FetchRow.outcome == "failed", FetchRow.reason.startswith(reason, autoescape=True))
    rows = session.execute(select(*FETCHES.columns).where(*recent, *failed).order_by(FetchRow.id))
    return [_fetch(row) for row in rows]


def find_fetches(session: Session, url: str, sha256: str) -> list[Fetch]:
    """Every answer of an address whose body has that checksum, oldest first."""
    same = (FetchRow.url_id == url_id(url), FetchRow.sha256 == sha256)
    rows = session.execute(select(*FetchRow.__table__.columns).where(*same).order_by(FetchRow.id))
    return [_fetch(row) for row in rows]


def urls_to_revisit(
    session: Session, publisher: str, now: datetime, first_fetched_since: datetime, exclude: Collection[str] = ()
) -> list[str]:
    """Pages of a publisher first fetched at that time or later, and those that have gone a short time ago, whenever
    they were fetched; not what has been gone for longer. Oldest first.
    """
    gone, lately = _select_gone(publisher), func.min(FetchRow.fetched_at) > now - GONE_AGAIN
    bodies = (
        select(FetchRow.url)
        .where(FetchRow.publisher == publisher, FetchRow.page, FetchRow.file.is_not(None))
        .where(FetchRow.url_id.not_in(gone.having(~lately)))
        .group_by(FetchRow.url, FetchRow.url_id)
        .having(or_(func.min(FetchRow.fetched_at) >= first_fetched_since, FetchRow.url_id.in_(gone.having(lately))))
        .order_by(func.min(FetchRow.id))
    )
    left_out = set(exclude)
    return [url for url in session.scalars(bodies) if url not in left_out]


def urls_long_known(session: Session, publisher: str, now: datetime, after: timedelta) -> list[str]:
    """Pages of a publisher first fetched longer ago than `after` and due for another look, the longest unseen first.

    One is due when nobody looked for a quarter to half of the time that it is known: about twice before that doubles.
    """
    first, last = func.min(FetchRow.fetched_at), func.max(FetchRow.fetched_at)
    ages = [after * 2**number for number in range(DOUBLINGS)]
    due = (and_(first <= now - age, first > now - 2 * age, last < now - age / 2) for age in ages)
    known = (
        select(FetchRow.url)
        .where(FetchRow.publisher == publisher, FetchRow.page)
        .where(FetchRow.url_id.not_in(_select_gone(publisher)))
        .group_by(FetchRow.url)
        .having(func.count(FetchRow.file) > 0, or_(*due))
        .order_by(last, func.min(FetchRow.id))
    )
    return list(session.scalars(known))


def _select_gone(publisher: str) -> Select[str]:
    """Addresses that are gone, by the answers since; a failure says nothing about the page."""
    later = aliased(FetchRow)
    is_back = later.outcome.in_(("fresh", "unchanged"))
    came_back = exists().where(later.url_id == FetchRow.url_id, later.id > FetchRow.id, is_back)
    gone = (FetchRow.publisher == publisher, FetchRow.outcome == "gone", ~came_back)
    return select(FetchRow.url_id).where(*gone).group_by(FetchRow.url_id)
