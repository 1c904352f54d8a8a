"""As where machines are many: the DAGs on a ledger in PostgreSQL and an index on Elasticsearch, both real servers."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from clausewatch.demo.server import DemoWeb
from clausewatch.index.elastic.index import ElasticIndex
from clausewatch.index.protocol import IndexVersion, Query
from clausewatch.ledger.inventory import count_current_statements
from clausewatch.settings import Settings
from clausewatch.steps.rebuild import rebuild_index
from clausewatch.steps.stores import open_stores
from tests.dags.airflow_home import Airflow
from tests.dags.installation import Installation, Outcome
from tests.servers.elasticsearch import ELASTICSEARCH_9, run_search_server
from tests.servers.postgres import run_postgres

PUBLISHERS = ["bytewise", "gov-albion"]
EVERYTHING = Query(limit=1000)


class OnServers(Installation):
    """Only the archive is in a folder."""

    database, index = "", ""

    @property
    def settings(self) -> Settings:
        """As the tasks read them from their environment."""
        return super().settings.model_copy(update={"database": self.database, "index": self.index})

    @property
    def environment(self) -> dict[str, str]:
        """What the tasks are told."""
        return super().environment | {"CLAUSEWATCH_DATABASE": self.database, "CLAUSEWATCH_INDEX": self.index}


class Ran(NamedTuple):
    """How the runs ended, and the versions of the index after each."""

    installation: OnServers
    outcomes: tuple[Outcome, Outcome]
    versions: tuple[tuple[IndexVersion, ...], tuple[IndexVersion, ...]]


def list_versions(installation: OnServers) -> tuple[IndexVersion, ...]:
    with open_stores(installation.settings) as stores:
        assert isinstance(stores.index, ElasticIndex)
        return stores.index.list_versions()


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory, airflow: Airflow) -> Iterator[Ran]:
    """A crawl, and then all of it annotated again."""
    with run_search_server(ELASTICSEARCH_9) as server, run_postgres() as postgres, DemoWeb() as web:
        installation = OnServers(tmp_path_factory.mktemp("servers") / "data", web)
        installation.database, installation.index = postgres.create_database(), server.address
        crawled = installation.test_dag(airflow, "crawl_coverage", "2025-03-08T08:07:00+00:00", publishers=PUBLISHERS)
        first = list_versions(installation)
        again = installation.test_dag(airflow, "reprocess", "2025-03-08T10:00:00+00:00", stale=False)
        yield Ran(installation, (crawled, again), (first, list_versions(installation)))


def test_both_runs_end_green(ran: Ran) -> None:
    assert [(outcome.status, outcome.state) for outcome in ran.outcomes] == [(0, "success")] * 2


def test_reprocessing_fills_a_new_version_and_keeps_the_old_one(ran: Ran) -> None:
    ((only,), (old, new)) = ran.versions
    assert (only.state, old.state, new.state) == ("live", "kept", "live")
    assert old.name == only.name
    assert only.statements == old.statements == new.statements > 50


def test_the_server_holds_what_the_ledger_says_and_an_embedded_index_would(ran: Ran) -> None:
    embedded = ran.installation.settings.model_copy(update={"index": ""})
    with open_stores(ran.installation.settings) as stores, open_stores(embedded) as beside:
        rebuild_index(beside)
        with stores.ledger.read() as session:
            assert stores.index.count() == count_current_statements(session)
        found, expected = stores.index.search(EVERYTHING), beside.index.search(EVERYTHING)
        assert [hit.entry for hit in found.hits] == [hit.entry for hit in expected.hits]
        assert found.total == stores.index.count()
