"""One page of what a query finds, and how much there is in all."""

import sqlite3

from clausewatch.index.embedded.conditions import Selection, select_entries
from clausewatch.index.expressions import TextMatch
from clausewatch.index.fullness import LENIENCE, WHOLE
from clausewatch.index.protocol import Hit, IndexEntry, Query, SearchResult
from clausewatch.index.scratch import Scratch
from clausewatch.index.snippets import make_snippet
from clausewatch.models import Span

WEIGHTS = "1.0, 0.1, 0.3, 0.2"
"""Of statement, title, speaker and organisation in the score."""
FULLNESS = f"(min(entry.words, {WHOLE}) + {LENIENCE}) / {WHOLE + LENIENCE}.0"
FARTHEST = 2**62
"""Hits that can be left out; SQLite knows no greater number."""
NEWEST = "entry.published DESC, entry.document, entry.place, entry.id"


def find_page(
    connection: sqlite3.Connection, generation: int, query: Query, match: TextMatch, scratch: Scratch
) -> SearchResult:
    """The page that the query asks for, with a snippet each."""
    chosen = select_entries(query, match, generation)
    scores = _choose_page(connection, query, chosen)
    whole = len(scores) < query.limit and (scores or not query.offset)
    total = len(scores) + query.offset if whole else _count_all(connection, chosen)
    passages = {number: _read_passage(connection, generation, number) for number in scores}
    spans = scratch.find_spans({number: text for number, (text, _) in passages.items()}, match.marked)
    hits = (_make_hit(*passages[number], spans[number], score) for number, score in scores.items())
    return SearchResult(hits=tuple(hits), total=total)


def _choose_page(connection: sqlite3.Connection, query: Query, chosen: Selection) -> dict[int, float]:
    """Numbers of the entries in order, with their scores."""
    is_scored = query.sort == "best" and chosen.text_table is not None
    score = f"-bm25({chosen.text_table}, {WEIGHTS}) * {FULLNESS}" if is_scored else "0.0"
    order = f"score DESC, {NEWEST}" if is_scored else NEWEST
    command = f"SELECT entry.number, {score} AS score FROM {chosen.sql} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
    return dict(connection.execute(command, (*chosen.values, query.limit, min(query.offset, FARTHEST))))


def _count_all(connection: sqlite3.Connection, chosen: Selection) -> int:
    (total,) = connection.execute(f"SELECT count(*) FROM {chosen.counted}", chosen.values).fetchone()  # noqa: S608
    return int(total)


def _read_passage(connection: sqlite3.Connection, generation: int, number: int) -> tuple[str, str]:
    command = f"SELECT statement, body FROM passage_{generation} WHERE number = ?"  # noqa: S608
    statement, body = connection.execute(command, (number,)).fetchone()
    return statement, body


def _make_hit(text: str, body: str, marks: list[Span], score: float) -> Hit:
    return Hit(entry=IndexEntry.model_validate_json(body), snippet=make_snippet(text, marks), score=score)
