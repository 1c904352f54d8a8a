"""Files as a person hands them in, through to the ledger."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clausewatch.archive import Archive
from clausewatch.ledger.documents import iterate_documents
from clausewatch.models import Document, Publisher, RawResponse
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.ingest import Ingested, ingest
from clausewatch.steps.local_files import Entry, Facts, Found, Unreadable, list_files, read_file
from clausewatch.steps.report import StepReport, repeat_until_done
from clausewatch.steps.stores import Stores
from tests.extract.answers import make_publisher

NEWS = make_publisher()


def take(stores: Stores, *paths: Path, publishers: tuple[Publisher, ...] = (NEWS,), **facts: Any) -> Ingested:
    """Record files and folders."""
    return take_entries(stores, list_files(paths), publishers, **facts)


def take_entries(
    stores: Stores, entries: Iterator[Entry | Unreadable], publishers: tuple[Publisher, ...] = (NEWS,), **facts: Any
) -> Ingested:
    """Record what was listed before."""
    given = Facts.model_validate(facts)
    found: Iterator[Found | Unreadable] = (
        item for entry in entries for item in ([entry] if isinstance(entry, Unreadable) else read_file(entry, given))
    )
    return ingest(stores, found, publishers, given)


def extract_all(stores: Stores) -> StepReport:
    """Make documents of all that waits."""
    return repeat_until_done("extract", lambda: extract_batch(stores, [NEWS]))


def documents(stores: Stores) -> dict[str, Document]:
    """What the ledger holds, by address."""
    with stores.ledger.read() as session:
        return {document.url: document for document in iterate_documents(session)}


def write_warc(folder: Path, *responses: RawResponse) -> Path:
    """A WARC file of these."""
    with Archive(folder).writer("other", "run") as writer:
        for response in responses:
            writer.write(response)
    return writer.path
