"""Which of a batch of statements a saved search finds: the embedded index itself, holding only them."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from clausewatch.index import open_index
from clausewatch.index.protocol import Index, IndexEntry, Query

PAGE = 10_000
"""Hits of one search."""


class Matcher:
    """Answers as the index of all statements would, whether or not that one knows of these yet."""

    def __init__(self, index: Index, entries: Sequence[IndexEntry]) -> None:
        self._index = index
        self._count = len(entries)
        self._found: dict[str, frozenset[str]] = {}

    def find(self, query: Query) -> frozenset[str]:
        """Ids of the statements that match; each search is made once."""
        key = query.model_dump_json()
        if key not in self._found:
            self._found[key] = frozenset(self._search(query))
        return self._found[key]

    def _search(self, query: Query) -> Iterator[str]:
        for offset in range(0, self._count, PAGE):
            result = self._index.search(query.model_copy(update={"limit": PAGE, "offset": offset}))
            yield from (hit.entry.id for hit in result.hits)
            if offset + PAGE >= result.total:
                return


@contextmanager
def open_matcher(entries: Sequence[IndexEntry], synonyms: Sequence[Sequence[str]]) -> Iterator[Matcher]:
    """A matcher for these statements; `synonyms` are those of the index that people search."""
    with (
        tempfile.TemporaryDirectory(prefix="clausewatch-alerts-") as folder,
        closing(open_index(f"sqlite:///{Path(folder) / 'index.db'}", synonyms)) as index,
    ):
        for document, its_entries in _group(entries).items():
            index.replace_document(document, its_entries)
        yield Matcher(index, entries)


def _group(entries: Sequence[IndexEntry]) -> dict[str, list[IndexEntry]]:
    by_document: dict[str, list[IndexEntry]] = {}
    for entry in entries:
        by_document.setdefault(entry.document.id, []).append(entry)
    return by_document
