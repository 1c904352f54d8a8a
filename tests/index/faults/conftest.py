"""Indices that a test may damage, and the steps on them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from clausewatch.archive import Archive
from clausewatch.index.elastic.access import read_access
from clausewatch.index.elastic.index import ElasticIndex, open_elastic_index
from clausewatch.ledger import open_ledger
from clausewatch.settings import Credentials, Settings
from clausewatch.steps.stores import Stores
from tests.collected import make_settings
from tests.servers.running import borrow_server, clear_templates

SERVER = "elasticsearch-9"
SHORT_S = 1.0
"""Patience of a test that waits for its end."""
LONG_S = 300.0
"""Patience that should not end."""


class Place:
    """Where a test's index is, for whoever goes past our code to it."""

    def __init__(self, address: str, prefix: str) -> None:
        self.address = address
        self.prefix = prefix

    @property
    def url(self) -> str:
        return f"{self.address}/{self.prefix}"

    @property
    def version(self) -> str:
        """The index of the first version."""
        return f"{self.prefix}-statements-000001"

    def ask(self, method: str, path: str, body: object = None) -> httpx.Response:
        """One request of the server's API, which must succeed."""
        answer = httpx.request(method, f"{self.address}/{path}", json=body, timeout=60)
        assert answer.is_success, answer.text
        return answer

    def open(self, patience_s: float = SHORT_S, timeout_s: float = 60, address: str | None = None) -> ElasticIndex:
        """Our index there; `address` is another way to the server."""
        access = read_access(f"{address or self.address}/{self.prefix}", Credentials())
        return open_elastic_index(access, (), patience_s, timeout_s)


@pytest.fixture
def place() -> Iterator[Place]:
    """On the shared server; nothing is there yet."""
    place = Place(borrow_server(SERVER), f"f{uuid4().hex[:12]}")
    yield place
    clear_templates(SERVER, place.prefix)


@contextmanager
def opened_stores(folder: Path, index: ElasticIndex, settings: Settings | None = None) -> Iterator[Stores]:
    """A ledger and an archive of the test's own beside an index."""
    settings = settings or make_settings(folder)
    settings.data.mkdir(exist_ok=True)
    with closing(open_ledger(settings.database_url)) as ledger, closing(index):
        yield Stores(settings, Archive(settings.data / "archive"), ledger, index)
