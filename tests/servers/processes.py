"""Processes of a test's own, forked from a server that has imported the project once: cheap, and free of threads."""

import multiprocessing
from multiprocessing.context import ForkServerContext

import pytest

PRELOADED = ["clausewatch.archive", "clausewatch.ledger.alerts", "clausewatch.ledger.statements", "psycopg", "alembic"]


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Where `Process`, `Pipe` and `Barrier` come from; targets must be functions of a module."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context
