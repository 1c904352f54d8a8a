"""Indices of a test's own on a shared server."""

from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from clausewatch.index.elastic.access import Access
from clausewatch.index.elastic.client import open_client
from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.versions import create_first, ensure_control
from tests.servers.running import borrow_server, clear_templates

SERVER = "elasticsearch-9"


@pytest.fixture
def names() -> Iterator[Names]:
    """Names that no other test uses."""
    names = Names(f"e{uuid4().hex[:12]}")
    yield names
    clear_templates(SERVER, names.prefix)


@pytest.fixture
def client(names: Names) -> Iterator[Elasticsearch]:
    """A client of a server that has a first version and an index of who rebuilds."""
    with closing(open_client(Access(address=borrow_server(SERVER), prefix=names.prefix))) as client:
        create_first(client, names)
        ensure_control(client, names)
        yield client
