"""Statements that are near to a vector in meaning, alone or beside those that a text finds."""

import json
from collections.abc import Collection

import numpy as np

from clausewatch.index.embedded.columns import Columns
from clausewatch.index.embedded.conditions import find_entries
from clausewatch.index.embedded.meaning import KnownMeanings
from clausewatch.index.embedded.ranking import choose_page, order_rows
from clausewatch.index.embedded.scoring import TermLister
from clausewatch.index.expressions import match_text
from clausewatch.index.nearness import NEAREST, fuse
from clausewatch.index.protocol import Query, Vector
from clausewatch.index.text_query import TextQuery

Ranking = dict[int, float]
"""Numbers of statements, best first, with their scores."""


def rank_near(
    columns: Columns, known: KnownMeanings, query: Query, like: Vector, asked: TextQuery, list_terms: TermLister
) -> Ranking:
    """What a search by meaning finds, `NEAREST` at most; with words, these and the best of those by words, fused."""
    near = _rank_by_meaning(columns, known, query, like, asked)
    if not asked.words and not asked.prefixes:
        return near
    best = query.model_copy(update={"sort": "best", "offset": 0, "limit": NEAREST})
    by_words = choose_page(columns, best, find_entries(columns, query, match_text(asked)), list_terms)
    names = _read_ids(columns, near.keys() | by_words.keys())
    numbers = {name: number for number, name in names.items()}
    fused = fuse([names[number] for number in near], [names[number] for number in by_words])
    return {numbers[name]: score for name, score in fused.items()}


def _rank_by_meaning(columns: Columns, known: KnownMeanings, query: Query, like: Vector, asked: TextQuery) -> Ranking:
    conditions = match_text(asked._replace(words=(), prefixes=()))
    meanings = known.look_up(columns, len(like))
    numbers = meanings.keep_known(find_entries(columns, query, conditions).numbers)
    if not len(numbers):
        return {}
    nearness = meanings.compare(numbers, like)
    times = columns.read("published")[numbers].astype(np.int64, copy=False)
    rows = order_rows(columns, numbers, [nearness, times], 0, min(NEAREST, len(numbers)))
    return {int(numbers[row]): float(nearness[row]) for row in rows}


def _read_ids(columns: Columns, numbers: Collection[int]) -> dict[int, str]:
    command = (
        f"SELECT number, id FROM entry_{columns.generation} "  # noqa: S608
        "WHERE number IN (SELECT value FROM json_each(?))"
    )
    return dict(columns.connection.execute(command, (json.dumps(sorted(numbers)),)))
