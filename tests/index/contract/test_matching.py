"""Searches held against statements find what a search of an index that holds them would, on every store."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clausewatch.index.protocol import Index, IndexEntry, Query
from clausewatch.models import StanceLabel, StatementKind
from tests.alerts.builders import make_matcher
from tests.index.contract.examples import NOON, SYNONYMS, fill, ids, make_entry, make_speaker, replace_document

EACH_STORE = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    # To make an example smaller takes hundreds of round trips.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
PLAIN = ["client-side", "device-side", "scanning", "clause", "Clause", "122", "spy", "back", "door", "backdoor", "not"]
PLAIN += ["ada", "OFCOM", "barrow"]
ANY = [*PLAIN, "scans", "scanned", "clauses", "privé", "prive", "naïvely", "Zoë", "zoe", "messages", "message"]
POSSESSIVE = [*ANY, "scan's", "zoe's", "door's", "ofcom’s"]
"""A phrase passes over the 's on servers with stemming, but not in the embedded index."""
TIMES = [NOON + timedelta(days=day) for day in range(3)]
DOCUMENTS = "abcd"


def make_texts(words: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words), min_size=1, max_size=7).map(" ".join)


def maybe(*values: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(values)


SPEAKERS = st.none() | st.builds(
    make_speaker,
    st.sampled_from(["Ada Moor", "Owen Barrow", "Zoë Marsh", "Ofcom"]),
    id=maybe("ada-moor", "owen-barrow"),
    kind=st.sampled_from(["person", "organisation"]),
    category=st.sampled_from(["government", "platform", "news"]),
    organisation=maybe("Ofcom", "Home Office"),
    members=st.sampled_from([(), ("Ada Moor", "Zoë Marsh")]),
)
STANCES = st.lists(
    st.tuples(st.sampled_from(["clause", "age-checks"]), st.sampled_from(get_args(StanceLabel))),
    max_size=2,
    unique_by=lambda stance: stance[0],
)


@st.composite
def entries(draw: st.DrawFn, words: list[str]) -> list[IndexEntry]:
    """The statements of some documents."""
    found = []
    for document in DOCUMENTS:
        page: dict[str, Any] = {
            "at": draw(st.sampled_from([None, *TIMES])),
            "title": draw(st.just("") | make_texts(words)),
        }
        page["publisher"] = draw(st.sampled_from(["courier", "harbour-post"]))
        for place in range(draw(st.integers(0, 3))):
            facts = {"speaker": draw(SPEAKERS), "kind": draw(st.sampled_from(get_args(StatementKind)))}
            found.append(
                make_entry(document, draw(make_texts(words)), place=place, stances=draw(STANCES), **facts, **page)
            )
    return found


@st.composite
def search_texts(draw: st.DrawFn, words: list[str]) -> str:
    """Words, phrases, prefixes and exclusions in any number."""
    shapes = ["{}", '"{}"', "{}*", "-{}", '-"{}"', '"{}*"', "-{}*"]
    parts = st.tuples(st.sampled_from(shapes), st.lists(st.sampled_from(words), min_size=1, max_size=3))
    chosen = draw(st.lists(parts, max_size=3))
    return " ".join(shape.format(" ".join(part if '"' in shape else part[:1])) for shape, part in chosen)


def queries(words: list[str]) -> st.SearchStrategy[list[Query]]:
    one = st.builds(
        Query,
        text=search_texts(words),
        target=maybe("clause"),
        stance=maybe(*get_args(StanceLabel)),
        speaker=maybe("ada", "Zoe", "Owen Barrow", "owen-barrow", "moor marsh"),
        organisation=maybe("ofcom", "office"),
        category=maybe("government", "platform"),
        publisher=maybe("courier"),
        kind=maybe(*get_args(StatementKind)),
        since=st.none() | st.sampled_from(TIMES),
        until=st.none() | st.sampled_from(TIMES),
    )
    # One condition at a time finds more than all of them at once.
    texts = st.builds(Query, text=search_texts(words))
    facts = st.builds(Query, text=st.just(""), speaker=maybe("ada", "Zoe"), stance=maybe("FAVOR"), kind=maybe("direct"))
    return st.lists(one | texts | facts, min_size=1, max_size=10)


def index_all(index: Index, statements: list[IndexEntry]) -> None:
    for document in DOCUMENTS:
        replace_document(index, document, [entry for entry in statements if entry.document.id == document])


def check_same(index: Index, other: Callable[[Query], set[str]], new: list[IndexEntry], asked: list[Query]) -> None:
    texts = {entry.id: entry.statement.text for entry in new}
    for query, found in zip(asked, index.match(asked, new), strict=True):
        different = {texts[name] for name in found ^ other(query)}
        assert not different, query.model_dump(exclude_defaults=True)


def find_ids(index: Index, query: Query) -> set[str]:
    return {hit.entry.id for hit in index.search(query.model_copy(update={"limit": 1000})).hits}


def match_embedded(query: Query, statements: list[IndexEntry]) -> set[str]:
    return set(make_matcher(*SYNONYMS).match([query], statements)[0])


@EACH_STORE
@given(new=entries(PLAIN), asked=queries(PLAIN))
def test_matches_searches_and_the_embedded_matcher_give_the_same_answers(
    index: Index, new: list[IndexEntry], asked: list[Query]
) -> None:
    index_all(index, new)
    check_same(index, lambda query: find_ids(index, query), new, asked)
    check_same(index, lambda query: match_embedded(query, new), new, asked)


@pytest.mark.needs("stemming", "folding")
@EACH_STORE
@given(new=entries(ANY), asked=queries(ANY))
def test_they_do_so_for_words_in_any_form(index: Index, new: list[IndexEntry], asked: list[Query]) -> None:
    index_all(index, new)
    check_same(index, lambda query: find_ids(index, query), new, asked)
    check_same(index, lambda query: match_embedded(query, new), new, asked)


@pytest.mark.needs("percolator")
@EACH_STORE
@given(new=entries(POSSESSIVE), asked=queries(POSSESSIVE))
def test_a_percolator_reads_words_as_its_server_does(index: Index, new: list[IndexEntry], asked: list[Query]) -> None:
    index_all(index, new)
    check_same(index, lambda query: find_ids(index, query), new, asked)


def test_the_index_need_not_hold_the_statements(index: Index) -> None:
    fill(index, [make_entry("old", "They scan messages")])
    new = [make_entry("new", "They scan messages"), make_entry("other", "It rained")]
    assert index.match([Query(text="scan"), Query(text="fog")], new) == (ids(new[0]), frozenset())
    assert index.count() == 1


def test_matching_works_before_anything_was_indexed(index: Index) -> None:
    entry = make_entry("a", "They scan messages")
    assert index.match([Query(text="scan")], [entry]) == (ids(entry),)
    assert index.count() == 0


def test_no_searches_and_no_statements_match_nothing(index: Index) -> None:
    fill(index, [make_entry("a", "They scan messages")])
    assert index.match([], [make_entry("b", "They scan")]) == ()
    assert index.match([Query(), Query(text="scan")], []) == (frozenset(), frozenset())


def test_how_a_search_is_shown_does_not_cut_what_it_finds(index: Index) -> None:
    index.prepare()
    new = [make_entry("a", "word", place=place) for place in range(30)]
    everything = frozenset(entry.id for entry in new)
    shown = [Query(limit=1), Query(text="word", offset=29, sort="best"), Query(text="word")]
    assert index.match(shown, new) == (everything,) * 3


def test_the_same_search_twice_is_answered_twice_and_the_same_statement_once(index: Index) -> None:
    index.prepare()
    entry = make_entry("a", "They scan messages")
    assert index.match([Query(text="scan")] * 2, [entry, entry]) == (ids(entry), ids(entry))


@pytest.mark.parametrize(
    "text",
    ["word " * 70, '"' + "back door " * 32 + '"', "a* " * 64, '"back door' * 3, "-", "*", "🔐", "\ud800", "-a* " * 64],
    ids=["long", "many variants", "prefixes", "quotes", "minus", "star", "picture", "half a character", "exclusions"],
)
def test_no_search_keeps_others_from_being_answered(index: Index, text: str) -> None:
    entries = [make_entry("a", "a back door word \U0001f510"), make_entry("b", "b")]
    fill(index, entries)
    odd, plain = index.match([Query(text=text), Query(text="word")], entries)
    assert plain == ids(entries[0])
    assert odd == find_ids(index, Query(text=text))


def test_no_statement_keeps_others_from_being_matched(index: Index) -> None:
    index.prepare()
    huge = make_entry("a", "They scan", speaker=make_speaker("Moor " * 10_000))
    plain = make_entry("b", "They scan " + "x" * 100_000)
    assert index.match([Query(text="scan"), Query(speaker="moor")], [huge, plain]) == (
        ids(huge, plain),
        ids(huge),
    )
