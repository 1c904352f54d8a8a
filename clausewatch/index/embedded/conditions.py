"""The statements that a search finds: words by the full-text tables, all other conditions by the columns."""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from clausewatch.identifiers import normalise_words
from clausewatch.index.embedded.columns import UNDATED, Column, Columns, Numbers, read_numbers
from clausewatch.index.expressions import TextMatch
from clausewatch.index.protocol import Query
from clausewatch.index.times import to_microseconds


class Text(NamedTuple):
    """An expression for a full-text table."""

    table: str
    expression: str


class Found(NamedTuple):
    """The statements that a query finds."""

    numbers: Numbers
    """Ascending."""
    scored: Text | None
    """What they have a score for."""
    is_part: bool
    """Whether it alone would find more."""


class Keys(NamedTuple):
    """A command that selects keys, in which {0} is the generation, and the values of its question marks."""

    command: str
    values: tuple[str, ...]


def find_entries(columns: Columns, query: Query, match: TextMatch) -> Found:
    """The statements that match, in the order of their numbers."""
    if match.is_hopeless:
        return Found(np.zeros(0, dtype=np.int64), None, is_part=False)
    wanted, unwanted = _list_texts(match)
    numbers = whole = _find_text(columns, wanted[0]) if wanted else columns.list_all()
    for text in wanted[1:]:
        numbers = numbers[np.isin(numbers, _find_text(columns, text))]
    for text in unwanted:
        numbers = numbers[np.isin(numbers, _find_text(columns, text), invert=True)]
    numbers = _filter(columns, query, numbers)
    return Found(numbers, wanted[0] if wanted else None, len(numbers) < len(whole))


def make_storable(value: str) -> str:
    """Without halves of characters, which no file holds and SQLite does not take."""
    return value.encode(errors="replace").decode()


def _list_texts(match: TextMatch) -> tuple[list[Text], list[Text]]:
    """What must stand there, that with the score first, and what must not and is in no other expression."""
    texts = (("words", match.words, match.excluded_words), ("spelling", match.spelling, match.excluded_spelling))
    wanted, unwanted = [], []
    for table, expression, excluded in texts:
        if expression:
            # In one pass of the table.
            wanted.append(Text(table, f"({expression}) NOT ({excluded})" if excluded else expression))
        elif excluded:
            unwanted.append(Text(table, excluded))
    return wanted, unwanted


def _find_text(columns: Columns, text: Text) -> Numbers:
    table = f"{text.table}_{columns.generation}"
    command = f"SELECT group_concat(rowid) FROM (SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid)"  # noqa: S608
    return read_numbers(columns.connection, command, (make_storable(text.expression),))


def _filter(columns: Columns, query: Query, numbers: Numbers) -> Numbers:
    """Those of the numbers for which all conditions but the text hold."""
    for column, keys in _list_filters(query):
        chosen = _read_keys(columns, keys)
        numbers = numbers[np.isin(columns.read(column)[numbers], chosen)]
    if query.ids is not None:
        ids = "SELECT number AS key FROM entry_{0} WHERE id IN (SELECT value FROM json_each(?))"
        numbers = numbers[np.isin(numbers, _read_keys(columns, Keys(ids, (json.dumps(query.ids),))))]
    if query.since is not None:
        numbers = numbers[columns.read("published")[numbers] >= to_microseconds(query.since)]
    if query.until is not None:
        at = columns.read("published")[numbers]
        numbers = numbers[(at < to_microseconds(query.until)) & (at != UNDATED)]
    return numbers


def _read_keys(columns: Columns, keys: Keys) -> Numbers:
    command = f"SELECT group_concat(key) FROM ({keys.command.format(columns.generation)})"  # noqa: S608
    return read_numbers(columns.connection, command, tuple(map(make_storable, keys.values)))


def _list_filters(query: Query) -> Iterator[tuple[Column, Keys]]:
    for name, (column, find_keys) in FILTERS.items():
        if (value := getattr(query, name)) is not None:
            yield column, find_keys(value)
    given = {name: value for name, value in (("target", query.target), ("label", query.stance)) if value is not None}
    if given:
        where = " AND ".join(f"{name} = ?" for name in given)
        yield "stances", Keys(f"SELECT stances AS key FROM stance_{{0}} WHERE {where}", tuple(given.values()))  # noqa: S608


def _find_term(value: str) -> Keys:
    return Keys("SELECT key FROM term_{0} WHERE name = ?", (value,))


def _find_category(value: str) -> Keys:
    return Keys("SELECT key FROM speaker_{0} WHERE category = ?", (value,))


def _find_speakers(value: str) -> Keys:
    named, words = _contain_words("words", value)
    by_name = f"SELECT speaker AS key FROM name_{{0}} WHERE {named}"  # noqa: S608
    by_id = "SELECT key FROM speaker_{0} WHERE id = ?"
    return Keys(f"{by_name} UNION ALL {by_id}", (*words, value))


def _find_members(value: str) -> Keys:
    named, words = _contain_words("organisation_words", value)
    return Keys(f"SELECT key FROM speaker_{{0}} WHERE {named}", words)  # noqa: S608


def _contain_words(column: str, value: str) -> tuple[str, tuple[str, ...]]:
    words = tuple(f" {word} " for word in dict.fromkeys(normalise_words(value).split()))
    return " AND ".join([f"instr({column}, ?)"] * len(words)) or "FALSE", words


FILTERS: dict[str, tuple[Column, Callable[[Any], Keys]]] = {
    "publisher": ("publisher", _find_term),
    "kind": ("kind", _find_term),
    "category": ("speaker", _find_category),
    "speaker": ("speaker", _find_speakers),
    "organisation": ("speaker", _find_members),
}
"""The column in which a condition of the query looks for keys."""
