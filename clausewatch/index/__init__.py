"""What is searched: one protocol, one folder per store."""

from collections.abc import Sequence
from pathlib import Path

from clausewatch.errors import SearchStoreError
from clausewatch.index.protocol import Index
from clausewatch.settings import Credentials

SQLITE = "sqlite:///"


def open_index(url: str, synonyms: Sequence[Sequence[str]], credentials: Credentials | None = None) -> Index:
    """The index at a URL, made where it is missing; the phrases of one group of `synonyms` find each other.

    `SearchStoreError` or `SettingsError` says what was wrong, in one line and without passwords.
    """
    # Each store's own libraries are loaded only where it is used.
    if url.startswith(SQLITE) and url != SQLITE:
        from clausewatch.index.embedded.sqlite import open_sqlite_index

        return open_sqlite_index(Path(url.removeprefix(SQLITE)), synonyms)
    from clausewatch.index.elastic.access import is_server, read_access

    if is_server(url):
        from clausewatch.index.elastic.index import open_elastic_index

        return open_elastic_index(read_access(url, credentials or Credentials()), synonyms)
    scheme = url.partition(":")[0] if ":" in url else ""
    known = f"{SQLITE}FILE, https://HOST:9200 or opensearch+https://HOST:9200"
    raise SearchStoreError(f"index: {scheme or 'no scheme'} is not supported; give {known} with --index")
