"""New statements held against saved searches by the server: its percolator."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from clausewatch.index.elastic.conditions import Json, make_query
from clausewatch.index.elastic.saved import Held, SavedSearches, make_digest
from clausewatch.index.elastic.search import KEEP_ALIVE
from clausewatch.index.elastic.stored import to_stored
from clausewatch.index.protocol import IndexEntry, Matcher, Query
from clausewatch.index.scratch import open_scratch
from clausewatch.index.synonyms import Synonyms
from clausewatch.index.text_query import read_text_query

MOST = 1000
"""Statements of one request."""
LARGEST = 2_000_000
"""Characters of their texts together."""
SLOTS = "_percolator_document_slot"
NOT_SEARCHED = {"exact", "embedding"}

Matches = Iterable[tuple[str, Iterable[str]]]
"""Digests of searches, each with ids of statements that it finds."""


class Percolator:
    """Matches on the server; what the server does not take is left to another matcher, so that no answer is lost."""

    page = 10_000
    """Searches of one answer."""

    def __init__(self, client: Elasticsearch, saved: SavedSearches, synonyms: Synonyms, other: Matcher) -> None:
        self._client = client
        self._saved = saved
        self._synonyms = synonyms
        self._other = other

    def match(self, queries: Sequence[Query], entries: Sequence[IndexEntry]) -> tuple[frozenset[str], ...]:
        """The ids of the statements that each query finds, in the order of the queries."""
        searches = self._make_searches(queries)
        digests = {query: make_digest(search) for query, search in searches.items()}
        unique = tuple({entry.id: entry for entry in entries}.values())
        try:
            with self._saved.hold({digests[query]: search for query, search in searches.items()}) as held:
                found = self._find(held, {digest: query for query, digest in digests.items()}, unique)
        except NotFoundError:
            # Another release of this program has put an index of its own in the place of ours.
            return self._other.match(queries, entries)
        return tuple(frozenset(found[digests[query]]) for query in queries)

    def _make_searches(self, queries: Iterable[Query]) -> dict[Query, Json]:
        with open_scratch() as scratch:
            return {
                query: make_query(query, read_text_query(query.text, self._synonyms, scratch), is_scored=False)
                for query in dict.fromkeys(queries)
            }

    def _find(self, held: Held, queries: Mapping[str, Query], entries: Sequence[IndexEntry]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {digest: set() for digest in queries}
        matches = [pair for batch in cut(entries) for pair in self._percolate(held.point, queries, batch)]
        matches += self._match_elsewhere({digest: queries[digest] for digest in held.missing}, entries)
        for digest, ids in matches:
            # What others keep is of no interest here.
            if digest in found:
                found[digest].update(ids)
        return found

    def _percolate(self, point: str, queries: Mapping[str, Query], batch: Sequence[IndexEntry]) -> Matches:
        try:
            return list(self._ask(point, batch))
        except BadRequestError:
            # One statement that the server does not take, or one search that is too much for it.
            return self._match_elsewhere(queries, batch)

    def _ask(self, point: str, batch: Sequence[IndexEntry]) -> Iterator[tuple[str, list[str]]]:
        percolated = {"field": "query", "documents": list(map(_make_document, batch))}
        asked: Json = {
            "pit": {"id": point, "keep_alive": KEEP_ALIVE},
            "query": {"bool": {"filter": {"percolate": percolated}}},
            "sort": [{"id": "asc"}],
            "size": self.page,
            "_source": False,
            "track_total_hits": False,
        }
        after: Json = {}
        while True:
            found = self._client.search(body={**asked, **after}).body["hits"]["hits"]
            for hit in found:
                yield hit["_id"], [batch[slot].id for slot in hit["fields"][SLOTS]]
            if len(found) < self.page:
                return
            after = {"search_after": found[-1]["sort"]}

    def _match_elsewhere(self, queries: Mapping[str, Query], entries: Sequence[IndexEntry]) -> Matches:
        return zip(queries, self._other.match(tuple(queries.values()), entries), strict=True)


def cut(entries: Iterable[IndexEntry]) -> Iterator[list[IndexEntry]]:
    """Parts that make one request each."""
    batch: list[IndexEntry] = []
    size = 0
    for entry in entries:
        length = len(entry.statement.text)
        if batch and (len(batch) == MOST or size + length > LARGEST):
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += length
    if batch:
        yield batch


def _make_document(entry: IndexEntry) -> Json:
    return to_stored(entry).model_dump(mode="json", exclude_defaults=True, exclude=NOT_SEARCHED)
