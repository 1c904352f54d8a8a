"""Document versions to statements."""

from clausewatch.ledger.documents import read_version
from clausewatch.ledger.queue import claim, finish
from clausewatch.ledger.statements import save_statements
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import Stores
from nlp.annotator import Annotator

BATCH = 16
"""Documents; what a killed worker loses at most."""


def annotate_batch(stores: Stores, annotator: Annotator, limit: int = BATCH) -> StepReport:
    """Claim document versions, find their statements and keep them in the place of any that were there."""
    with stores.ledger.begin() as session:
        versions = claim(session, "annotate", limit)
        documents = [read_version(session, version) for version in versions]
    found = annotator.annotate(documents)
    for version, statements in zip(versions, found, strict=True):
        with stores.ledger.begin() as session:
            save_statements(session, version, statements)
            finish(session, "annotate", [version])
    return StepReport(step="annotate", claimed=len(versions), done=len(versions))
