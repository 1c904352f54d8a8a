"""Stems and matches are those of the index's own tokenizers."""

from clausewatch.index.scratch import open_scratch


def test_each_text_has_its_stems_in_order() -> None:
    with open_scratch() as scratch:
        assert scratch.stem(["scanning messages", "—", "Naïve", ""]) == [("scan", "messag"), (), ("naiv",), ()]
        assert scratch.stem([]) == []
        assert scratch.stem(["again"]) == [("again",)]


def test_matches_of_all_tables_are_found_by_text() -> None:
    texts = {7: "é scan, 🔐 scanned", 9: "nothing", 8: "scan"}
    with open_scratch() as scratch:
        spans = scratch.find_spans(texts, {"words": '"scanning"', "spelling": '"sca" *'})
    assert spans == {7: [(2, 6), (10, 17)] * 2, 9: [], 8: [(0, 4)] * 2}


def test_without_an_expression_nothing_matches() -> None:
    with open_scratch() as scratch:
        assert scratch.find_spans({1: "text"}, {}) == {1: []}
