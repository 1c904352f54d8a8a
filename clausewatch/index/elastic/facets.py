"""How many statements have which value, asked of the search server."""

from typing import Any, get_args

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
}
MOST = 65_000
"""Values of one facet; the server gives no more in one answer."""


def make_aggregation(facet: Facet, query: Query) -> Json:
    """What is asked, under the name "values"."""
    if facet == "month":
        months = {"calendar_interval": "month", "time_zone": "Europe/London", "format": "yyyy-MM", "min_doc_count": 1}
        return {"values": {"date_histogram": {"field": "document.published_at", **months}}}
    if facet == "stance":
        # Not through the nested stances: those of a million statements take too long to be gone through.
        names = [make_sendable(name_position(label, query.target)) for label in get_args(StanceLabel)]
        return {"values": {"terms": {"field": "positions", "include": names, "size": len(names)}}}
    order = [{"_count": "desc"}, {"_key": "asc"}]
    return {"values": {"terms": {"field": FIELDS[facet], "size": MOST, "order": order}}}


def read_values(facet: Facet, answer: Any) -> tuple[FacetValue, ...]:
    """The values in the order of the protocol."""
    if facet == "stance":
        counts = [(read_label(bucket["key"]), bucket["doc_count"]) for bucket in answer["values"]["buckets"]]
        found = [FacetValue(value=label, count=count) for label, count in counts]
        return tuple(sorted(found, key=lambda one: (-one.count, one.value)))
    key = "key_as_string" if facet == "month" else "key"
    return tuple(FacetValue(value=bucket[key], count=bucket["doc_count"]) for bucket in answer["values"]["buckets"])
