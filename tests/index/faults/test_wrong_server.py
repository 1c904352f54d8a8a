"""A server that we cannot work with says so in one line, through the command, too."""

from collections.abc import Iterator

import pytest

from clausewatch.cli.main import run
from clausewatch.errors import SearchStoreError
from clausewatch.index import open_index
from tests.servers.elasticsearch import ELASTICSEARCH_7, SearchServer, run_search_server
from tests.servers.running import borrow_server

pytestmark = [pytest.mark.server, pytest.mark.more_servers]


def refuse(url: str) -> str:
    with pytest.raises(SearchStoreError) as caught:
        open_index(url, ())
    said = str(caught.value)
    assert "\n" not in said
    return said


def test_opensearch_needs_its_scheme() -> None:
    address = borrow_server("opensearch-3").removeprefix("opensearch+")
    said = "it does not say that it is Elasticsearch: for OpenSearch begin the address with opensearch+https://"
    assert refuse(address) == f"index {address}: {said}"


@pytest.mark.parametrize("name", ["elasticsearch-9", "elasticsearch-8"])
def test_elasticsearch_must_not_have_the_scheme_of_opensearch(name: str) -> None:
    address = borrow_server(name)
    said = "it says that it is Elasticsearch: leave opensearch+ out of the address"
    assert refuse(f"opensearch+{address}") == f"index {address}: {said}"


@pytest.fixture(scope="module")
def old() -> Iterator[SearchServer]:
    with run_search_server(ELASTICSEARCH_7) as server:
        yield server


@pytest.mark.slow
def test_an_old_major_version_is_told(old: SearchServer, capsys: pytest.CaptureFixture[str]) -> None:
    said = f"index {old.address}: Elasticsearch 7.17.29 is not supported, only 8.19 up to 9.x"
    assert refuse(old.address) == said
    assert run(["search", "words", "--index", old.address]) == 1
    assert capsys.readouterr() == ("", f"Error: {said}\n")
