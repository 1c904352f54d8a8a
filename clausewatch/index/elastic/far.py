"""The months in which a page far down among the newest lies: counting months is quicker than ordering all before it."""

from typing import Any, NamedTuple

from elasticsearch import Elasticsearch

from clausewatch.index.elastic.conditions import Json

MONTH = "document.month"
UNDATED: Json = {"bool": {"must_not": {"exists": {"field": MONTH}}}}
MOST = 65_000
"""Months of one answer."""
SHAPE = len("2024-05")
"""Characters of a month; of years before 1000 it has fewer, so that the server's order is not that of time."""


class Part(NamedTuple):
    """Some of the hits of a query, in the same order."""

    conditions: Json
    before: int
    """Hits that come before these."""
    total: int
    """Hits of the whole query."""


def find_part(client: Elasticsearch, alias: str, conditions: Json, begin: int, end: int) -> Part:
    """The months (or what has none) that hold the hits from `begin` (counted from 0) to before `end`."""
    asked = {"months": {"terms": {"field": MONTH, "size": MOST, "order": {"_key": "desc"}}}}
    body = {"query": conditions, "aggs": asked, "size": 0, "track_total_hits": True}
    answer = client.search(index=alias, body=body).body
    counts = {bucket["key"]: bucket["doc_count"] for bucket in answer["aggregations"]["months"]["buckets"]}
    return choose_part(conditions, counts, answer["hits"]["total"]["value"], begin, end)


def choose_part(conditions: Json, counts: dict[str, Any], total: int, begin: int, end: int) -> Part:
    """The same with the hits of each month, newest first, and of all."""
    if any(len(month) != SHAPE for month in counts):
        return Part(conditions, 0, total)
    place = before = 0
    months = []
    for month, count in counts.items():
        if place + count <= begin:
            before += count
        elif place < end:
            months.append(month)
        place += count
    # What has no time comes last.
    parts = [{"terms": {MONTH: months}}, *([UNDATED] if place < end else [])]
    narrow = {"bool": {"should": parts, "minimum_should_match": 1}}
    return Part({"bool": {"filter": [conditions, narrow]}}, before, total)
