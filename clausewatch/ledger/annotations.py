"""Which annotator read which version, and the versions that are to be read again."""

from datetime import datetime

from pydantic import AwareDatetime
from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from clausewatch.ledger.tables import AnnotationRow, DocumentRow, VersionRow
from clausewatch.ledger.upsert import upsert
from clausewatch.models import Model

UNKNOWN = "unknown"
"""Stands for the annotator of versions that were read before this was kept, or not yet."""


class Annotation(Model):
    """Who read a version last."""

    version: str
    annotator: str
    at: AwareDatetime


class Selection(Model):
    """Which versions are to be read again; what is not set leaves nothing out."""

    made_by: str | None = None
    """By this annotator; `UNKNOWN`: nobody knows by which."""
    stale_for: str | None = None
    """By any other annotator than this."""
    publishers: tuple[str, ...] = ()
    since: AwareDatetime | None = None
    """Published, else first seen, at that time or later."""
    until: AwareDatetime | None = None
    """The same before that time."""
    older_versions: bool = False
    """Also versions that another has overtaken."""


def record_annotation(session: Session, version: str, annotator: str, at: datetime) -> None:
    """Note who read a version, in the place of whoever read it before."""
    upsert(session, AnnotationRow, [{"version": version, "annotator": annotator, "at": at}], ("version",))


def forget_annotation(session: Session, version: str) -> None:
    """What was found in a version is no longer taken as known."""
    session.execute(delete(AnnotationRow).where(AnnotationRow.version == version))


def read_annotation(session: Session, version: str) -> Annotation | None:
    """Who read a version last, if that was kept."""
    columns = [getattr(AnnotationRow, name) for name in Annotation.model_fields]
    row = session.execute(select(*columns).where(AnnotationRow.version == version)).first()
    return None if row is None else Annotation.model_validate(row._asdict())


def count_by_annotator(session: Session) -> dict[str, int]:
    """How many documents have a current version that each annotator read last, the most first."""
    number = func.count()
    chosen = (
        select(AnnotationRow.annotator, number)
        .select_from(DocumentRow)
        .outerjoin(AnnotationRow, AnnotationRow.version == DocumentRow.version)
        .where(DocumentRow.version.is_not(None))
        .group_by(AnnotationRow.annotator)
        .order_by(number.desc(), AnnotationRow.annotator)
    )
    return {annotator or UNKNOWN: count for annotator, count in session.execute(chosen)}


def select_for_reprocessing(session: Session, selection: Selection) -> list[str]:
    """Ids of the versions that a selection takes, by when they were published, else first seen."""
    at = func.coalesce(VersionRow.published_at, VersionRow.first_seen_at)
    chosen = (
        select(VersionRow.id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document)
        .outerjoin(AnnotationRow, AnnotationRow.version == VersionRow.id)
        .where(*_list_conditions(selection, at))
        .order_by(at, VersionRow.id)
    )
    return list(session.scalars(chosen))


def _list_conditions(selection: Selection, at: ColumnElement[datetime]) -> list[ColumnElement[bool]]:
    annotator, by = AnnotationRow.annotator, selection.made_by
    conditions: list[ColumnElement[bool]] = []
    if not selection.older_versions:
        conditions.append(DocumentRow.version == VersionRow.id)
    if by is not None:
        conditions.append(annotator.is_(None) if by == UNKNOWN else annotator == by)
    if selection.stale_for is not None:
        conditions.append(or_(annotator.is_(None), annotator != selection.stale_for))
    if selection.publishers:
        conditions.append(DocumentRow.publisher.in_(selection.publishers))
    if selection.since is not None:
        conditions.append(at >= selection.since)
    if selection.until is not None:
        conditions.append(at < selection.until)
    return conditions


def list_publishers_kept(session: Session) -> set[str]:
    """The publishers of whom there is a document."""
    return set(session.scalars(select(DocumentRow.publisher).distinct()))
