"""Document versions to statements."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from clausewatch.ledger.annotations import read_annotation, record_annotation
from clausewatch.ledger.copies import lock_groups
from clausewatch.ledger.documents import AnnotateStep, read_version
from clausewatch.ledger.queue import claim, finish
from clausewatch.ledger.statements import AlertSubject, is_kept, save_statements
from clausewatch.models import Statement
from clausewatch.steps.copies import group_all
from clausewatch.steps.embedding import keep_vectors
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import Stores
from nlp.annotator import Annotator

BATCH = 16
"""Documents; what a killed worker loses at most."""


def annotate_batch(
    stores: Stores,
    annotator: Annotator,
    limit: int = BATCH,
    step: AnnotateStep = "annotate",
    *,
    announce: bool = False,
) -> StepReport:
    """Claim document versions, find their statements and keep them in the place of any that were there, the version
    and each statement in the group of what it copies.

    `reannotate`: versions that were annotated before. Where the statements are still the same nothing follows; what
    is found anew is taken as known and fires no alert, unless it is to be announced.
    """
    with stores.ledger.begin() as session:
        versions = claim(session, step, limit)
        documents = [read_version(session, version) for version in versions]
    foreign = 0
    for version, document, reading in zip(versions, documents, annotator.read(documents), strict=True):
        foreign += reading.is_foreign
        with stores.ledger.begin() as session:
            lock_groups(session)
            if step == "annotate":
                save_statements(session, version, reading.statements)
            else:
                _save_again(session, version, reading.statements, "version" if announce else "reread")
            group_all(session, document, reading.statements)
            keep_vectors(session, reading.vectors)
            record_annotation(session, version, annotator.version, datetime.now(UTC))
            finish(session, step, [version])
    return StepReport(step=step, claimed=len(versions), done=len(versions), foreign=foreign)


def _save_again(session: Session, version: str, statements: Sequence[Statement], alert_of: AlertSubject) -> None:
    is_known = read_annotation(session, version) is not None
    if not (is_known and is_kept(session, version, statements)):
        save_statements(session, version, statements, alert_of=alert_of)
