"""The application on a real port, with a small ledger and index behind it."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import uvicorn

from clausewatch.ledger.documents import save_version
from clausewatch.ledger.statements import save_statements
from clausewatch.models import Document, Statement
from clausewatch.settings import Settings
from clausewatch.steps.index import index_batch
from clausewatch.steps.stores import Stores, open_stores
from clausewatch.web import make_app
from clausewatch.web.server import listen
from tests.web.examples import MINISTER, make_news, make_speech, state

SEEN = datetime(2023, 9, 10, 12, tzinfo=UTC)


def keep(stores: Stores, document: Document, statements: Sequence[Statement], seen_at: datetime = SEEN) -> None:
    """Put a document with its statements into ledger and index."""
    with stores.ledger.begin() as session:
        save_version(session, document, fetch=None, seen_at=seen_at)
        save_statements(session, document.version, statements)
    index_batch(stores)


@contextmanager
def open_example(folder: Path) -> Iterator[Stores]:
    """Two documents: a news article with two statements, a speech with one."""
    with open_stores(Settings(data=folder)) as opened:
        news, speech = make_news(), make_speech()
        split = state(
            news,
            "“Scanning <b>private</b> messages would be reckless,”",
            "“We would rather leave.”",
            source="Ada Moor, chief executive of Pigeonpost",
            cue="said",
        )
        keep(opened, news, [split, state(news, "The debate goes on next week.", speaker=None, label="NONE")])
        feasible = "It will only be used where technically feasible."
        keep(opened, speech, [state(speech, feasible, speaker=MINISTER, label="FAVOR", kind="primary")])
        yield opened


@contextmanager
def serve_in_background(stores: Stores) -> Iterator[str]:
    """Serve the application; its address."""
    with listen("127.0.0.1", 0) as listener:
        server = uvicorn.Server(uvicorn.Config(make_app(stores), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """The example, for tests that only read."""
    with open_example(tmp_path_factory.mktemp("web")) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(stores: Stores) -> Iterator[httpx.Client]:
    with serve_in_background(stores) as address, httpx.Client(base_url=address, timeout=20) as asking:
        yield asking
