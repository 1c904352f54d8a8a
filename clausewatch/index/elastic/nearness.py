"""Statements that are near to a vector in meaning, alone or beside those that a text finds."""

from typing import Any

from elasticsearch import Elasticsearch

from clausewatch.index.elastic.conditions import Json
from clausewatch.index.elastic.search import NEWEST
from clausewatch.index.nearness import NEAREST, fuse
from clausewatch.index.protocol import Query, Vector

CANDIDATES = 1000
"""That the server compares in its graph."""
OVERSAMPLING = 2
"""The server keeps eight bits of each number in its graph: twice as many are compared again by their full vectors, so
that scores and order are those of the embedded index.
"""
BEST: list[Json] = [{"_score": "desc"}, *NEWEST]


def rank_near(
    client: Elasticsearch, alias: str, query: Query, filters: Json, scored: Json | None, source: Json | bool
) -> list[Any]:
    """The hits of a search by meaning, best first, `NEAREST` at most; with a text (`scored`), those of both fused.

    Each hit's `_score` is that of the fusion, or the similarity of 0 to 1.
    """
    near = _search(client, alias, {"knn": _make_knn(query.like or (), filters), "_source": source})
    if scored is None:
        return near
    by_words = _search(client, alias, {"query": scored, "_source": source})
    hits = {hit["_id"]: hit for hit in (*near, *by_words)}
    fused = fuse([hit["_id"] for hit in near], [hit["_id"] for hit in by_words])
    return [{**hits[name], "_score": score} for name, score in fused.items()]


def _make_knn(vector: Vector, filters: Json) -> Json:
    return {
        "field": "embedding",
        "query_vector": list(vector),
        "k": NEAREST,
        "num_candidates": CANDIDATES,
        "rescore_vector": {"oversample": OVERSAMPLING},
        "filter": filters,
    }


def _search(client: Elasticsearch, alias: str, asked: Json) -> list[Any]:
    body = {**asked, "sort": BEST, "size": NEAREST, "track_total_hits": False}
    found: list[Any] = client.search(index=alias, body=body).body["hits"]["hits"]
    return found
