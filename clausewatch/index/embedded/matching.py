"""Which of a few statements each search finds: the embedded index's own tables, in memory and only for that."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from clausewatch.index.embedded.columns import Columns
from clausewatch.index.embedded.conditions import find_entries
from clausewatch.index.embedded.schema import create_generation
from clausewatch.index.embedded.writing import insert_entries
from clausewatch.index.expressions import match_text
from clausewatch.index.protocol import IndexEntry, Query
from clausewatch.index.scratch import Scratch, open_scratch
from clausewatch.index.synonyms import Synonyms
from clausewatch.index.text_query import read_text_query

GENERATION = 1


class EmbeddedMatcher:
    """Answers as an embedded index would that holds just the statements in question. Threads may share it."""

    def __init__(self, synonyms: Synonyms) -> None:
        self._synonyms = synonyms

    def match(self, queries: Sequence[Query], entries: Sequence[IndexEntry]) -> tuple[frozenset[str], ...]:
        """The ids of the statements that each query finds, in the order of the queries."""
        unique = {entry.id: entry for entry in entries}
        if not queries or not unique:
            return (frozenset(),) * len(queries)
        with closing(sqlite3.connect(":memory:")) as connection, open_scratch() as scratch:
            create_generation(connection, GENERATION)
            insert_entries(connection, GENERATION, list(unique.values()))
            columns, names = Columns(connection, GENERATION), list(unique)
            found = {query: self._find(columns, names, query, scratch) for query in dict.fromkeys(queries)}
        return tuple(found[query] for query in queries)

    def _find(self, columns: Columns, names: Sequence[str], query: Query, scratch: Scratch) -> frozenset[str]:
        match = match_text(read_text_query(query.text, self._synonyms, scratch))
        # Numbered from 1 in their order.
        return frozenset(names[number - 1] for number in find_entries(columns, query, match).numbers)
