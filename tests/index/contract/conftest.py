"""An index of each kind: a new one joins with one more function here."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from clausewatch.index import open_index
from clausewatch.index.protocol import Index
from tests.index.contract.debate import list_debate
from tests.index.contract.examples import SYNONYMS, fill

Opener = Callable[[Sequence[Sequence[str]]], Index]


def sqlite_opener(folder: Path) -> Opener:
    """Opens the same file each time."""
    return lambda synonyms: open_index(f"sqlite:///{folder / 'index.db'}", synonyms)


OPENERS: dict[str, Callable[[Path], Opener]] = {"sqlite": sqlite_opener}
"""By kind: given an empty folder, what opens one and the same index each time."""


@pytest.fixture(params=list(OPENERS))
def open_again(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens the test's index, as another process would; all are closed at the end."""
    opener = OPENERS[request.param](tmp_path)
    opened = []

    def open_and_keep(synonyms: Sequence[Sequence[str]]) -> Index:
        opened.append(opener(synonyms))
        return opened[-1]

    yield open_and_keep
    for index in opened:
        index.close()


@pytest.fixture
def index(open_again: Opener) -> Index:
    """An empty index."""
    return open_again(SYNONYMS)


@pytest.fixture
def debate(index: Index) -> Index:
    """An index that holds the debate of `debate.py`."""
    fill(index, list_debate())
    return index
