"""An index of each kind: a new one joins with one more function here."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from uuid import uuid4

import pytest

from clausewatch.index import open_index
from clausewatch.index.protocol import Index, Replacement
from tests.index.contract.debate import list_debate
from tests.index.contract.examples import SYNONYMS, fill
from tests.servers.running import PARAMETERS, borrow_server, clear_server

Opener = Callable[[Sequence[Sequence[str]]], Index]


def sqlite_opener(folder: Path) -> Opener:
    """Opens the same file each time."""
    return lambda synonyms: open_index(f"sqlite:///{folder / 'index.db'}", synonyms)


def server_opener(url: str) -> Opener:
    """Opens the same indices of a server each time; tests in other processes have other prefixes."""
    return lambda synonyms: open_index(f"{url}/{PREFIX}", synonyms)


PREFIX = f"t{uuid4().hex[:12]}"


STORES = ["sqlite", *PARAMETERS]


@pytest.fixture(params=STORES)
def open_again(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens the test's index, as another process would; all are closed at the end."""
    kind = request.param
    opener = sqlite_opener(tmp_path) if kind == "sqlite" else server_opener(borrow_server(kind))
    opened: list[Index] = []

    def open_and_keep(synonyms: Sequence[Sequence[str]]) -> Index:
        opened.append(opener(synonyms))
        return opened[-1]

    yield open_and_keep
    for index in opened:
        index.close()
    if kind != "sqlite":
        clear_server(kind, PREFIX)


@pytest.fixture
def index(request: pytest.FixtureRequest, open_again: Opener) -> Index:
    """An empty index; the test is skipped where the store says that it cannot do what the test needs."""
    index = open_again(SYNONYMS)
    needed = {name for mark in request.node.iter_markers("needs") for name in mark.args}
    if needed:
        # A server tells what it can do once something was written.
        index.replace([Replacement(document="none")])
        if missing := sorted(needed - index.capabilities):
            pytest.skip(f"this server declares that it has no {' and no '.join(missing)}")
    return index


@pytest.fixture
def debate(index: Index) -> Index:
    """An index that holds the debate of `debate.py`."""
    fill(index, list_debate())
    return index
