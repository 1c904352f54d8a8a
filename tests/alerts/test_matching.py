"""The matcher of a batch finds what a search of the whole index would."""

import string
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausewatch.alerts.matching import open_matcher
from clausewatch.index import open_index
from clausewatch.index.protocol import Index, IndexEntry, Query
from clausewatch.models import Category, Stance, StanceLabel, Statement, StatementKind
from tests.alerts.builders import CLAUSE, NOON, make_document, make_entry, make_speaker, make_statement

SYNONYMS = (("client-side scanning", "device-side scanning"),)
WORDS = ["client-side", "device-side", "scanning", "scans", "message", "Messages", "privé", "clause", "122", "not"]
NAMES = ["Ada Moor", "Owen Barrow", "Zoë Marsh"]
CATEGORIES = [category for category in get_args(Category) if category in ("government", "platform", "news")]
TIMES = [NOON + timedelta(days=day) for day in range(3)]

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
speakers = st.none() | st.builds(
    make_speaker,
    st.sampled_from(NAMES),
    category=st.sampled_from(CATEGORIES),
    organisation=st.sampled_from([None, "Ofcom"]),
)
stances = st.builds(
    Stance,
    target=st.sampled_from([CLAUSE, "age-checks"]),
    label=st.sampled_from(get_args(StanceLabel)),
    confidence=st.just(0.9),
)
statements = st.builds(
    make_statement,
    texts,
    speakers,
    kind=st.sampled_from(get_args(StatementKind)),
    stances=st.lists(stances, max_size=2, unique_by=lambda stance: stance.target),
)


@st.composite
def entries(draw: st.DrawFn, site: str) -> list[IndexEntry]:
    """Statements of some pages of a site."""
    found = []
    for number in range(draw(st.integers(1, 3))):
        url, at = f"https://{site}.example/{number}", draw(st.sampled_from([None, *TIMES]))
        page = make_document(url=url, title=draw(texts), publisher=site, published_at=at)
        for start, statement in enumerate(draw(st.lists(statements, max_size=3))):
            facts = {"document": page.id, "version": page.version, "content": ((start, start + 1),)}
            found.append(make_entry(Statement.model_validate(statement.model_dump() | facts), page))
    return found


def maybe(values: list[str] | tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(values)


queries = st.builds(
    Query,
    text=st.just("")
    | texts
    | texts.map(lambda t: f'"{t}"')
    | st.sampled_from(["scan*", "message -clause", "client-side scanning"]),
    target=maybe([CLAUSE]),
    stance=maybe(get_args(StanceLabel)),
    speaker=maybe(["ada", "Zoe", "Owen Barrow"]),
    organisation=maybe(["ofcom"]),
    category=maybe(CATEGORIES),
    publisher=maybe(["new", "old"]),
    kind=maybe(get_args(StatementKind)),
    since=st.none() | st.sampled_from(TIMES),
    until=st.none() | st.sampled_from(TIMES),
)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with closing(open_index(f"sqlite:///{tmp_path / 'index.db'}", SYNONYMS)) as opened:
        yield opened


def fill(index: Index, found: list[IndexEntry]) -> None:
    for document in dict.fromkeys(entry.document.id for entry in found):
        index.replace_document(document, [entry for entry in found if entry.document.id == document])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(new=entries("new"), old=entries("old"), searches=st.lists(queries, min_size=5, max_size=20))
def test_matcher_and_index_give_the_same_answers(
    index: Index, new: list[IndexEntry], old: list[IndexEntry], searches: list[Query]
) -> None:
    index.rebuild([*new, *old])
    ids = tuple(entry.id for entry in new)
    with open_matcher(new, SYNONYMS) as matcher:
        for query in searches:
            hits = index.search(query.model_copy(update={"ids": ids, "limit": 100})).hits
            assert matcher.find(query) == {hit.entry.id for hit in hits}


def test_synonyms_reach_each_other() -> None:
    entry = make_entry(make_statement("They want client-side scanning."))
    with open_matcher([entry], SYNONYMS) as matcher:
        assert matcher.find(Query(text="device-side scanning")) == {entry.id}
    with open_matcher([entry], ()) as matcher:
        assert matcher.find(Query(text="device-side scanning")) == frozenset()


def test_nothing_new_matches_nothing() -> None:
    with open_matcher([], SYNONYMS) as matcher:
        assert matcher.find(Query()) == frozenset()


def test_how_a_search_is_shown_does_not_cut_what_is_found() -> None:
    new = [
        make_entry(make_statement(letter, content=((place, place + 1),)))
        for place, letter in enumerate(string.ascii_letters)
    ]
    with open_matcher(new, ()) as matcher:
        assert len(matcher.find(Query())) == len(string.ascii_letters)
        assert matcher.find(Query(text="b")) == matcher.find(Query(text="B"))
