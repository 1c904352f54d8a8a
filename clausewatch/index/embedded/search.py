"""One page of what a query finds, and how much there is in all."""

from collections.abc import Mapping

import numpy as np

from clausewatch.index.embedded.columns import Columns, Numbers
from clausewatch.index.embedded.conditions import find_entries
from clausewatch.index.embedded.meaning import KnownMeanings
from clausewatch.index.embedded.near import rank_near
from clausewatch.index.embedded.ranking import choose_page
from clausewatch.index.embedded.scoring import list_terms
from clausewatch.index.expressions import TextMatch, match_text
from clausewatch.index.protocol import Hit, IndexEntry, Query, SearchResult, Vector
from clausewatch.index.scratch import Scratch
from clausewatch.index.snippets import make_snippet
from clausewatch.index.text_query import TextQuery
from clausewatch.models import Span


def find_page(columns: Columns, query: Query, asked: TextQuery, scratch: Scratch) -> SearchResult:
    """The page that the query asks for, with a snippet each."""
    match = match_text(asked)
    found = find_entries(columns, query, match)
    scores = choose_page(columns, query, found, lambda table: list_terms(asked, table, scratch))
    return SearchResult(hits=_make_hits(columns, scores, match, scratch), total=len(found.numbers))


def find_near_page(
    columns: Columns, known: KnownMeanings, query: Query, like: Vector, asked: TextQuery, scratch: Scratch
) -> SearchResult:
    """The page of a search by meaning."""
    ranking = rank_near(columns, known, query, like, asked, lambda table: list_terms(asked, table, scratch))
    page = dict(list(ranking.items())[query.offset : query.offset + query.limit])
    return SearchResult(hits=_make_hits(columns, page, match_text(asked), scratch), total=len(ranking))


def find_numbers(columns: Columns, known: KnownMeanings, query: Query, asked: TextQuery, scratch: Scratch) -> Numbers:
    """All statements that a search finds, ascending."""
    if query.like is None:
        return find_entries(columns, query, match_text(asked)).numbers
    ranking = rank_near(columns, known, query, query.like, asked, lambda table: list_terms(asked, table, scratch))
    return np.array(sorted(ranking), dtype=np.int64)


def _make_hits(columns: Columns, scores: Mapping[int, float], match: TextMatch, scratch: Scratch) -> tuple[Hit, ...]:
    passages = {number: _read_passage(columns, number) for number in scores}
    spans = scratch.find_spans({number: text for number, (text, _) in passages.items()}, match.marked)
    return tuple(_make_hit(*passages[number], spans[number], score) for number, score in scores.items())


def _read_passage(columns: Columns, number: int) -> tuple[str, str]:
    command = f"SELECT statement, body FROM passage_{columns.generation} WHERE number = ?"  # noqa: S608
    statement, body = columns.connection.execute(command, (number,)).fetchone()
    return statement, body


def _make_hit(text: str, body: str, marks: list[Span], score: float) -> Hit:
    return Hit(entry=IndexEntry.model_validate_json(body), snippet=make_snippet(text, marks), score=score)
