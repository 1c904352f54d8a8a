"""No text that anybody can type, paste or send makes a search fail."""

import random
import time

import pytest

from clausewatch.index.protocol import Facet, Index, Query
from tests.index.contract.examples import find

HOSTILE = [
    '"',
    '"""',
    '"unbalanced',
    'unbalanced"',
    '" "',
    '"" ""',
    "'",
    "*",
    "**",
    "-",
    "---",
    '-"',
    '-""',
    "-*",
    "^",
    "+",
    "()",
    ")(",
    "((((((((((",
    "AND",
    "OR",
    "NOT",
    "AND OR NOT",
    "NOT NOT NOT",
    "NEAR(a b, 5)",
    "NEAR/0",
    "statement : x",
    "{a b} : c",
    "rowid:1",
    "a AND",
    "OR b",
    "col:*",
    "a NOT",
    "\\",
    '\\\\" OR 1=1 --',
    "'; DROP TABLE entry_1; --",
    "%",
    "_",
    "a%b_c",
    "[0 TO 9}",
    "/.*(a+)+$/",
    "a~5^3",
    "{!func}x",
    "<script>",
    "&lt;",
    "\x00",
    "a\x00b",
    "\x01\x02",
    "\ud800",
    "\udfff lone",
    "\u202e",
    "\ufffe\uffff",
    "\U0010ffff",
    "̈",
    "٠١٢",
    "a" * 10_000,
    "a " * 5000,
    '"' + "the " * 2500 + '"',
    '"' * 10_000,
    "-" * 10_000,
    "*" * 10_000,
    "(" * 10_000,
    "-a " * 3333,
    "a* " * 3333,
    "a-" * 5000,
    '"a" ' * 2500,
    "spy clause " * 900,
    '"' + "spy clause " * 900 + '"',
    "🔐" * 2500,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_no_text_makes_a_search_fail(debate: Index, text: str) -> None:
    began = time.monotonic()
    result = debate.search(Query(text=text, sort="best"))
    assert result.total <= 9
    debate.count_facet(Query(text=text), "speaker")
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("text", ["***", '"', "- -", "()", "🔐", '""'])
def test_text_without_a_word_finds_nothing(debate: Index, text: str) -> None:
    assert find(debate, text) == set()


@pytest.mark.parametrize("name", ["speaker", "organisation", "publisher", "target"])
@pytest.mark.parametrize("value", ["%", "' OR ''='", '"', "\x00", "\ud800", "x" * 10_000, "{0}"])
def test_no_value_of_a_filter_makes_a_search_fail(debate: Index, name: str, value: str) -> None:
    facets: tuple[Facet, ...] = ("speaker", "organisation", "category", "stance", "publisher", "kind", "month")
    assert find(debate, **{name: value}) == set()
    for facet in facets:
        assert debate.count_facet(Query.model_validate({name: value}), facet) == ()


def test_odd_ids_find_nothing(debate: Index) -> None:
    assert find(debate, ids=("", "\x00", "\ud800", "'", '"]')) == set()


def test_random_texts_make_no_search_fail(debate: Index) -> None:
    pieces = [
        '"',
        "-",
        "*",
        " ",
        "a",
        "spy",
        "clause",
        "client-side",
        "“",
        "’",
        "\u0301",
        "(",
        "AND",
        "ß",
        "ﬁ",
        "\n",
        ":",
    ]
    chance = random.Random(7)
    for _ in range(500):
        text = "".join(chance.choice(pieces) for _ in range(chance.randrange(1, 30)))
        result = debate.search(Query(text=text, sort="best"))
        assert len(result.hits) == result.total <= 9


def test_only_the_first_words_of_a_long_text_count(debate: Index) -> None:
    assert find(debate, "children " * 64 + "zeppelin") == {"speech", "trust"}
    assert find(debate, "children " * 63 + "zeppelin") == set()
