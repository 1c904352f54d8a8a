"""How many statements have which value, asked of the search server."""

from operator import itemgetter
from typing import Any, get_args

from pydantic import TypeAdapter

from clausewatch.index.elastic.conditions import Json, make_sendable
from clausewatch.index.elastic.stored import name_position, read_label
from clausewatch.index.protocol import Facet, FacetValue, Query
from clausewatch.models import StanceLabel

FIELDS: dict[Facet, str] = {
    "speaker": "speaker.name.keyword",
    "organisation": "speaker.body",
    "category": "speaker.category",
    "publisher": "document.publisher",
    "kind": "kind",
    "stance": "stances.label",
    "month": "document.month",
}
VALUES = TypeAdapter(tuple[FacetValue, ...])
MOST = 65_000
"""Values of one facet; the server gives no more in one answer."""
SPARE = 100


def make_aggregation(facet: Facet, query: Query) -> Json:
    """What is asked for all values, under the name "values".

    The server has keys in order: to have it order many by their counts takes longer than to count them.
    """
    return _make(facet, query, MOST, {"_key": "asc"})


def make_top_aggregation(facet: Facet, query: Query, most: int | None) -> Json:
    """What is asked for so many of the commonest values, or the newest months; for as many as can be by default."""
    order = {"_key": "desc"} if facet == "month" else [{"_count": "desc"}, {"_key": "asc"}]
    return _make(facet, query, MOST if most is None else most, order)


def _make(facet: Facet, query: Query, size: int, order: Any) -> Json:
    if facet == "stance" and query.target is not None:
        names = [make_sendable(name_position(label, query.target)) for label in get_args(StanceLabel)]
        return {"values": {"terms": {"field": "positions", "include": names, "size": len(names)}}}
    # Of more than one shard each gives more than is shown, as the commonest of all need not be so in each.
    return {"values": {"terms": {"field": FIELDS[facet], "size": size, "shard_size": size + SPARE, "order": order}}}


def leaves_out(answer: Any) -> bool:
    """Whether there are more values than the server gave."""
    return bool(answer["values"]["sum_other_doc_count"])


def read_values(facet: Facet, answer: Any) -> tuple[FacetValue, ...]:
    """The values in the order of the protocol."""
    buckets = sorted(answer["values"]["buckets"], key=itemgetter("key"))
    if facet != "month":
        # What is counted as often stays in its order.
        buckets.sort(key=itemgetter("doc_count"), reverse=True)
    read = read_label if facet == "stance" else str
    return VALUES.validate_python([{"value": read(one["key"]), "count": one["doc_count"]} for one in buckets])
