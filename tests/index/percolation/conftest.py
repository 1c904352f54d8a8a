"""Saved searches of a test's own on the shared server that has a percolator."""

from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from clausewatch.index.elastic.access import Access
from clausewatch.index.elastic.client import open_client
from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.saved import SavedSearches
from tests.servers.running import borrow_server, clear_server

SERVER = "opensearch-3"


@pytest.fixture
def url(names: Names) -> str:
    """Of an index with these names."""
    return f"{borrow_server(SERVER)}/{names.prefix}"


@pytest.fixture
def names() -> Iterator[Names]:
    """Names that no other test uses."""
    names = Names(f"q{uuid4().hex[:12]}")
    yield names
    clear_server(SERVER, names.prefix)


@pytest.fixture
def client() -> Iterator[Elasticsearch]:
    """A client of the server."""
    address = borrow_server(SERVER).removeprefix("opensearch+")
    with closing(open_client(Access(address=address, is_opensearch=True))) as client:
        yield client


@pytest.fixture
def saved(client: Elasticsearch, names: Names) -> SavedSearches:
    """None is kept yet."""
    return SavedSearches(client, names, "analysis")
