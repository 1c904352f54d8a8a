"""What is searched: one protocol, one file per store."""

from collections.abc import Sequence
from pathlib import Path

from clausewatch.errors import SearchStoreError
from clausewatch.index.protocol import Index

SQLITE = "sqlite:///"


def open_index(url: str, synonyms: Sequence[Sequence[str]]) -> Index:
    """The index at a URL, made where it is missing; the phrases of one group of `synonyms` find each other.

    `SearchStoreError` says what was wrong with the URL or the store, in one line and without passwords.
    """
    if url.startswith(SQLITE) and url != SQLITE:
        from clausewatch.index.sqlite import open_sqlite_index

        return open_sqlite_index(Path(url.removeprefix(SQLITE)), synonyms)
    scheme = url.partition(":")[0] if ":" in url else ""
    raise SearchStoreError(f"index: {scheme or 'no scheme'} is not supported; give {SQLITE}FILE with --index")
