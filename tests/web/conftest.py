"""The application on a real port, with a small ledger and index behind it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from clausewatch.settings import Settings
from clausewatch.steps.stores import Stores, open_stores
from clausewatch.web import make_app
from clausewatch.web.server import listen
from tests.collected import MOOR, RENN, index_all, save
from tests.web.examples import make_news, make_speech


@contextmanager
def open_example(folder: Path) -> Iterator[Stores]:
    """Two documents: a news article with two statements, a speech with one."""
    with open_stores(Settings(data=folder)) as opened:
        news, speech = make_news(), make_speech()
        split = {
            "text": "“Scanning <b>private</b> messages would be reckless,” … “We would rather leave.”",
            "source": "Ada Moor, chief executive of Openline",
            "cue": "said",
            "speaker": MOOR,
            "stance": "AGAINST",
        }
        save(opened, news, split, {"text": "The debate goes on next week.", "stance": "NONE"})
        feasible = "It will only be used where technically feasible."
        save(opened, speech, {"text": feasible, "kind": "primary", "speaker": RENN, "stance": "FAVOR"})
        index_all(opened)
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
