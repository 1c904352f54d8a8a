"""The conditions of a search as SQL over the tables of one generation."""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from clausewatch.identifiers import normalise_words
from clausewatch.index.expressions import TextMatch
from clausewatch.index.protocol import Query
from clausewatch.index.times import to_microseconds


class Condition(NamedTuple):
    """SQL over `entry`, in which {0} is the generation, and the values of its question marks."""

    sql: str
    values: tuple[int | str, ...]


class Selection(NamedTuple):
    """Which statements: what stands after SELECT ... FROM, and the values of its question marks."""

    sql: str
    values: tuple[int | str, ...]
    text_table: str | None
    """The full-text table whose score there is."""
    counted: str
    """The same for who needs only their number."""


def select_entries(query: Query, match: TextMatch, generation: int) -> Selection:
    """The statements that a query finds; `entry` is their table."""
    conditions = [*_match_text(match), *_list_filters(query)]
    main = "words" if match.words else "spelling" if match.spelling else None
    entry = f"entry_{generation} AS entry"
    # The full-text table comes first, as it gives its rows in one pass; to look rows up in it one by one is slow.
    tables = f"{main}_{generation} CROSS JOIN {entry} ON entry.number = {main}_{generation}.rowid" if main else entry
    where = " AND ".join(f"({condition.sql})" for condition in conditions) or "TRUE"
    values = tuple(make_storable(value) for condition in conditions for value in condition.values)
    sql = f"{tables} WHERE {where}".format(generation)
    # Words alone are counted without a look at each entry.
    counted = f"{main}_{generation} WHERE {where}".format(generation) if main and len(conditions) == 1 else sql
    return Selection(sql, values, f"{main}_{generation}" if main else None, counted)


def make_storable(value: int | str) -> int | str:
    """Without halves of characters, which no file holds and SQLite does not take."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else value


def _match_text(match: TextMatch) -> Iterator[Condition]:
    if match.is_hopeless:
        yield Condition("FALSE", ())
    if match.words:
        yield Condition("words_{0} MATCH ?", (match.words,))
    if match.spelling and match.words:
        # Once for all rows, not once a row.
        found = "entry.number IN (SELECT rowid FROM spelling_{0} WHERE spelling_{0} MATCH ?)"
        yield Condition(found, (match.spelling,))
    elif match.spelling:
        yield Condition("spelling_{0} MATCH ?", (match.spelling,))
    for table, expression in (("words", match.excluded_words), ("spelling", match.excluded_spelling)):
        if expression:
            excluded = f"SELECT rowid FROM {table}_{{0}} WHERE {table}_{{0}} MATCH ?"  # noqa: S608
            yield Condition(f"entry.number NOT IN ({excluded})", (expression,))


def _list_filters(query: Query) -> Iterator[Condition]:
    for name, make_condition in FILTERS.items():
        if (value := getattr(query, name)) is not None:
            yield make_condition(value)
    if query.target is not None or query.stance is not None:
        yield _match_stance(query.target, query.stance)


def _match_stance(target: str | None, label: str | None) -> Condition:
    given = {name: value for name, value in (("target", target), ("label", label)) if value is not None}
    where = " AND ".join(f"{name} = ?" for name in given)
    return Condition(f"entry.number IN (SELECT entry FROM stance_{{0}} WHERE {where})", tuple(given.values()))  # noqa: S608


def _match_speaker(value: str) -> Condition:
    named, words = _contains_words("words", value)
    by_name = f"SELECT speaker FROM name_{{0}} WHERE {named}"  # noqa: S608
    by_id = "SELECT key FROM speaker_{0} WHERE id = ?"
    return Condition(f"entry.speaker IN ({by_name} UNION ALL {by_id})", (*words, value))


def _match_organisation(value: str) -> Condition:
    named, words = _contains_words("organisation_words", value)
    return Condition(f"entry.speaker IN (SELECT key FROM speaker_{{0}} WHERE {named})", words)  # noqa: S608


def _contains_words(column: str, value: str) -> tuple[str, tuple[str, ...]]:
    words = tuple(f" {word} " for word in dict.fromkeys(normalise_words(value).split()))
    return " AND ".join([f"instr({column}, ?)"] * len(words)) or "FALSE", words


FILTERS: dict[str, Callable[[Any], Condition]] = {
    "ids": lambda ids: Condition("entry.id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)),
    "publisher": lambda publisher: Condition("entry.publisher = ?", (publisher,)),
    "kind": lambda kind: Condition("entry.kind = ?", (kind,)),
    "since": lambda since: Condition("entry.published >= ?", (to_microseconds(since),)),
    "until": lambda until: Condition("entry.published < ?", (to_microseconds(until),)),
    "category": lambda category: Condition(
        "entry.speaker IN (SELECT key FROM speaker_{0} WHERE category = ?)", (category,)
    ),
    "speaker": _match_speaker,
    "organisation": _match_organisation,
}
