"""Words and matches of a few texts, found in memory by the very tokenizers that the index uses."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

from clausewatch.models import Span

STEMS = "porter unicode61 remove_diacritics 2"
"""Tokenizer of what is found in any form."""
LETTERS = "unicode61 remove_diacritics 2"
"""Tokenizer of what is found as it is spelt."""
BEGIN, END = "\x01", "\x02"
"""Around a match; clean text has no such characters."""


class Scratch:
    """Tables in memory, for one search."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def stem(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """The stems of each text, in order; none where it has no word."""
        self._fill("words", enumerate(texts))
        stems: list[list[str]] = [[] for _ in texts]
        for number, stem in self._connection.execute("SELECT doc, term FROM stems ORDER BY doc, offset"):
            stems[number].append(stem)
        return [tuple(found) for found in stems]

    def find_spans(self, texts: Mapping[int, str], matches: Mapping[str, str]) -> dict[int, list[Span]]:
        """Where each text matches, in code points; `matches` are full-text expressions by table."""
        spans: dict[int, list[Span]] = {number: [] for number in texts}
        for table, expression in matches.items():
            self._fill(table, texts.items())
            marking = f"SELECT rowid, highlight({table}, 0, ?, ?) FROM {table} WHERE {table} MATCH ?"  # noqa: S608
            for number, marked in self._connection.execute(marking, (BEGIN, END, expression)):
                spans[number] += _read_marks(marked)
        return spans

    def _fill(self, table: str, texts: Iterable[tuple[int, str]]) -> None:
        self._connection.execute(f"DELETE FROM {table}")  # noqa: S608
        self._connection.executemany(f"INSERT INTO {table} (rowid, text) VALUES (?, ?)", texts)  # noqa: S608


def _read_marks(marked: str) -> Iterator[Span]:
    place = 0
    for piece in marked.split(BEGIN)[1:] if BEGIN in marked else ():
        if not place:
            place = marked.index(BEGIN)
        inside, _, outside = piece.partition(END)
        yield place, place + len(inside)
        place += len(inside) + len(outside)


@contextmanager
def open_scratch() -> Iterator[Scratch]:
    """Empty tables, gone at the end; made in less than a millisecond."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE words USING fts5(text, tokenize = '{STEMS}')")
        connection.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(words, instance)")
        connection.execute(f"CREATE VIRTUAL TABLE spelling USING fts5(text, tokenize = '{LETTERS}')")
        yield Scratch(connection)
