"""A query in the words of the search server."""

from collections.abc import Callable, Iterator
from typing import Any, get_args

from clausewatch.identifiers import normalise_words
from clausewatch.index.elastic.stored import name_position
from clausewatch.index.fullness import LENIENCE, WHOLE
from clausewatch.index.protocol import Query
from clausewatch.index.query_text import WORD
from clausewatch.index.text_query import Choice, TextQuery
from clausewatch.index.times import to_microseconds
from clausewatch.models import StanceLabel

Json = dict[str, Any]
WEIGHTS = {"text": 1.0, "document.title": 0.1, "speaker.name": 0.3, "speaker.members": 0.3, "speaker.organisation": 0.2}
"""Of each searched field in the score."""
FIELDS = [f"{name}^{weight}" for name, weight in WEIGHTS.items()]
SEARCHED = "searched"
"""All these texts in one field, which the server fills: what needs no score is looked up there, once."""
MOST_WORDS = 1_000_000
"""No statement is longer."""
ANYWHERE = 500
"""Positions that the words of a name may be apart; the next name is farther away (see the mapping of names)."""
SCORED_PREFIXES = "top_terms_blended_freqs_64"
FOUND = 0.1
"""Score of a statement that has a prefix, however often."""
FULLNESS: Json = {"origin": MOST_WORDS, "offset": MOST_WORDS - WHOLE, "scale": (WHOLE + LENIENCE) / 2, "decay": 0.5}
"""A straight line that is 1 for a whole statement and all that is longer."""
NOTHING: Json = {"match_none": {}}


def make_query(query: Query, asked: TextQuery, *, is_scored: bool) -> Json:
    """All conditions as one query; without a score it is quicker."""
    match_phrase, match_prefix = (_score_phrase, _score_prefix) if is_scored else (_match_phrase, _match_prefix)
    choices = [_match_choice(choice, match_phrase) for choice in asked.words]
    wanted = [*choices, *map(match_prefix, asked.prefixes)]
    excluded = [*map(_match_phrase, asked.excluded_words), *map(_match_prefix, asked.excluded_prefixes)]
    filters = [*([NOTHING] if asked.is_hopeless else []), *_list_filters(query)]
    if not is_scored:
        wanted, filters = [], [*wanted, *filters]
    found: Json = {"bool": {"must": wanted, "filter": filters, "must_not": excluded}}
    return {"function_score": {"query": found, "linear": {"words": FULLNESS}}} if is_scored else found


def _match_choice(choice: Choice, match_phrase: Callable[[str], Json]) -> Json:
    alternatives = [_match_all([match_phrase(phrase) for phrase in phrases]) for phrases in choice]
    return alternatives[0] if len(alternatives) == 1 else {"dis_max": {"queries": alternatives}}


def _match_all(queries: list[Json]) -> Json:
    return queries[0] if len(queries) == 1 else {"bool": {"must": queries}}


def _match_phrase(phrase: str) -> Json:
    return {"match_phrase": {SEARCHED: phrase}}


def _match_prefix(phrase: str) -> Json:
    return {"match_phrase_prefix": {f"{SEARCHED}.spelling": phrase}}


def _score_phrase(phrase: str) -> Json:
    return {"multi_match": {"query": phrase, "type": "phrase", "fields": FIELDS}}


def _score_prefix(phrase: str) -> Json:
    # A prefix gives every statement the same score: how often its words stand there is asked beside it, and counts.
    last = WORD.findall(phrase)[-1]
    often = {"wildcard": {"text.spelling": {"value": f"{last}*", "rewrite": SCORED_PREFIXES}}}
    found = {"constant_score": {"filter": _match_prefix(phrase), "boost": FOUND}}
    return {"bool": {"must": [found], "should": [often]}}


def _list_filters(query: Query) -> Iterator[Json]:
    for name, make_filter in FILTERS.items():
        if (value := getattr(query, name)) is not None:
            yield make_filter(value)
    if query.target is not None:
        labels = get_args(StanceLabel) if query.stance is None else (query.stance,)
        yield {"terms": {"positions": [make_sendable(name_position(label, query.target)) for label in labels]}}
    elif query.stance is not None:
        yield _match_term("stances.label", query.stance)


def _match_term(field: str, value: str) -> Json:
    return {"term": {field: make_sendable(value)}}


def _match_speaker(value: str) -> Json:
    words = " ".join(dict.fromkeys(normalise_words(value).split()))
    by_id = _match_term("speaker.id", value)
    if not words:
        return by_id
    by_name = {"match_phrase": {"speaker.names": {"query": make_sendable(words), "slop": ANYWHERE}}}
    return {"bool": {"should": [by_name, by_id], "minimum_should_match": 1}}


def _match_organisation(value: str) -> Json:
    words = make_sendable(normalise_words(value))
    return {"match": {"speaker.body.words": {"query": words, "operator": "and"}}} if words else NOTHING


def make_sendable(text: str) -> str:
    """Without halves of characters, which cannot be sent, and which no statement has."""
    return text.encode(errors="replace").decode()


FILTERS: dict[str, Callable[[Any], Json]] = {
    "ids": lambda ids: {"terms": {"id": list(map(make_sendable, ids))}},
    "publisher": lambda publisher: _match_term("document.publisher", publisher),
    "kind": lambda kind: _match_term("kind", kind),
    "since": lambda since: {"range": {"document.published_us": {"gte": to_microseconds(since)}}},
    "until": lambda until: {"range": {"document.published_us": {"lt": to_microseconds(until)}}},
    "category": lambda category: _match_term("speaker.category", category),
    "speaker": _match_speaker,
    "organisation": _match_organisation,
}
