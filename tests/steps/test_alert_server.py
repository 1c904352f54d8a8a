"""The alert step with its index on a search server: the same alerts as with the embedded one."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from clausewatch.settings import Settings
from clausewatch.steps.alert import alert_batch
from clausewatch.steps.index import index_batch
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.builders import make_statement
from tests.servers.running import PARAMETERS, borrow_server, clear_server, variable
from tests.steps.publishing import ADA, make_settings, publish, say, titles

pytestmark = pytest.mark.server
RULES = [
    {"name": "synonyms", "kind": "statement", "query": {"text": '"device-side scanning"'}},
    {"name": "by speaker", "kind": "statement", "query": {"speaker": "Farraday", "stance": "AGAINST"}},
    {"name": "denials", "kind": "change-claim", "query": {"category": "government"}},
]


def publish_all(stores: Stores) -> None:
    denial = make_statement("Our position has not changed", ADA, "FAVOR .9", claims_change="denies")
    publish(stores, [make_statement("We want client-side scanning", ADA, "FAVOR .9"), denial])
    publish(stores, say("AGAINST .9", "It is dangerous"), url="https://courier.example/b")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "rules.yaml"
    path.write_text(json.dumps({"rules": RULES}), encoding="utf-8")
    return make_settings(tmp_path).model_copy(update={"rules": path})


@pytest.fixture
def prefix() -> str:
    return f"a{uuid4().hex[:12]}"


@pytest.fixture(params=PARAMETERS)
def server(request: pytest.FixtureRequest, prefix: str) -> Iterator[str]:
    yield request.param
    clear_server(request.param, prefix)


@pytest.mark.parametrize("is_indexed", [True, False], ids=["indexed before", "never indexed"])
def test_the_same_alerts_come_whichever_store_there_is(
    settings: Settings, server: str, prefix: str, is_indexed: bool
) -> None:
    with open_stores(settings.model_copy(update={"index": f"{borrow_server(server)}/{prefix}"})) as stores:
        publish_all(stores)
        if is_indexed:
            index_batch(stores)
        alert_batch(stores)
        found = titles(stores)
    with open_stores(settings.model_copy(update={"data": settings.data / "embedded"})) as stores:
        publish_all(stores)
        alert_batch(stores)
        assert found == titles(stores)
    assert len(found) == len(RULES)


@pytest.mark.more_servers
@pytest.mark.parametrize("server", ["opensearch-3"], indirect=True)
def test_a_server_with_a_percolator_keeps_the_searches_of_the_rules(
    settings: Settings, server: str, prefix: str
) -> None:
    with open_stores(settings.model_copy(update={"index": f"{borrow_server(server)}/{prefix}"})) as stores:
        publish_all(stores)
        index_batch(stores)
        alert_batch(stores)
    address = f"{os.environ[variable(server)]}/{prefix}-rules-*"
    httpx.post(f"{address}/_refresh", timeout=30).raise_for_status()
    assert httpx.get(f"{address}/_count", timeout=30).json()["count"] == len(RULES)
