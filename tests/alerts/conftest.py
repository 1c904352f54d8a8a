"""A real ledger in the test's folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clausewatch.ledger import Ledger, open_ledger
from tests.alerts.receiver import Receiver, run_receiver


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An open, empty ledger on SQLite."""
    opened = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield opened
    opened.close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A server that takes webhooks."""
    with run_receiver() as server:
        yield server
