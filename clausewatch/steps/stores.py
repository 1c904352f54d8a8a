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
class SourceStores:
    """Archive and ledger, which are enough where nothing is searched."""

    settings: Settings
    archive: Archive
    ledger: Ledger


@dataclass(frozen=True)
class Stores(SourceStores):
    """What the steps read and write."""

    index: Index


@contextmanager
def open_source_stores(settings: Settings) -> Iterator[SourceStores]:
    """Open archive and ledger, made where they are missing; `StoreError` says which of them cannot be used."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"data folder {settings.data}: {error.strerror}; choose another with --data") from error
    with closing(open_ledger(settings.database_url)) as ledger:
        yield SourceStores(settings, Archive(settings.data / "archive"), ledger)


@contextmanager
def open_stores(settings: Settings) -> Iterator[Stores]:
    """Open what the settings name, made where it is missing; `StoreError` says which of them cannot be used."""
    synonyms = synonym_groups(load_targets(settings.targets))
    with (
        open_source_stores(settings) as sources,
        closing(open_index(settings.index_url, synonyms, settings.credentials)) as index,
    ):
        yield Stores(settings, sources.archive, sources.ledger, index)
