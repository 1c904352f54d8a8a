"""Scores that are worked out on columns are those of SQLite, so it does not matter which way was taken."""

import random
from collections.abc import Iterator
from contextlib import closing

import pytest

from clausewatch.index.embedded import scoring
from clausewatch.index.embedded.sqlite import SqliteIndex, open_sqlite_index
from clausewatch.index.protocol import Hit, Query
from clausewatch.index.scratch import open_scratch
from clausewatch.index.synonyms import Synonyms
from clausewatch.index.text_query import TextQuery, read_text_query
from tests.index.contract.examples import make_entry, make_speaker, replace_document

WORDS = ("encryption", "encrypted", "encrypts", "privacy", "private", "clause", "scanning", "scan", "the", "a", "naïve")
SYNONYMS = (("scanning", "inspection"),)
ONE_WAY, OTHER_WAY = 10**9, 0
"""Of `MANY`: SQLite scores each row; columns do."""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteIndex]:
    """Statements of 1 to 60 words in all fields; some twice, many of the same day, some removed again."""
    chance = random.Random(3)
    with closing(open_sqlite_index(tmp_path_factory.mktemp("scores") / "index.db", SYNONYMS)) as opened:
        for number in range(150):
            text = " ".join(chance.choices(WORDS, k=chance.randrange(1, 61)))
            speaker = make_speaker(f"Ada {chance.choice(WORDS)}", organisation=chance.choice([None, "Privacy Office"]))
            title = " ".join(chance.choices(WORDS, k=4))
            name = f"d{number:03}"
            entries = [make_entry(name, text, place=place, title=title, speaker=speaker) for place in (0, 9)]
            replace_document(opened, name, entries)
        for number in range(0, 150, 10):
            replace_document(opened, f"d{number:03}", [])
        yield opened


def search(index: SqliteIndex, text: str, many: int, monkeypatch: pytest.MonkeyPatch, **asked: object) -> list[Hit]:
    monkeypatch.setattr(scoring, "MANY", many)
    return list(index.search(Query.model_validate({"text": text, "sort": "best", "limit": 1000, **asked})).hits)


def assert_alike(by_row: list[Hit], by_column: list[Hit]) -> None:
    assert [hit.entry.id for hit in by_row] == [hit.entry.id for hit in by_column] != []
    assert [hit.score for hit in by_row] == pytest.approx([hit.score for hit in by_column], rel=1e-8)


TEXTS = [
    *("encryption", "private", "the", "NAIVE", "encryption privacy", "priv*", "enc* priv*", "encryption enc*", "cla*"),
    *("encryption -privacy", "priv* -encrypt*", "clause -scan*", "scanning", "clause clause"),
]


@pytest.mark.parametrize("text", TEXTS)
def test_both_ways_give_the_same_order_and_scores(
    index: SqliteIndex, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_row, by_column = (search(index, text, many, monkeypatch) for many in (ONE_WAY, OTHER_WAY))
    assert_alike(by_row, by_column)


@pytest.mark.parametrize("asked", [{"organisation": "privacy"}, {"speaker": "clause"}, {"offset": 7, "limit": 5}])
def test_both_ways_agree_where_conditions_leave_out_some(
    index: SqliteIndex, asked: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_row, by_column = (search(index, "encryption", many, monkeypatch, **asked) for many in (ONE_WAY, OTHER_WAY))
    assert_alike(by_row, by_column)


def test_pages_put_together_are_the_whole_also_where_scores_are_alike(
    index: SqliteIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = search(index, "the", OTHER_WAY, monkeypatch)
    pages = [search(index, "the", OTHER_WAY, monkeypatch, limit=7, offset=offset) for offset in range(0, 300, 7)]
    assert [hit.entry.id for page in pages for hit in page] == [hit.entry.id for hit in whole]
    keys = [(-hit.score, hit.entry.document.id, hit.entry.statement.content) for hit in whole]
    assert keys == sorted(keys)
    assert len({hit.score for hit in whole}) < len(whole)


@pytest.mark.parametrize(
    ("text", "table", "terms"),
    [
        ("Encryption", "words", [("encrypt", False)]),
        ("scanning clause", "words", [("scan", False), ("inspect", False), ("claus", False)]),
        ("Naïv*", "spelling", [("naiv", True)]),
        ("clause Enc* -scan*", "spelling", [("enc", True)]),
        ('"private clause"', "words", None),
        ("end-to-end", "words", None),
        ("end-to-en*", "spelling", None),
    ],
)
def test_terms_are_those_of_the_table_and_a_phrase_is_none(
    text: str, table: str, terms: list[tuple[str, bool]] | None
) -> None:
    with open_scratch() as scratch:
        asked: TextQuery = read_text_query(text, Synonyms(SYNONYMS, scratch), scratch)
        found = scoring.list_terms(asked, table, scratch)
    assert (None if found is None else sorted(found)) == (None if terms is None else sorted(terms))
