"""The index on a search server, behind the protocol that every store has."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from elasticsearch import Elasticsearch, NotFoundError

from clausewatch.errors import SearchStoreError
from clausewatch.index.elastic.access import Access
from clausewatch.index.elastic.client import TIMEOUT_S, open_client
from clausewatch.index.elastic.conditions import Json, make_query
from clausewatch.index.elastic.facets import leaves_out, make_aggregation, make_top_aggregation, read_values
from clausewatch.index.elastic.failures import explain, explain_failures, may_pass
from clausewatch.index.elastic.keeping import Keeping
from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.nearness import rank_near
from clausewatch.index.elastic.patience import ask_patiently
from clausewatch.index.elastic.percolation import Percolator
from clausewatch.index.elastic.rebuild import Rebuild
from clausewatch.index.elastic.saved import SavedSearches
from clausewatch.index.elastic.search import SHOWN, find_page, make_hits
from clausewatch.index.elastic.server import check_server
from clausewatch.index.elastic.templates import digest_templates
from clausewatch.index.elastic.versions import create_first, list_versions, read_capabilities, read_meta
from clausewatch.index.elastic.writing import replace
from clausewatch.index.embedded.matching import EmbeddedMatcher
from clausewatch.index.expressions import match_text
from clausewatch.index.facet_values import keep_most
from clausewatch.index.protocol import (
    Capability,
    Facet,
    FacetValue,
    IndexEntry,
    IndexVersion,
    Query,
    RebuildSource,
    Refusal,
    Replacement,
    SearchResult,
)
from clausewatch.index.scratch import Scratch, ScratchPool, open_scratch
from clausewatch.index.synonyms import Synonyms
from clausewatch.index.text_query import TextQuery, read_text_query

PATIENCE_S = 120.0
"""How long writes are sent again while the server is busy or away."""
OUTDATED = "; its index was made by another version of Clausewatch: run `clausewatch index rebuild`"
Found = TypeVar("Found")


class ElasticIndex:
    """An open index. Threads may share it."""

    def __init__(
        self,
        client: Elasticsearch,
        access: Access,
        synonyms: Synonyms,
        patience_s: float = PATIENCE_S,
        *,
        is_checked: bool = True,
    ) -> None:
        self._client = client
        self._access = access
        self._names = Names(access.prefix)
        self._synonyms = synonyms
        self._patience_s = patience_s
        self._is_checked = is_checked
        self._keeping = Keeping(client, self._names, access.address)
        self._scratches = ScratchPool()

    @property
    def description(self) -> str:
        """Product and version of the server, as far as we may know, as whom we ask, and whether the version that is
        searched was made from other templates than ours: it may then find or count less than it should.
        """
        with self._explaining():
            server = check_server(self._client, self._access)
            made_from = self._read_live_meta().get("digest", digest_templates())
        product = "OpenSearch" if self._access.is_opensearch else "Elasticsearch"
        known = f"{product} {server.version}" if server else f"{product} of a version that we may not ask"
        outdated = "" if made_from == digest_templates() else OUTDATED
        return f"{known}, asked by {self._access.user}{outdated}"

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What the server could do when the version that is searched was made; nothing where there is none yet."""
        with self._explaining():
            return self._read_capabilities()

    def _read_capabilities(self) -> frozenset[Capability]:
        return read_capabilities(self._read_live_meta())

    def _read_live_meta(self) -> dict[str, Any]:
        """What was noted of the version that is searched; nothing where there is none yet."""
        live = next((version for version in list_versions(self._client, self._names) if version.is_live), None)
        return {} if live is None else read_meta(self._client, live.name)

    def prepare(self) -> frozenset[Capability]:
        """Make the first version where there is none, and say what the server can do."""
        with self._explaining(self._patience_s):
            return ask_patiently(self._prepare, self._patience_s)

    def _prepare(self) -> frozenset[Capability]:
        if not list_versions(self._client, self._names):
            create_first(self._client, self._names)
        return self._read_capabilities()

    def replace(self, replacements: Sequence[Replacement]) -> tuple[Refusal, ...]:
        """Make these all that the index holds of their documents, in every version that is written."""
        with self._explaining(self._patience_s):
            return replace(self._client, self._names, replacements, self._patience_s) if replacements else ()

    def search(self, query: Query) -> SearchResult:
        """The statements that match, in order."""
        with self._scratches.borrow() as scratch:
            asked = read_text_query(query.text, self._synonyms, scratch)
            if query.like is not None:
                return self._search_near(query, asked, scratch)
            is_scored = query.sort == "best" and bool(asked.words or asked.prefixes)
            conditions = make_query(query, asked, is_scored=is_scored)
            return self._ask(
                lambda: find_page(
                    self._client, self._names.read, query, conditions, match_text(asked), scratch, is_scored=is_scored
                ),
                SearchResult(hits=(), total=0),
            )

    def _search_near(self, query: Query, asked: TextQuery, scratch: Scratch) -> SearchResult:
        found = self._rank_near(query, asked, SHOWN)
        page = found[query.offset : query.offset + query.limit]
        hits = make_hits(page, match_text(asked), scratch, is_scored=True)
        return SearchResult(hits=tuple(hits), total=len(found))

    def _rank_near(self, query: Query, asked: TextQuery, source: Json | bool) -> list[Any]:
        if "vectors" not in self.capabilities:
            raise SearchStoreError(explain(self._access.address, "this server does not search by meaning"))
        has_words = bool(asked.words or asked.prefixes)
        filters = make_query(query, asked._replace(words=(), prefixes=()), is_scored=False)
        scored = make_query(query, asked, is_scored=True) if has_words else None
        return self._ask(lambda: rank_near(self._client, self._names.read, query, filters, scored, source), [])

    def count_facet(self, query: Query, facet: Facet, most: int | None = None) -> tuple[FacetValue, ...]:
        """The values among all statements that match, commonest first; months in order; all, or so many of them."""
        with self._scratches.borrow() as scratch:
            asked = read_text_query(query.text, self._synonyms, scratch)
        conditions = make_query(query, asked, is_scored=False)
        if query.like is not None:
            near = tuple(hit["_id"] for hit in self._rank_near(query, asked, source=False))
            conditions = make_query(Query(ids=near), TextQuery(), is_scored=False)
        return self._ask(lambda: keep_most(self._count(conditions, facet, query, most), facet, most), ())

    def _count(self, conditions: Json, facet: Facet, query: Query, most: int | None) -> tuple[FacetValue, ...]:
        answer = None if most is not None else self._aggregate(conditions, make_aggregation(facet, query))
        if answer is None or leaves_out(answer):
            answer = self._aggregate(conditions, make_top_aggregation(facet, query, most))
        return read_values(facet, answer)

    def _aggregate(self, conditions: Json, asked: Json) -> Any:
        body = {"query": conditions, "aggs": asked, "size": 0, "track_total_hits": False}
        return self._client.search(index=self._names.read, body=body).body["aggregations"]

    def match(self, queries: Sequence[Query], entries: Sequence[IndexEntry]) -> tuple[frozenset[str], ...]:
        """The ids of the statements that each query finds, by the server's percolator where it has one."""
        here = EmbeddedMatcher(self._synonyms)
        if not entries:
            return here.match(queries, entries)
        try:
            return self._match_there(queries, entries, here)
        except SearchStoreError as error:
            # A server that is away or busy keeps no alert back.
            if not may_pass(error.__cause__):
                raise
        return here.match(queries, entries)

    def _match_there(
        self, queries: Sequence[Query], entries: Sequence[IndexEntry], here: EmbeddedMatcher
    ) -> tuple[frozenset[str], ...]:
        can = self.capabilities
        if "percolator" not in can:
            return here.match(queries, entries)
        saved = SavedSearches(self._client, self._names, "analysis" if "stemming" in can else "analysis-core")
        with self._explaining():
            return Percolator(self._client, saved, self._synonyms, here).match(queries, entries)

    def count(self) -> int:
        """How many statements the index holds."""
        return self._ask(lambda: int(self._client.count(index=self._names.read).body["count"]), 0)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()
        self._scratches.close()

    def rebuild(self, source: RebuildSource) -> None:
        """Fill a new version beside the live one and switch the aliases at once; an error leaves the old one."""
        with self._explaining():
            Rebuild(self._client, self._names, self._access.address, self._patience_s).run(source)

    def list_versions(self) -> tuple[IndexVersion, ...]:
        """Those on the server, oldest first."""
        with self._explaining():
            return self._keeping.describe()

    def roll_back(self) -> str:
        """Search the kept version again, at once, and keep the other; its name."""
        with self._explaining():
            return self._keeping.roll_back()

    def drop_kept(self) -> tuple[str, ...]:
        """Take the kept versions off the server; their names."""
        with self._explaining():
            return self._keeping.drop_kept()

    def _ask(self, asking: Callable[[], Found], empty: Found) -> Found:
        """What is asked of the live version; `empty` where nothing was ever written."""
        with self._explaining():
            try:
                return asking()
            except NotFoundError:
                if list_versions(self._client, self._names):
                    raise SearchStoreError(self._say_alias_missing()) from None
                return empty

    def _say_alias_missing(self) -> str:
        missing = f"the alias {self._names.read} is missing, so nobody can search: run `clausewatch index rebuild`"
        return explain(self._access.address, missing)

    @contextmanager
    def _explaining(self, patience_s: float = 0) -> Iterator[None]:
        with explain_failures(self._access.address):
            if not self._is_checked:
                ask_patiently(lambda: check_server(self._client, self._access), patience_s)
                self._is_checked = True
            yield


def open_elastic_index(
    access: Access,
    synonyms: Sequence[Sequence[str]],
    patience_s: float = PATIENCE_S,
    timeout_s: float = TIMEOUT_S,
) -> ElasticIndex:
    """The index on a server; nothing is made there before something is written.

    A server that is away may come back: it is looked at once it is needed, so that others need not wait for it.
    """
    client = open_client(access, timeout_s)
    is_there = True
    try:
        with explain_failures(access.address):
            check_server(client, access)
    except SearchStoreError as error:
        if not may_pass(error.__cause__):
            client.close()
            raise
        is_there = False
    with open_scratch() as scratch:
        known = Synonyms(synonyms, scratch)
    return ElasticIndex(client, access, known, patience_s, is_checked=is_there)
