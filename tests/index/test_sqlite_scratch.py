"""Stems and matches are those of the index's own tokenizers."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from sqlite3 import OperationalError

import pytest

from clausewatch.index.scratch import ScratchPool, open_scratch


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


def test_a_kept_scratch_is_empty_for_the_next_and_for_one_beside_it() -> None:
    with closing(ScratchPool()) as pool:
        for text in ("alpha", "gamma"):
            with pool.borrow() as scratch, pool.borrow() as other:
                assert scratch.find_spans({1: text}, {"words": text}) == {1: [(0, 5)]}
                assert other.stem([text]) == [(text,)]


def test_a_scratch_is_kept_after_an_error() -> None:
    with closing(ScratchPool()) as pool:
        with pool.borrow() as first, pytest.raises(OperationalError):
            first.find_spans({1: "one"}, {"words": "("})
        with pool.borrow() as second:
            assert second.find_spans({2: "one"}, {"words": "one"}) == {2: [(0, 3)]}


def test_threads_use_kept_scratches_in_turn() -> None:
    def stem(number: int) -> tuple[str, ...]:
        with pool.borrow() as scratch:
            return scratch.stem([f"word{number}"])[0]

    with closing(ScratchPool()) as pool, ThreadPoolExecutor(4) as threads:
        assert list(threads.map(stem, range(200))) == [(f"word{number}",) for number in range(200)]


def test_a_pool_can_be_closed_while_one_is_in_use() -> None:
    pool = ScratchPool()
    with pool.borrow() as scratch:
        pool.close()
        assert scratch.stem(["alpha"]) == [("alpha",)]


def test_each_text_has_its_words_as_they_are_spelt() -> None:
    with open_scratch() as scratch:
        assert scratch.spell(["Scanning messages", "—", "Naïve"]) == [("scanning", "messages"), (), ("naive",)]
        assert scratch.stem(["again"]) == [("again",)]
