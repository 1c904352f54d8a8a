"""The judgments themselves, and the measure."""

import math
from collections import Counter

import pytest

from tests.index.relevance.corpus import make_key, read_demo
from tests.index.relevance.judgments import Judged, ndcg, read_judgments

JUDGMENTS = read_judgments()
ALL = [*JUDGMENTS.demo, *JUDGMENTS.real]


def test_there_are_searches_of_both_parts() -> None:
    assert len(JUDGMENTS.demo) >= 36
    assert len(JUDGMENTS.real) >= 20


@pytest.mark.parametrize("judged", ALL, ids=lambda judged: judged.query)
def test_a_search_has_an_answer_and_no_statement_has_two_grades(judged: Judged) -> None:
    keys = [*judged.answers, *judged.good, *judged.touching, *judged.wrong]
    assert judged.answers or judged.good
    assert [key for key, times in Counter(keys).items() if times > 1] == []


@pytest.mark.parametrize("part", [JUDGMENTS.demo, JUDGMENTS.real], ids=["demo", "real"])
def test_no_search_is_judged_twice(part: tuple[Judged, ...]) -> None:
    assert len({judged.query for judged in part}) == len(part)


def test_all_that_was_judged_of_the_demo_is_in_the_kept_statements() -> None:
    kept = {make_key(entry) for entry in read_demo()}
    assert {key for judged in JUDGMENTS.demo for key in judged.grades} <= kept


def test_no_two_kept_statements_have_the_same_key_or_id() -> None:
    entries = read_demo()
    assert len({make_key(entry) for entry in entries}) == len({entry.id for entry in entries}) == len(entries) > 400


def test_a_key_is_that_of_the_page_and_the_words_whatever_the_port() -> None:
    entry = read_demo()[0]
    moved = entry.model_copy(
        update={
            "id": "another",
            "document": entry.document.model_copy(
                update={"url": entry.document.url.replace(".localhost/", ".localhost:8123/")}
            ),
            "statement": entry.statement.model_copy(update={"text": f"“{entry.statement.text.upper()}”"}),
        }
    )
    assert ":8123/" in moved.document.url
    assert make_key(moved) == make_key(entry)
    other = entry.model_copy(update={"statement": entry.statement.model_copy(update={"text": "Something else."})})
    assert make_key(other) != make_key(entry)


GRADES = {"a": 3, "b": 2, "c": 1, "d": 0}
BEST = 7 + 3 / math.log2(3) + 1 / 2


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["a", "b", "c", "d"], 1.0),
        (["a", "b", "c", "never judged"], 1.0),
        (["d", "a"], 7 / math.log2(3) / BEST),
        (["c", "never judged", "b"], (1 + 3 / 2) / BEST),
        (["d"], 0.0),
        ([], 0.0),
        (["d"] * 10 + ["a"], 0.0),
    ],
)
def test_ndcg_of_an_order(keys: list[str], expected: float) -> None:
    assert ndcg(keys, GRADES) == pytest.approx(expected)


def test_ndcg_is_measured_against_the_best_ten_only() -> None:
    grades = {str(number): 3 for number in range(30)}
    assert ndcg([str(number) for number in range(10)], grades) == pytest.approx(1)


def test_ndcg_without_anything_good_is_zero() -> None:
    assert ndcg(["d"], {"d": 0}) == 0
