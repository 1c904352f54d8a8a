"""The work between the steps: what waits, who has it, what is done and what failed."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlalchemy.orm import Session

from clausewatch.ledger.tables import WorkRow
from clausewatch.ledger.upsert import in_lots, insert_new, upsert
from clausewatch.ledger.workers import find_dead, worker_id
from clausewatch.models import Model

Step = Literal["extract", "annotate", "index", "alert", "reextract", "reannotate"]
"""The last two are the first two done again, apart from what is new: that need not wait for an archive of years."""
State = Literal["waiting", "claimed", "done", "failed"]
LEASE = timedelta(minutes=30)
"""How long a claim holds when nobody can tell whether its worker lives."""


class Failure(Model):
    """Work that could not be done, and why."""

    step: str
    subject: str
    reason: str


def enqueue(session: Session, step: Step, subject: str) -> None:
    """Make work wait. Waiting work keeps its place; done and failed work waits again; work that somebody has
    in hand is done once more after that, as the worker may have read what has changed since.
    """
    now = datetime.now(UTC)
    if insert_new(session, WorkRow, _new_work(step, subject, now)):
        return
    # In one statement, which also locks the row until the commit: nobody can take it before the change is to be seen.
    mine = (WorkRow.step == step, WorkRow.subject == subject)
    session.execute(update(WorkRow).where(*mine).values(**_ask_again(now)))


def enqueue_all(session: Session, step: Step, subjects: Iterable[str]) -> None:
    """As `enqueue` for each subject in their order, many at once."""
    now = datetime.now(UTC)
    rows = [_new_work(step, subject, now) for subject in dict.fromkeys(subjects)]
    upsert(session, WorkRow, rows, ("step", "subject"), _ask_again(now))


def _new_work(step: Step, subject: str, now: datetime) -> dict[str, Any]:
    return {"step": step, "subject": subject, "state": "waiting", "enqueued_at": now, "again": False}


def _ask_again(now: datetime) -> dict[str, Any]:
    claimed = WorkRow.state == "claimed"
    waiting = or_(claimed, WorkRow.state == "waiting")
    return {
        "state": case((claimed, "claimed"), else_="waiting"),
        "again": case((claimed, True), else_=False),
        "enqueued_at": case((waiting, WorkRow.enqueued_at), else_=now),
        "reason": None,
    }


def _is_free(session: Session, step: Step, now: datetime) -> ColumnElement[bool]:
    """Of a step's work: it waits, or it was claimed by a worker that is dead or whose lease ran out."""
    holders = select(WorkRow.worker).where(WorkRow.step == step, WorkRow.state == "claimed").distinct()
    lost = or_(WorkRow.leased_until < now, WorkRow.worker.in_(find_dead(session.scalars(holders))))
    return or_(WorkRow.state == "waiting", and_(WorkRow.state == "claimed", lost))


def count_free(session: Session, step: Step) -> int:
    """How many subjects of a step could be claimed now."""
    free = _is_free(session, step, datetime.now(UTC))
    return session.scalar(select(func.count()).select_from(WorkRow).where(WorkRow.step == step, free)) or 0


def claim(session: Session, step: Step, limit: int, worker: str | None = None, lease: timedelta = LEASE) -> list[str]:
    """Take at most `limit` subjects, oldest first; also those whose worker is dead or whose lease ran out.

    The claim holds when the session is committed. `worker` is `worker_id()` of this process where none is named.
    """
    now = datetime.now(UTC)
    chosen = (
        select(WorkRow.id, WorkRow.subject)
        .where(WorkRow.step == step, _is_free(session, step, now))
        .order_by(WorkRow.enqueued_at, WorkRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = session.execute(chosen).all()
    values = {"state": "claimed", "worker": worker or worker_id(), "leased_until": now + lease, "again": False}
    session.execute(update(WorkRow).where(WorkRow.id.in_([row.id for row in rows])).values(**values))
    return [row.subject for row in rows]


def _end(session: Session, step: Step, subjects: Sequence[str], state: State, reason: str | None) -> None:
    mine = and_(WorkRow.step == step, WorkRow.subject.in_(subjects), WorkRow.state == "claimed")
    session.execute(
        update(WorkRow)
        .where(mine)
        .values(
            state=case((WorkRow.again, "waiting"), else_=state),
            reason=case((WorkRow.again, None), else_=reason),
            again=False,
            worker=None,
            leased_until=None,
        )
    )


def finish(session: Session, step: Step, subjects: Sequence[str], reason: str | None = None) -> None:
    """Claimed work is done: call it in the transaction that writes the work's results. `reason` says why there are
    none, where that is as it should be.
    """
    _end(session, step, subjects, "done", reason)


def fail(session: Session, step: Step, subject: str, reason: str) -> None:
    """Claimed work cannot be done; it waits again only when it is enqueued again."""
    _end(session, step, (subject,), "failed", reason)


def give_back(session: Session, step: Step, subjects: Sequence[str]) -> None:
    """Claimed work was not done, by no fault of its own: it waits again, in its old place."""
    _end(session, step, subjects, "waiting", None)


def set_aside(session: Session, step: Step, subject: str, reason: str) -> None:
    """Note that work cannot be done that nobody has claimed; it waits again only when it is enqueued again."""
    enqueue(session, step, subject)
    mine = and_(WorkRow.step == step, WorkRow.subject == subject, WorkRow.state == "waiting")
    session.execute(update(WorkRow).where(mine).values(state="failed", reason=reason))


def count(session: Session) -> dict[tuple[Step, State], int]:
    """How much work there is by step and state; what there is none of is left out."""
    rows = session.execute(select(WorkRow.step, WorkRow.state, func.count()).group_by(WorkRow.step, WorkRow.state))
    return {(cast(Step, step), cast(State, state)): number for step, state, number in rows}


def list_open(session: Session, step: Step, subjects: Iterable[str]) -> set[str]:
    """Those of the subjects that wait or that somebody has in hand."""
    is_open = (WorkRow.step == step, WorkRow.state.in_(("waiting", "claimed")))
    found: set[str] = set()
    for lot in in_lots(subjects):
        found.update(session.scalars(select(WorkRow.subject).where(*is_open, WorkRow.subject.in_(lot))))
    return found


def retry_failed(session: Session, step: Step, subject: str) -> None:
    """Make one subject wait again if it failed."""
    failed = (WorkRow.step == step, WorkRow.subject == subject, WorkRow.state == "failed")
    if session.scalar(select(WorkRow.id).where(*failed)) is not None:
        enqueue(session, step, subject)


def forgive(session: Session, step: Step, subject: str, reason: str) -> None:
    """Failed work was done after all by other means, unless it has failed again for another reason."""
    failed = (WorkRow.step == step, WorkRow.subject == subject, WorkRow.state == "failed", WorkRow.reason == reason)
    session.execute(update(WorkRow).where(*failed).values(state="done", reason=None))


def list_failed(session: Session, limit: int = 1000, step: Step | None = None) -> list[Failure]:
    """Failed work, of one step where one is named, oldest first."""
    chosen = select(WorkRow.step, WorkRow.subject, WorkRow.reason).where(WorkRow.state == "failed")
    if step is not None:
        chosen = chosen.where(WorkRow.step == step)
    rows = session.execute(chosen.order_by(WorkRow.enqueued_at, WorkRow.id).limit(limit))
    return [Failure(step=step, subject=subject, reason=reason or "") for step, subject, reason in rows]
