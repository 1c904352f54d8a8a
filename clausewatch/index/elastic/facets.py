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


def make_aggregation(facet: Facet, query: Query, *, is_by_count: bool = False) -> Json:
    """What is asked, under the name "values"; by count the commonest values come first, so that they are not left out.

    The server has keys in order: to have it order many by their counts takes longer than to count them.
    """
    if facet == "stance" and query.target is not None:
        names = [make_sendable(name_position(label, query.target)) for label in get_args(StanceLabel)]
        return {"values": {"terms": {"field": "positions", "include": names, "size": len(names)}}}
    by_key = {"_key": "asc"}
    order = [{"_count": "desc"}, by_key] if is_by_count else by_key
    return {"values": {"terms": {"field": FIELDS[facet], "size": MOST, "order": order}}}


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
