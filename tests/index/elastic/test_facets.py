"""Facets, asked of a search server."""

from typing import get_args

import pytest

from clausewatch.index.elastic.facets import FIELDS, MOST, make_aggregation, read_values
from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.templates import read_template
from clausewatch.index.protocol import Facet, FacetValue, Query

EVERYTHING = Query()


@pytest.mark.parametrize("facet", get_args(Facet))
def test_each_facet_is_asked_under_one_name(facet: Facet) -> None:
    assert list(make_aggregation(facet, EVERYTHING)) == ["values"]


@pytest.mark.parametrize("facet", FIELDS)
def test_a_facet_counts_a_field_that_is_mapped_as_it_is(facet: Facet) -> None:
    terms = make_aggregation(facet, EVERYTHING)["values"]["terms"]
    assert terms["order"] == [{"_count": "desc"}, {"_key": "asc"}]
    assert terms["size"] == MOST
    mapping = read_template("index_templates", "statements", Names("clausewatch"))["template"]["mappings"]
    for part in terms["field"].split("."):
        mapping = (mapping.get("properties") or mapping["fields"])[part]
    assert mapping["type"] == "keyword"
    assert "ignore_above" not in mapping


def test_months_are_those_of_london() -> None:
    asked = make_aggregation("month", EVERYTHING)["values"]["date_histogram"]
    assert asked["field"] == "document.published_at"
    assert asked["time_zone"] == "Europe/London"
    assert (asked["calendar_interval"], asked["format"], asked["min_doc_count"]) == ("month", "yyyy-MM", 1)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (None, ["FAVOR", "AGAINST", "NONE"]),
        ("clause", ["FAVOR clause", "AGAINST clause", "NONE clause"]),
        ("a\ud800", ["FAVOR a?", "AGAINST a?", "NONE a?"]),
    ],
)
def test_stances_are_those_towards_the_target(target: str | None, expected: list[str]) -> None:
    asked = make_aggregation("stance", Query(target=target))["values"]["terms"]
    assert asked == {"field": "positions", "include": expected, "size": 3}


def test_values_keep_the_server_s_order() -> None:
    answer = {"values": {"buckets": [{"key": "b", "doc_count": 2}, {"key": "a", "doc_count": 1}]}}
    assert read_values("speaker", answer) == (FacetValue(value="b", count=2), FacetValue(value="a", count=1))


def test_a_month_is_read_as_it_is_written() -> None:
    answer = {"values": {"buckets": [{"key": 1_709_251_200_000, "key_as_string": "2024-03", "doc_count": 4}]}}
    assert read_values("month", answer) == (FacetValue(value="2024-03", count=4),)


@pytest.mark.parametrize("ending", ["", " clause", " a target with blanks"])
def test_stances_come_commonest_first_then_by_name(ending: str) -> None:
    counts = {"NONE": 1, "FAVOR": 2, "AGAINST": 2}
    buckets = [{"key": f"{label}{ending}", "doc_count": count} for label, count in counts.items()]
    found = [(value.value, value.count) for value in read_values("stance", {"values": {"buckets": buckets}})]
    assert found == [("AGAINST", 2), ("FAVOR", 2), ("NONE", 1)]


@pytest.mark.parametrize("facet", ["publisher", "month"])
def test_no_values_are_none(facet: Facet) -> None:
    assert read_values(facet, {"values": {"buckets": []}}) == ()
