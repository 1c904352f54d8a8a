"""One page of what a query finds on a search server, and how much there is in all."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from elasticsearch import Elasticsearch

from clausewatch.index.elastic.conditions import Json
from clausewatch.index.elastic.far import find_part
from clausewatch.index.elastic.stored import StoredStatement, from_stored
from clausewatch.index.expressions import TextMatch
from clausewatch.index.protocol import Hit, Query, SearchResult
from clausewatch.index.scratch import Scratch
from clausewatch.index.snippets import make_snippet

WINDOW = 10_000
"""Hits that the server gives without being led from page to page."""
DEEP = 500
"""Offset from which it is worth a request to know in which months the page lies."""
KEEP_ALIVE = "1m"
BY_TIME: Json = {"document.published_us": {"order": "desc", "missing": "_last"}}
NEWEST: list[Json] = [BY_TIME, {"document.id": "asc"}, {"place": "asc"}, {"id": "asc"}]
NEWEST_BY_NUMBERS: list[Json] = [
    BY_TIME,
    {"document.rank": {"order": "asc", "unmapped_type": "long"}},
    {"place": {"order": "asc"}},
]
"""The same but for what is alike in all three, and quicker: ids are looked up to be compared, and in each segment the
statements lie in this order (see the settings of the mapping).
"""
JSON_HEADERS = {"accept": "application/json", "content-type": "application/json"}
SHOWN: Json = {"excludes": ["embedding"]}


def find_page(
    client: Elasticsearch,
    alias: str,
    query: Query,
    conditions: Json,
    match: TextMatch,
    scratch: Scratch,
    *,
    is_scored: bool,
) -> SearchResult:
    """The page that the query asks for, with a snippet each."""
    order = [{"_score": "desc"}] if is_scored else []
    asked = {"query": conditions, "track_total_hits": True, "_source": SHOWN}
    found, total = _find(client, alias, query, asked, order)
    return SearchResult(hits=tuple(make_hits(found, match, scratch, is_scored=is_scored)), total=total)


def _find(client: Elasticsearch, alias: str, query: Query, asked: Json, order: list[Json]) -> tuple[list[Any], int]:
    """The hits of the page and how many there are in all."""
    if order or query.offset < DEEP or not query.limit:
        return _find_in(client, alias, query.offset, query.limit, asked, order)
    part = find_part(client, alias, asked["query"], query.offset, query.offset + query.limit)
    if query.offset >= part.total:
        return [], part.total
    hits, _ = _find_in(client, alias, query.offset - part.before, query.limit, {**asked, "query": part.conditions}, [])
    return hits, part.total


def _find_in(
    client: Elasticsearch, alias: str, offset: int, limit: int, asked: Json, order: list[Json]
) -> tuple[list[Any], int]:
    exact = {**asked, "sort": [*order, *NEWEST]}
    end = offset + limit
    if end > WINDOW:
        return _walk(client, alias, offset, limit, exact)
    if limit and end < WINDOW:
        # With a neighbour on both sides: which of two is on the page may be just what the numbers do not say.
        by_numbers = {**asked, "sort": [*order, *NEWEST_BY_NUMBERS]}
        before = min(offset, 1)
        hits, total = _turn_to(client, alias, by_numbers, offset - before, before + limit + 1)
        if all(one["sort"] != other["sort"] for one, other in pairwise(hits)):
            return hits[before : before + limit], total
    return _turn_to(client, alias, exact, offset, limit)


def _turn_to(client: Elasticsearch, alias: str, asked: Json, offset: int, limit: int) -> tuple[list[Any], int]:
    hits = client.search(index=alias, body={**asked, "from": offset, "size": limit}).body["hits"]
    return hits["hits"], hits["total"]["value"]


def _walk(client: Elasticsearch, alias: str, offset: int, limit: int, asked: Json) -> tuple[list[Any], int]:
    """A page that lies far down, reached by one page after the other of the same point in time."""
    total = int(client.count(index=alias, query=asked["query"]).body["count"])
    if offset >= total or not limit:
        return [], total
    place, end = 0, offset + limit
    found: list[Any] = []
    with hold_still(client, alias) as point:
        after: Json = {}
        while place < end:
            is_shown = place >= offset
            size = min(WINDOW, (end if is_shown else offset) - place)
            body = {**asked, "pit": {"id": point, "keep_alive": KEEP_ALIVE}, "size": size, **after}
            answer = client.search(body=body if is_shown else {**body, "_source": False}).body
            hits, total = answer["hits"]["hits"], answer["hits"]["total"]["value"]
            if not hits:
                break
            found += hits if is_shown else []
            place += len(hits)
            after = {"search_after": hits[-1]["sort"]}
    return found, total


@contextmanager
def hold_still(client: Elasticsearch, alias: str) -> Iterator[str]:
    """A point in time, in which nothing that is written meanwhile is seen."""
    answer = client.open_point_in_time(index=alias, keep_alive=KEEP_ALIVE).body
    # OpenSearch has a name of its own for it.
    key = "id" if "id" in answer else "pit_id"
    try:
        yield str(answer[key])
    finally:
        client.perform_request("DELETE", "/_pit", headers=JSON_HEADERS, body={key: answer[key]})


def make_hits(found: list[Any], match: TextMatch, scratch: Scratch, *, is_scored: bool) -> Iterator[Hit]:
    """What the server found, each with a snippet in which the match is marked."""
    stored = [StoredStatement.model_validate(hit["_source"]) for hit in found]
    spans = scratch.find_spans({number: one.text for number, one in enumerate(stored)}, match.marked)
    for number, (hit, one) in enumerate(zip(found, stored, strict=True)):
        score = hit["_score"] if is_scored else 0.0
        yield Hit(entry=from_stored(one), snippet=make_snippet(one.text, spans[number]), score=score)
