"""Fetched responses to document versions."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy.orm import Session

from clausewatch.errors import ArchiveError, ExtractError, NotThereError
from clausewatch.extract import extract_documents
from clausewatch.extract.headlines import Tell
from clausewatch.extract.wholes import find_whole
from clausewatch.ledger.annotations import forget_annotation
from clausewatch.ledger.documents import AnnotateStep, current_version, find_by_url, save_version, withdraw
from clausewatch.ledger.fetches import Fetch, latest_fetch, read_fetch
from clausewatch.ledger.queue import Failure, claim, fail, finish
from clausewatch.ledger.statements import list_untold
from clausewatch.models import Document, Publisher, RawResponse
from clausewatch.steps.publishers import choose_publisher
from clausewatch.steps.report import BATCH, StepReport
from clausewatch.steps.stores import SourceStores

ExtractStep = Literal["extract", "reextract"]


def extract_batch(
    stores: SourceStores, publishers: Sequence[Publisher], limit: int = BATCH, step: ExtractStep = "extract"
) -> StepReport:
    """Claim fetched pages and make documents of them; one that gives none is failed with its reason. A known
    page that says that it is not there is withdrawn, which is no failure but counted as gone. A list of
    headlines is done although entries of it are malformed, which are told as one.

    `reextract`: pages that were read before, by an older extractor. What it made of them is replaced and annotated
    without being news.
    """
    with stores.ledger.begin() as session:
        subjects = claim(session, step, limit)
        fetches = [read_fetch(session, int(subject)) for subject in subjects]
    failures: list[Failure] = []
    done = gone = 0
    for subject, fetch in zip(subjects, fetches, strict=True):
        publisher = choose_publisher(publishers, fetch.url, fetch.publisher)
        left_out: list[str] = []
        try:
            documents = _extract_fetch(stores, fetch, publisher, left_out.append)
        except (ExtractError, ArchiveError) as error:
            reason = _explain(fetch, str(error))
            with stores.ledger.begin() as session:
                is_gone = isinstance(error, NotThereError) and step == "extract" and _withdraw(session, fetch)
                if is_gone:
                    finish(session, step, [subject], reason)
                else:
                    fail(session, step, subject, reason)
            gone += is_gone
            failures += [] if is_gone else [Failure(step=step, subject=subject, reason=reason)]
            continue
        with stores.ledger.begin() as session:
            for document in documents:
                _save(session, step, document, fetch)
            finish(session, step, [subject])
        done += 1
        failures += [Failure(step=step, subject=subject, reason=_explain(fetch, told)) for told in left_out]
    return StepReport(step=step, claimed=len(subjects), done=done, gone=gone, failures=tuple(failures))


def _withdraw(session: Session, fetch: Fetch) -> bool:
    """As where the status had said that the page is gone; what it said before it came back is no news. Whether it is a
    known page, of which that is an answer and no failure.
    """
    latest = latest_fetch(session, fetch.url)
    if not fetch.page or latest is None or latest.id != fetch.id:
        return False
    withdraw(session, fetch.url, fetch.fetched_at, "it says that it is not there")
    return find_by_url(session, fetch.url) is not None


def _explain(fetch: Fetch, reason: str) -> str:
    return f"{fetch.publisher}: {fetch.url}: {reason}"


def _save(session: Session, step: ExtractStep, document: Document, fetch: Fetch) -> None:
    if step == "extract":
        save_version(session, document, fetch=fetch.id, seen_at=fetch.fetched_at)
        return
    before = current_version(session, document.id)
    # What was to be told of the version that is replaced is told of the one in its place.
    is_news = before is not None and bool(list_untold(session, [before]))
    then: AnnotateStep = "annotate" if is_news else "reannotate"
    save_version(session, document, fetch=fetch.id, seen_at=fetch.fetched_at, then=then)
    if current_version(session, document.id) != before:
        # The index holds another version, also where the statements of this one are known.
        forget_annotation(session, document.version)


def _extract_fetch(stores: SourceStores, fetch: Fetch, publisher: Publisher, tell: Tell) -> tuple[Document, ...]:
    if fetch.address is None:
        raise ArchiveError("the ledger knows no archived body")
    response = stores.archive.read(fetch.address)
    return extract_documents(response, publisher, tell, _read_whole(stores, fetch.url))


def _read_whole(stores: SourceStores, url: str) -> RawResponse | None:
    """What names the bill of a stage or an amendment, if a crawl came to it; the part is worth having without."""
    address = find_whole(url)
    if address is None:
        return None
    with stores.ledger.read() as session:
        whole = latest_fetch(session, address)
    if whole is None or whole.address is None:
        return None
    try:
        return stores.archive.read(whole.address)
    except ArchiveError:
        return None
