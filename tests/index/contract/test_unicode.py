"""Letters of every kind: however they are written, they are found."""

import unicodedata

import pytest

from clausewatch.index.protocol import Index
from tests.index.contract.examples import find, put_texts

FOLDS = pytest.mark.needs("folding")


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        pytest.param("naïve", "naive", marks=FOLDS),
        pytest.param("naive", "naïve", marks=FOLDS),
        ("NAÏVE", "naïve"),
        (unicodedata.normalize("NFD", "naïve"), "naïve"),
        ("naïve", unicodedata.normalize("NFD", "naïve")),
        ("oﬃce", "office"),
        ("office", "oﬃce"),
        ("ｅｎｃｒｙｐｔ", "encrypt"),
        ("𝐞𝐧𝐜𝐫𝐲𝐩𝐭", "encrypt"),
        ("１２２", "122"),
        ("encryp\u00adtion", "encryption"),
        ("encryp\u200btion", "encryption"),
        ("\ufeffencryption", "encryption"),
        ("encryption", "encryp\u00adtion"),
        ("private\u00a0messages", '"private messages"'),
        ("private\u2003messages", '"private messages"'),
        ("\u202eencryption\u202c", "encryption"),
        ("ПРИВАТНОСТЬ", "приватность"),
        ("ΚΡΥΠΤΟΓΡΆΦΗΣΗ", "κρυπτογράφηση"),
        ("暗号化", "暗号化"),
        ("खुला पत्र", "पत्र"),
        ("Straße", "straße"),
        ("smørrebrød", "smørrebrød"),
    ],
)
def test_a_word_is_found_however_it_is_written(index: Index, written: str, asked: str) -> None:
    put_texts(index, a=f"we said {written} today", b="nothing of the kind")
    assert find(index, asked) == {"a"}


def test_a_picture_is_no_word(index: Index) -> None:
    put_texts(index, a="🔐 locked", b="open")
    assert find(index, "🔐 locked") == {"a"}
    assert find(index, "🔐") == set()


def test_control_characters_part_words(index: Index) -> None:
    put_texts(index, a="one\x00two\x1b[31mthree\x01four\x02five")
    assert find(index, "one two four five") == {"a"}


def test_a_statement_without_words_can_be_kept(index: Index) -> None:
    put_texts(index, a="…", b="")
    assert find(index) == {"a", "b"}


def test_a_very_long_word_and_a_very_long_statement_can_be_kept(index: Index) -> None:
    put_texts(index, a="x" * 100_000, b="word " * 100_000 + "end")
    assert find(index, "x" * 100_000) == {"a"}
    assert find(index, "end") == {"b"}
