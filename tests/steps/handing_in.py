"""Files as a person hands them in, through to the ledger."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clausewatch.archive import Archive
from clausewatch.ledger.documents import iterate_documents
from clausewatch.models import Document, Publisher, RawResponse
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.ingest import Ingested, Ingester
from clausewatch.steps.local_files import Entry, Facts, Unreadable, list_files
from clausewatch.steps.page_filter import make_filter
from clausewatch.steps.report import StepReport, repeat_until_done
from clausewatch.steps.stores import Stores
from clausewatch.steps.warc_sources import list_inputs
from tests.extract.answers import make_publisher

NEWS = make_publisher()


def take(stores: Stores, *paths: Path, publishers: tuple[Publisher, ...] = (NEWS,), **facts: Any) -> Ingested:
    """Record files and folders."""
    return take_entries(stores, list_files(paths), publishers, **facts)


def take_entries(
    stores: Stores, entries: Iterator[Entry | Unreadable], publishers: tuple[Publisher, ...] = (NEWS,), **facts: Any
) -> Ingested:
    """Record what was listed before."""
    with Ingester(stores, publishers, Facts.model_validate(facts)) as ingester:
        for entry in entries:
            ingester.take(entry)
        return ingester.result


def take_chosen(stores: Stores, *paths: str, again: bool = False, **facts: Any) -> Ingested:
    """Record what paths, patterns and addresses stand for; of WARC files what the command takes by itself."""
    wanted = make_filter(stores.settings, [NEWS])
    with Ingester(stores, [NEWS], Facts.model_validate(facts), wanted, again=again) as ingester:
        for entry in list_inputs(paths, stores.settings):
            ingester.take(entry)
        return ingester.result


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
