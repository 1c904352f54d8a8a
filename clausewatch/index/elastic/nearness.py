"""Statements that are near to a vector in meaning, alone or beside those that a text finds."""

from typing import Any

from elasticsearch import Elasticsearch

from clausewatch.index.elastic.conditions import Json
from clausewatch.index.protocol import Query, Vector

NEAREST = 200
"""Statements that a search by meaning looks at."""
CANDIDATES = 1000
"""That the server compares in its graph."""
RANK_CONSTANT = 60
"""Of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009)."""


def rank_near(
    client: Elasticsearch, alias: str, query: Query, filters: Json, scored: Json | None, source: Json
) -> list[Any]:
    """The hits of a search by meaning, best first, `NEAREST` at most; with a text (`scored`), those of both fused.

    Each hit's `_score` is that of the fusion, or the similarity of 0 to 1.
    """
    near = _search(client, alias, {"knn": _make_knn(query.like or (), filters), "_source": source})
    if scored is None:
        return near
    return fuse(near, _search(client, alias, {"query": scored, "_source": source}))


def _make_knn(vector: Vector, filters: Json) -> Json:
    return {
        "field": "embedding",
        "query_vector": list(vector),
        "k": NEAREST,
        "num_candidates": CANDIDATES,
        "filter": filters,
    }


def _search(client: Elasticsearch, alias: str, asked: Json) -> list[Any]:
    found: list[Any] = client.search(index=alias, body={**asked, "size": NEAREST}).body["hits"]["hits"]
    return found


def fuse(*rankings: list[Any]) -> list[Any]:
    """By the sum of 1 / (60 + rank) over the rankings; equals by id."""
    scores: dict[str, float] = {}
    hits: dict[str, Any] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking, 1):
            scores[hit["_id"]] = scores.get(hit["_id"], 0.0) + 1 / (RANK_CONSTANT + rank)
            hits[hit["_id"]] = hit
    order = sorted(scores, key=lambda name: (-scores[name], name))
    return [{**hits[name], "_score": scores[name]} for name in order]
