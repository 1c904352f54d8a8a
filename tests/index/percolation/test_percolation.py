"""The percolator on a real OpenSearch: what it does not take is matched elsewhere, and nothing is lost."""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from uuid import uuid4

import httpx
import pytest
from elasticsearch import Elasticsearch

from clausewatch.index import open_index
from clausewatch.index.elastic.conditions import Json
from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.percolation import LARGEST, MOST, Percolator, cut
from clausewatch.index.elastic.saved import Held, SavedSearches
from clausewatch.index.protocol import IndexEntry, Query
from clausewatch.index.scratch import open_scratch
from clausewatch.index.synonyms import Synonyms
from tests.alerts.builders import make_matcher
from tests.index.contract.examples import ids, make_entry, make_speaker
from tests.servers.postgres import free_port
from tests.servers.running import PARAMETERS, borrow_server, clear_server, variable

pytestmark = [pytest.mark.server, pytest.mark.more_servers]
SCAN, RAIN = make_entry("a", "They scan messages"), make_entry("b", "It rained")
UNTAKEN = make_entry("c", "They scan", speaker=make_speaker("Moor " * 10_000))
"""Its speaker's name is longer than a keyword may be."""


class Noting:
    """A matcher that notes what is left to it."""

    def __init__(self) -> None:
        self.asked: list[tuple[set[str], set[str]]] = []

    def match(self, queries: Sequence[Query], entries: Sequence[IndexEntry]) -> tuple[frozenset[str], ...]:
        if queries:
            self.asked.append(({query.text for query in queries}, {entry.document.id for entry in entries}))
        return make_matcher().match(queries, entries)


@pytest.fixture
def other() -> Noting:
    return Noting()


def make_percolator(client: Elasticsearch, saved: SavedSearches, other: Noting) -> Percolator:
    with open_scratch() as scratch:
        return Percolator(client, saved, Synonyms((), scratch), other)


@pytest.fixture
def percolator(client: Elasticsearch, saved: SavedSearches, other: Noting) -> Percolator:
    return make_percolator(client, saved, other)


@pytest.mark.parametrize("server", PARAMETERS)
def test_the_capability_is_what_the_server_can_do(server: str) -> None:
    prefix = f"q{uuid4().hex[:12]}"
    with closing(open_index(f"{borrow_server(server)}/{prefix}", ())) as index:
        declared = "percolator" in index.prepare()
    mapping = {"mappings": {"properties": {"query": {"type": "percolator"}}}}
    answer = httpx.put(f"{os.environ[variable(server)]}/{prefix}-probe", json=mapping, timeout=30)
    clear_server(server, prefix)
    assert declared is (answer.status_code == 200)


def test_a_store_that_declares_it_keeps_the_searches_on_the_server(
    client: Elasticsearch, names: Names, url: str
) -> None:
    with closing(open_index(url, ())) as index:
        index.prepare()
        assert index.match([Query(text="scan"), Query(text="rain")], [SCAN, RAIN]) == (ids(SCAN), ids(RAIN))
    client.indices.refresh(index=f"{names.rules}-*")
    assert client.count(index=f"{names.rules}-*").body["count"] == 2


def test_the_server_answers_and_nothing_is_left_to_the_other(percolator: Percolator, other: Noting) -> None:
    queries = [Query(text="scan"), Query(text="messages -rained"), Query(kind="indirect")]
    assert percolator.match(queries, [SCAN, RAIN]) == (ids(SCAN), ids(SCAN), frozenset())
    assert other.asked == []


def test_a_statement_that_the_server_refuses_is_matched_elsewhere(percolator: Percolator, other: Noting) -> None:
    assert percolator.match([Query(text="scan")], [SCAN, UNTAKEN]) == (ids(SCAN, UNTAKEN),)
    assert other.asked == [({"scan"}, {"a", "c"})]


class Refusing(SavedSearches):
    """As of a server that refuses one word."""

    @contextmanager
    def hold(self, searches: Mapping[str, Json]) -> Iterator[Held]:
        refused = {digest for digest, search in searches.items() if "rained" in str(search)}
        with super().hold({digest: search for digest, search in searches.items() if digest not in refused}) as held:
            yield held._replace(missing=held.missing | refused)


def test_a_search_that_the_server_refuses_is_matched_elsewhere(
    client: Elasticsearch, names: Names, other: Noting
) -> None:
    percolator = make_percolator(client, Refusing(client, names, "analysis"), other)
    assert percolator.match([Query(text="scan"), Query(text="rained")], [SCAN, RAIN]) == (ids(SCAN), ids(RAIN))
    assert other.asked == [({"rained"}, {"a", "b"})]


class Vanishing(SavedSearches):
    """As where somebody else takes the index away in the middle."""

    @contextmanager
    def hold(self, searches: Mapping[str, Json]) -> Iterator[Held]:
        with super().hold(searches) as held:
            self._client.indices.delete(index=self.index)
            yield held


def test_searches_that_vanish_are_matched_elsewhere(client: Elasticsearch, names: Names, other: Noting) -> None:
    percolator = make_percolator(client, Vanishing(client, names, "analysis"), other)
    assert percolator.match([Query(text="scan")], [SCAN, RAIN]) == (ids(SCAN),)
    assert other.asked == [({"scan"}, {"a", "b"})]


def test_a_server_that_is_away_keeps_no_answer_back() -> None:
    with closing(open_index(f"http://127.0.0.1:{free_port()}", ())) as index:
        assert index.match([Query(text="scan"), Query(text="rain")], [SCAN, RAIN]) == (ids(SCAN), ids(RAIN))


def test_more_searches_match_than_one_answer_holds(percolator: Percolator, other: Noting) -> None:
    percolator.page = 3
    queries = [Query(text=f"scan -word{number}") for number in range(10)]
    assert percolator.match(queries, [SCAN, RAIN]) == (ids(SCAN),) * 10
    assert other.asked == []


def test_workers_with_other_rules_do_not_disturb_each_other(url: str) -> None:
    with ExitStack() as stack, ThreadPoolExecutor(4) as pool:
        workers = [stack.enter_context(closing(open_index(url, ()))) for _ in range(4)]
        workers[0].prepare()

        def work(number: int) -> list[tuple[frozenset[str], ...]]:
            queries = [Query(text=f"scan -word{number}"), Query(text="rained"), Query(text=f"word{number}")]
            return [workers[number].match(queries, [SCAN, RAIN]) for _ in range(5)]

        for answers in pool.map(work, range(len(workers))):
            assert answers == [(ids(SCAN), ids(RAIN), frozenset())] * 5


def test_statements_go_in_requests_of_bounded_number_and_size() -> None:
    many = [make_entry("a", "word", place=place) for place in range(MOST + 1)]
    assert [len(batch) for batch in cut(many)] == [MOST, 1]
    long = [make_entry("a", "x" * (LARGEST // 2), place=place) for place in range(3)]
    assert [len(batch) for batch in cut(long)] == [2, 1]
    assert [len(batch) for batch in cut([make_entry("a", "x" * (LARGEST + 1))])] == [1]
    assert list(cut([])) == []
