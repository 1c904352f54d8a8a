"""Facets: how many statements have which value."""

import pytest

from clausewatch.index.protocol import Facet, Index, Query
from clausewatch.models import StanceLabel
from tests.index.contract.debate import AGE, CLAUSE
from tests.index.contract.examples import count_values, fill, make_entry, make_speaker, replace_document


@pytest.mark.parametrize(
    ("facet", "values"),
    [
        (
            "speaker",
            [
                ("Sir Tobias Renn", 2),
                ("Ada Moor", 1),
                ("Baroness Quill", 1),
                ("Bea O’Dowd-Fell", 1),
                ("Calder Office", 1),
                ("Imke Sørénsen", 1),
                ("four messaging firms", 1),
            ],
        ),
        (
            "organisation",
            [
                ("Department for Order", 2),
                ("Calder Office", 1),
                ("House of Peers", 1),
                ("Lantern Trust", 1),
                ("Openline", 1),
                ("University of Halden", 1),
            ],
        ),
        (
            "category",
            [
                ("government", 2),
                ("platform", 2),
                ("child-safety", 1),
                ("expert", 1),
                ("parliament", 1),
                ("regulator", 1),
            ],
        ),
        ("stance", [("AGAINST", 4), ("FAVOR", 3), ("NONE", 1)]),
        (
            "publisher",
            [("harbour-post", 4), ("byte-weekly", 2), ("calder-news", 1), ("order-gov", 1), ("peers-record", 1)],
        ),
        ("kind", [("direct", 5), ("indirect", 2), ("mixed", 1), ("primary", 1)]),
        ("month", [("2024-02", 3), ("2024-03", 1), ("2024-04", 4)]),
    ],
)
def test_each_facet_counts_statements(debate: Index, facet: Facet, values: list[tuple[str, int]]) -> None:
    assert count_values(debate, facet) == values


def test_only_what_matches_is_counted(debate: Index) -> None:
    assert count_values(debate, "publisher", "encryption") == [("harbour-post", 2), ("byte-weekly", 1)]
    assert count_values(debate, "category", "encr* -children") == [("platform", 2)]
    assert count_values(debate, "kind", publisher="harbour-post") == [("direct", 2), ("indirect", 2)]
    assert count_values(debate, "month", category="government") == [("2024-02", 2)]


def test_the_limit_of_a_page_does_not_matter(debate: Index) -> None:
    assert count_values(debate, "kind", limit=0, offset=5) == count_values(debate, "kind")


def test_nothing_found_has_no_values(debate: Index) -> None:
    for facet in ("speaker", "organisation", "category", "stance", "publisher", "kind", "month"):
        assert count_values(debate, facet, "zeppelin") == []


def test_an_empty_index_has_no_values(index: Index) -> None:
    assert count_values(index, "speaker") == []
    assert count_values(index, "month") == []


def test_stances_are_those_towards_the_target_asked_for(debate: Index) -> None:
    assert count_values(debate, "stance", target=AGE) == [("FAVOR", 1)]
    assert count_values(debate, "stance", target=CLAUSE) == [("AGAINST", 4), ("FAVOR", 3), ("NONE", 1)]


def test_a_statement_counts_once_for_a_label(index: Index) -> None:
    stances: list[tuple[str, StanceLabel]] = [("one", "FAVOR"), ("two", "FAVOR"), ("three", "AGAINST")]
    fill(index, [make_entry("a", "words", stances=stances)])
    assert count_values(index, "stance") == [("AGAINST", 1), ("FAVOR", 1)]


def test_the_stances_of_what_was_asked_for_by_stance_are_all_counted(index: Index) -> None:
    stances: list[tuple[str, StanceLabel]] = [("one", "FAVOR"), ("two", "AGAINST")]
    fill(index, [make_entry("a", "words", stances=stances), make_entry("b", "words", stances=stances[:1])])
    assert count_values(index, "stance", stance="AGAINST") == [("AGAINST", 1), ("FAVOR", 1)]


def test_speakers_of_one_name_count_together(index: Index) -> None:
    for document, role in (("a", "minister"), ("b", "former minister")):
        fill(index, [make_entry(document, "words", speaker=make_speaker("Lord Fenn", role=role))])
    assert count_values(index, "speaker") == [("Lord Fenn", 2)]


def test_counts_follow_what_is_replaced(debate: Index) -> None:
    replace_document(debate, "post", [])
    assert ("government", 1) in count_values(debate, "category")
    assert "Ada Moor" not in dict(count_values(debate, "speaker"))


@pytest.mark.parametrize("facet", ["speaker", "organisation", "category", "stance", "publisher", "kind", "month"])
@pytest.mark.parametrize("most", [1, 2, 3, 50])
def test_the_first_values_are_those_that_all_begin_with(debate: Index, facet: Facet, most: int) -> None:
    everything = debate.count_facet(Query(), facet)
    newest_last = everything[-most:]
    assert debate.count_facet(Query(), facet, most) == (newest_last if facet == "month" else everything[:most])


def test_the_first_stances_towards_a_target_are_those_that_all_begin_with(debate: Index) -> None:
    everything = debate.count_facet(Query(target=CLAUSE), "stance")
    assert len(everything) > 1
    assert debate.count_facet(Query(target=CLAUSE), "stance", 1) == everything[:1]
