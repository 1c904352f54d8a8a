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
        return self._list_tokens("words", "stems", texts)

    def spell(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """The words of each text as they are spelt, but for case and accents, in order."""
        return self._list_tokens("spelling", "letters", texts)

    def _list_tokens(self, table: str, terms: str, texts: Sequence[str]) -> list[tuple[str, ...]]:
        self._fill(table, enumerate(texts))
        tokens: list[list[str]] = [[] for _ in texts]
        for number, token in self._connection.execute(f"SELECT doc, term FROM {terms} ORDER BY doc, offset"):  # noqa: S608
            tokens[number].append(token)
        return [tuple(found) for found in tokens]

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


class ScratchPool:
    """Scratches kept for the next search, as to make one takes longer than to use it; searches at once have one each.

    Threads may share it.
    """

    def __init__(self) -> None:
        self._idle: list[sqlite3.Connection] = []
        self._is_closed = False

    @contextmanager
    def borrow(self) -> Iterator[Scratch]:
        """Empty tables."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = _connect(is_shared=True)
        try:
            yield Scratch(connection)
        finally:
            # Nothing is ever committed, so that the tables are empty again.
            connection.rollback()
            self._idle.append(connection)
            if self._is_closed:
                self.close()

    def close(self) -> None:
        """Give the memory back; what is in use follows when it is given back."""
        self._is_closed = True
        while self._idle:
            self._idle.pop().close()


@contextmanager
def open_scratch() -> Iterator[Scratch]:
    """Empty tables, gone at the end; made in less than a millisecond."""
    with closing(_connect(is_shared=False)) as connection:
        yield Scratch(connection)


def _connect(*, is_shared: bool) -> sqlite3.Connection:
    """With the tables in it; a shared one may be used by one thread after the other."""
    connection = sqlite3.connect(":memory:", check_same_thread=not is_shared)
    connection.execute(f"CREATE VIRTUAL TABLE words USING fts5(text, tokenize = '{STEMS}')")
    connection.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(words, instance)")
    connection.execute(f"CREATE VIRTUAL TABLE spelling USING fts5(text, tokenize = '{LETTERS}')")
    connection.execute("CREATE VIRTUAL TABLE letters USING fts5vocab(spelling, instance)")
    return connection
