"""Fetched responses to document versions."""

from collections.abc import Sequence

from clausewatch.archive import Archive
from clausewatch.errors import ArchiveError, ExtractError
from clausewatch.extract import extract_documents
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.fetches import Fetch, read_fetch
from clausewatch.ledger.queue import Failure, claim, fail, finish
from clausewatch.models import Document, Publisher
from clausewatch.steps.publishers import make_ad_hoc
from clausewatch.steps.report import BATCH, StepReport
from clausewatch.steps.stores import Stores


def extract_batch(stores: Stores, publishers: Sequence[Publisher], limit: int = BATCH) -> StepReport:
    """Claim fetched pages and make documents of them; one that gives none is failed with its reason."""
    by_name = {publisher.name: publisher for publisher in publishers}
    with stores.ledger.begin() as session:
        subjects = claim(session, "extract", limit)
        fetches = [read_fetch(session, int(subject)) for subject in subjects]
    failures = []
    for subject, fetch in zip(subjects, fetches, strict=True):
        publisher = by_name.get(fetch.publisher) or make_ad_hoc(fetch.publisher, fetch.url)
        try:
            documents = _extract_fetch(stores.archive, fetch, publisher)
        except (ExtractError, ArchiveError) as error:
            reason = f"{fetch.publisher}: {fetch.url}: {error}"
            failures.append(Failure(step="extract", subject=subject, reason=reason))
            with stores.ledger.begin() as session:
                fail(session, "extract", subject, reason)
            continue
        with stores.ledger.begin() as session:
            for document in documents:
                save_version(session, document, fetch=fetch.id, seen_at=fetch.fetched_at)
            finish(session, "extract", [subject])
    done = len(subjects) - len(failures)
    return StepReport(step="extract", claimed=len(subjects), done=done, failures=tuple(failures))


def _extract_fetch(archive: Archive, fetch: Fetch, publisher: Publisher) -> tuple[Document, ...]:
    if fetch.address is None:
        raise ArchiveError("the ledger knows no archived body")
    return extract_documents(archive.read(fetch.address), publisher)
