"""Facets, asked of a search server."""

from typing import get_args

import pytest

from clausewatch.index.elastic.facets import (
    FIELDS,
    MOST,
    leaves_out,
    make_aggregation,
    make_top_aggregation,
    read_values,
)
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
    assert terms["size"] == MOST
    mapping = read_template("index_templates", "statements", Names("clausewatch"))["template"]["mappings"]
    for part in terms["field"].split("."):
        mapping = (mapping.get("properties") or mapping["fields"])[part]
    assert mapping["type"] == "keyword"
    assert "ignore_above" not in mapping


def test_values_are_asked_by_name_as_the_server_has_them_unless_the_commonest_are_wanted() -> None:
    by_name = make_aggregation("speaker", EVERYTHING)["values"]["terms"]
    by_count = make_top_aggregation("speaker", EVERYTHING, None)["values"]["terms"]
    assert by_name["order"] == {"_key": "asc"}
    assert by_count["order"] == [{"_count": "desc"}, {"_key": "asc"}]
    assert by_name["size"] == by_count["size"] == MOST


def test_so_many_values_are_asked_as_are_wanted_of_each_shard_some_more() -> None:
    asked = make_top_aggregation("speaker", EVERYTHING, 9)["values"]["terms"]
    assert (asked["size"], asked["shard_size"]) == (9, 109)


def test_of_the_months_the_newest_are_wanted() -> None:
    assert make_top_aggregation("month", EVERYTHING, 9)["values"]["terms"]["order"] == {"_key": "desc"}


@pytest.mark.parametrize(("others", "expected"), [(0, False), (1, True)])
def test_an_answer_says_that_there_are_more_values(others: int, expected: bool) -> None:
    assert leaves_out({"values": {"buckets": [], "sum_other_doc_count": others}}) is expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("clause", ["FAVOR clause", "AGAINST clause", "NONE clause"]),
        ("", ["FAVOR ", "AGAINST ", "NONE "]),
        ("a\ud800", ["FAVOR a?", "AGAINST a?", "NONE a?"]),
    ],
)
def test_stances_are_those_towards_the_target(target: str, expected: list[str]) -> None:
    asked = make_aggregation("stance", Query(target=target))["values"]["terms"]
    assert asked == {"field": "positions", "include": expected, "size": 3}


def test_the_commonest_values_come_first_then_by_name() -> None:
    counts = {"a": 1, "b": 2, "B": 2, "é": 3, "z": 1}
    answer = {"values": {"buckets": [{"key": key, "doc_count": count} for key, count in counts.items()]}}
    found = [(value.value, value.count) for value in read_values("speaker", answer)]
    assert found == [("é", 3), ("B", 2), ("b", 2), ("a", 1), ("z", 1)]


def test_months_come_in_order() -> None:
    answer = {"values": {"buckets": [{"key": "2024-03", "doc_count": 4}, {"key": "2023-12", "doc_count": 5}]}}
    assert read_values("month", answer) == (
        FacetValue(value="2023-12", count=5),
        FacetValue(value="2024-03", count=4),
    )


@pytest.mark.parametrize("ending", ["", " clause", " a target with blanks"])
def test_stances_come_commonest_first_then_by_name(ending: str) -> None:
    counts = {"NONE": 1, "FAVOR": 2, "AGAINST": 2}
    buckets = [{"key": f"{label}{ending}", "doc_count": count} for label, count in counts.items()]
    found = [(value.value, value.count) for value in read_values("stance", {"values": {"buckets": buckets}})]
    assert found == [("AGAINST", 2), ("FAVOR", 2), ("NONE", 1)]


@pytest.mark.parametrize("facet", ["publisher", "month"])
def test_no_values_are_none(facet: Facet) -> None:
    assert read_values(facet, {"values": {"buckets": []}}) == ()
