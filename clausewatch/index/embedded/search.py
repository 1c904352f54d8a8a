"""One page of what a query finds, and how much there is in all."""

from clausewatch.index.embedded.columns import Columns
from clausewatch.index.embedded.conditions import find_entries
from clausewatch.index.embedded.ranking import choose_page
from clausewatch.index.embedded.scoring import list_terms
from clausewatch.index.expressions import match_text
from clausewatch.index.protocol import Hit, IndexEntry, Query, SearchResult
from clausewatch.index.scratch import Scratch
from clausewatch.index.snippets import make_snippet
from clausewatch.index.text_query import TextQuery
from clausewatch.models import Span


def find_page(columns: Columns, query: Query, asked: TextQuery, scratch: Scratch) -> SearchResult:
    """The page that the query asks for, with a snippet each."""
    match = match_text(asked)
    found = find_entries(columns, query, match)
    scores = choose_page(columns, query, found, lambda table: list_terms(asked, table, scratch))
    passages = {number: _read_passage(columns, number) for number in scores}
    spans = scratch.find_spans({number: text for number, (text, _) in passages.items()}, match.marked)
    hits = (_make_hit(*passages[number], spans[number], score) for number, score in scores.items())
    return SearchResult(hits=tuple(hits), total=len(found.numbers))


def _read_passage(columns: Columns, number: int) -> tuple[str, str]:
    command = f"SELECT statement, body FROM passage_{columns.generation} WHERE number = ?"  # noqa: S608
    statement, body = columns.connection.execute(command, (number,)).fetchone()
    return statement, body


def _make_hit(text: str, body: str, marks: list[Span], score: float) -> Hit:
    return Hit(entry=IndexEntry.model_validate_json(body), snippet=make_snippet(text, marks), score=score)
