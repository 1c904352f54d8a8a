"""How well statements match: BM25 as SQLite's full-text tables have it, cut where a statement is a fragment.

SQLite scores row by row. Where many match single words, the places of these words are read at once and the same formula
(https://www.sqlite.org/fts5.html#the_bm25_function) is worked out on columns, in a third of the time.
"""

import json
import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clausewatch.index.embedded.columns import Columns, Numbers, read_numbers
from clausewatch.index.embedded.conditions import Found, Text, make_storable
from clausewatch.index.embedded.schema import FIELDS
from clausewatch.index.fullness import LENIENCE, WHOLE
from clausewatch.index.scratch import Scratch
from clausewatch.index.text_query import TextQuery

WEIGHTS = (1.0, 0.1, 0.3, 0.2)
"""Of the fields in the score."""
K1, B, LEAST_IDF = 1.2, 0.75, 1e-6
"""SQLite's: how soon more of a word counts no more, how much length counts, and what the commonest word counts."""
FINE = 1e15
"""Steps of a score in 1, as whole numbers are handed over quicker: nine digits even of the commonest word's."""
MANY = 6000
"""Statements from which columns are quicker."""
LAST = "\U0010ffff"
"""Comes after all that a word can go on with."""


class Term(NamedTuple):
    """A word as the full-text table has it, or the beginning of words."""

    text: str
    is_prefix: bool


TermLister = Callable[[str], Sequence[Term] | None]
"""The terms that count for the score in a table; none where a phrase is among them."""


def list_terms(asked: TextQuery, table: str, scratch: Scratch) -> Sequence[Term] | None:
    """The terms that a search text wants in a table; none where a phrase is among them."""
    if table == "words":
        found = scratch.stem([text for choice in asked.words for phrases in choice for text in phrases])
    else:
        found = scratch.spell(asked.prefixes)
    is_plain = all(len(tokens) == 1 for tokens in found)
    return [Term(tokens[0], table != "words") for tokens in found] if is_plain else None


def score_entries(columns: Columns, found: Found, text: Text, list_terms: TermLister) -> NDArray[np.float64]:
    """Of each statement that was found, in their order."""
    terms = list_terms(text.table) if len(found.numbers) >= MANY else None
    if terms is None:
        scores = _score_rows(columns, found, text)
    else:
        scores = sum((_score_term(columns, found.numbers, text.table, term) for term in terms), np.zeros(1))
    words = np.minimum(columns.read("words")[found.numbers], WHOLE)
    fuller: NDArray[np.float64] = scores * (words + LENIENCE) / (WHOLE + LENIENCE)
    return fuller


def _score_rows(columns: Columns, found: Found, text: Text) -> NDArray[np.float64]:
    table = f"{text.table}_{columns.generation}"
    values = [make_storable(text.expression)]
    where = f"{table} MATCH ?"
    if found.is_part:
        # The plus keeps SQLite from a search of the table for each number.
        where += " AND +rowid IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(found.numbers.tolist()))
    score = f"bm25({table}, {', '.join(map(str, WEIGHTS))}) AS score"
    # The limit, which is none, keeps SQLite from merging the two selections, where there would be no score.
    scoring = f"SELECT {score} FROM {table} WHERE {where} ORDER BY rowid LIMIT -1"  # noqa: S608
    command = f"SELECT group_concat(CAST(score * {-FINE} AS INTEGER)) FROM ({scoring})"  # noqa: S608
    return read_numbers(columns.connection, command, tuple(values)) / FINE


def _score_term(columns: Columns, numbers: Numbers, table: str, term: Term) -> NDArray[np.float64]:
    rows, fields = np.divmod(_find_places(columns, table, term), len(WEIGHTS))
    tokens = columns.read("tokens")
    frequency = np.bincount(rows, np.array(WEIGHTS)[fields], minlength=len(tokens))
    having, of = np.count_nonzero(frequency), len(columns.list_all())
    idf = max(math.log((of - having + 0.5) / (having + 0.5)), LEAST_IDF)
    often = frequency[numbers]
    length = tokens[numbers] / (tokens.sum() / of)
    scores: NDArray[np.float64] = idf * often * (K1 + 1) / (often + K1 * (1 - B + B * length))
    return scores


def _find_places(columns: Columns, table: str, term: Term) -> Numbers:
    """Each place of the term: the statement's number, times the number of fields, and the field."""
    fields = " ".join(f"WHEN '{field}' THEN {number}" for number, field in enumerate(FIELDS.split(", ")))
    place = f"doc * {len(WEIGHTS)} + CASE col {fields} END"
    where = "term >= ? AND term < ?" if term.is_prefix else "term = ?"
    command = f"SELECT group_concat({place}) FROM {table}_at_{columns.generation} WHERE {where}"  # noqa: S608
    values = (term.text, term.text + LAST) if term.is_prefix else (term.text,)
    return read_numbers(columns.connection, command, values)
