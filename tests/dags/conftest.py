"""Airflow on a folder of its own, and the runs of the DAGs that the tests look at."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clausewatch.demo.server import DemoWeb

# The environment of `make test` has no Airflow: these tests are of `make test-airflow`.
HAS_AIRFLOW = find_spec("airflow") is not None
collect_ignore_glob = [] if HAS_AIRFLOW else ["*"]

if HAS_AIRFLOW:
    # Airflow makes a folder where it is first imported, also by the tests themselves.
    HOME = Path(tempfile.mkdtemp(prefix="clausewatch-airflow-"))
    os.environ |= {"AIRFLOW_HOME": str(HOME), "AIRFLOW__CORE__LOAD_EXAMPLES": "False"}

    def pytest_unconfigure() -> None:
        """Leave nothing behind."""
        shutil.rmtree(HOME, ignore_errors=True)


if TYPE_CHECKING or HAS_AIRFLOW:
    from airflow.dag_processing.dagbag import DagBag

    from tests.dags.airflow_home import DAGS, Airflow
    from tests.dags.story import Story, live, live_ill, watch


@pytest.fixture(scope="session")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Airflow]":
    """Airflow with an empty database."""
    with Airflow(tmp_path_factory.mktemp("airflow")) as command:
        yield command


@pytest.fixture(scope="session")
def bag() -> "DagBag":
    """The DAGs as Airflow reads them."""
    return DagBag(str(DAGS))


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory, airflow: "Airflow") -> "Story":
    """Both days, and then the other DAGs on what they left."""
    with DemoWeb() as web:
        return live(tmp_path_factory.mktemp("story"), airflow, web)


@pytest.fixture(scope="session")
def watched(tmp_path_factory: pytest.TempPathFactory, airflow: "Airflow") -> "Story":
    """What `watch_official` did."""
    with DemoWeb() as web:
        return watch(tmp_path_factory.mktemp("watched"), airflow, web)


@pytest.fixture(scope="session")
def ill(tmp_path_factory: pytest.TempPathFactory, airflow: "Airflow") -> "Story":
    """Runs with a publisher that does not answer."""
    return live_ill(tmp_path_factory.mktemp("ill"), airflow)
