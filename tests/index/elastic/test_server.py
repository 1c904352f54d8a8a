"""What answers at an address is looked at before it is worked with."""

from contextlib import closing
from typing import Any

import pytest

from clausewatch.errors import SearchStoreError
from clausewatch.index.elastic.access import Access
from clausewatch.index.elastic.client import open_client
from clausewatch.index.elastic.index import open_elastic_index
from clausewatch.index.elastic.server import Server, check_server
from clausewatch.index.protocol import Query
from tests.index.elastic.scripted import PRODUCT, Answer, ScriptedServer

NO_PRODUCT: dict[str, str] = {}


def node(version: str, **facts: Any) -> dict[str, Any]:
    return {"nodes": {"n1": {"version": version, **facts}}}


def look(answer: Answer, *, is_opensearch: bool = False) -> Server | None:
    with ScriptedServer(other=answer).serving() as server:
        access = Access(address=server.address, is_opensearch=is_opensearch)
        with closing(open_client(access)) as client:
            return check_server(client, access)


@pytest.mark.parametrize("version", ["8.19.0", "8.19.21", "8.20.1", "9.0.0", "9.5.3", "9.9.0-SNAPSHOT"])
def test_a_version_that_is_supported_is_told(version: str) -> None:
    assert look(Answer(200, node(version))) == Server("Elasticsearch", version)


@pytest.mark.parametrize("version", ["7.17.29", "8.0.0", "8.18.9", "10.0.0"])
def test_another_version_is_refused(version: str) -> None:
    with pytest.raises(SearchStoreError, match=rf"Elasticsearch {version} is not supported, only 8\.19 up to 9\.x$"):
        look(Answer(200, node(version)))


@pytest.mark.parametrize(
    ("version", "is_right"), [("3.3.0", True), ("3.8.0", True), ("3.2.0", False), ("4.0.0", False)]
)
def test_opensearch_has_versions_of_its_own(version: str, is_right: bool) -> None:
    answer = Answer(200, node(version), NO_PRODUCT)
    if is_right:
        assert look(answer, is_opensearch=True) == Server("OpenSearch", version)
        return
    with pytest.raises(SearchStoreError, match=rf"OpenSearch {version} is not supported, only 3\.3 up to 3\.x$"):
        look(answer, is_opensearch=True)


def test_opensearch_needs_its_scheme_and_elasticsearch_must_not_have_it() -> None:
    with pytest.raises(SearchStoreError, match=r"for OpenSearch begin the address with opensearch\+https://"):
        look(Answer(200, node("3.8.0"), NO_PRODUCT))
    with pytest.raises(SearchStoreError, match=r"it says that it is Elasticsearch: leave opensearch\+ out"):
        look(Answer(200, node("9.5.3", build_flavor="default")), is_opensearch=True)


@pytest.mark.parametrize("body", [{}, {"nodes": {}}, [], "hello", "<html></html>"])
def test_something_else_is_no_search_server(body: Any) -> None:
    html = {"Content-Type": "text/html"} if isinstance(body, str) else {}
    with pytest.raises(SearchStoreError, match="what answers there is no search server"):
        look(Answer(200, body, html), is_opensearch=True)
    with pytest.raises(SearchStoreError, match="it does not say that it is Elasticsearch"):
        look(Answer(200, body, html))


def test_where_we_may_not_ask_we_go_on() -> None:
    assert look(Answer(403, {"error": {"reason": "not for you"}})) is None


def test_a_server_that_does_not_know_us_is_told_at_once() -> None:
    with (
        ScriptedServer(other=Answer(401, {"error": {"reason": "who are you?"}})).serving() as server,
        pytest.raises(SearchStoreError, match="the server does not know this user or key"),
    ):
        open_elastic_index(Access(address=server.address), ())


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_server_that_is_busy_may_be_opened_and_is_told_when_it_is_needed(status: int) -> None:
    with (
        ScriptedServer(other=Answer(status, {"error": {"reason": "later"}})).serving() as server,
        closing(open_elastic_index(Access(address=server.address), ())) as index,
        pytest.raises(SearchStoreError, match="later"),
    ):
        index.search(Query())


def test_a_server_that_was_away_is_looked_at_when_it_is_needed() -> None:
    wrong = ScriptedServer(other=Answer(200, node("7.17.29"), PRODUCT))
    # It has its address, but does not answer yet: the wait is the check's own.
    with closing(open_elastic_index(Access(address="http://127.0.0.1:1"), ())) as index:
        with pytest.raises(SearchStoreError, match="the server cannot be reached"):
            index.count()
        with pytest.raises(SearchStoreError, match="the server cannot be reached"):
            index.search(Query(text="words"))
    with wrong.serving() as server, pytest.raises(SearchStoreError, match=r"7\.17\.29 is not supported"):
        open_elastic_index(Access(address=server.address), ())
