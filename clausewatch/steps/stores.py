"""Archive, ledger and index of one installation, opened together."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from clausewatch.archive import Archive
from clausewatch.errors import StoreError
from clausewatch.index import open_index
from clausewatch.index.protocol import Index
from clausewatch.ledger import Ledger, open_ledger
from clausewatch.settings import Settings
from nlp.components.targets import load_targets, synonym_groups


@dataclass(frozen=True)
class Stores:
    """What the steps read and write."""

    settings: Settings
    archive: Archive
    ledger: Ledger
    index: Index


@contextmanager
def open_stores(settings: Settings) -> Iterator[Stores]:
    """Open what the settings name, made where it is missing; `StoreError` says which of them cannot be used."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"data folder {settings.data}: {error.strerror}; choose another with --data") from error
    synonyms = synonym_groups(load_targets(settings.targets))
    with (
        closing(open_ledger(settings.database_url)) as ledger,
        closing(open_index(settings.index_url, synonyms, settings.credentials)) as index,
    ):
        yield Stores(settings, Archive(settings.data / "archive"), ledger, index)
