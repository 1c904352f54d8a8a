"""Processes of a test's own, forked from a server that has imported the project once; and fewer rights than root's."""

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext

import pytest

PRELOADED = ["clausewatch.archive", "clausewatch.ledger.alerts", "clausewatch.ledger.statements", "psycopg", "alembic"]
NOBODY = 65534


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Where `Process`, `Pipe` and `Barrier` come from; targets must be functions of a module."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Without the rights of root, who may write anywhere and signal anybody."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
