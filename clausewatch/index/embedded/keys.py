"""Keys of what statements have in common: a speaker, a term, a set of stances; made where they are missing."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from clausewatch.identifiers import normalise_words
from clausewatch.models import Speaker, Stance

NO_KEY = 0
"""Of a statement that has no such value."""


def find_term(connection: sqlite3.Connection, generation: int, name: str | None) -> int:
    """Key of a publisher, a kind or a month."""
    if name is None:
        return NO_KEY
    return _find_key(connection, f"term_{generation}", "name", name) or _insert(
        connection, f"term_{generation} (name)", (name,)
    )


def find_stances(connection: sqlite3.Connection, generation: int, stances: Iterable[Stance]) -> int:
    """Key of a set of stances, which many statements share."""
    unique = sorted({(stance.target, stance.label) for stance in stances})
    body = json.dumps(unique)
    if key := _find_key(connection, f"stances_{generation}", "body", body):
        return key
    key = _insert(connection, f"stances_{generation} (body)", (body,))
    for target, label in unique:
        connection.execute(f"INSERT INTO stance_{generation} VALUES (?, ?, ?)", (target, label, key))  # noqa: S608
    return key


def find_speaker(connection: sqlite3.Connection, generation: int, speaker: Speaker | None) -> int:
    """Key of the speaker as the statement has it."""
    if speaker is None:
        return NO_KEY
    organisation = speaker.organisation or (speaker.name if speaker.kind == "organisation" else None)
    body = json.dumps((speaker.id, speaker.name, speaker.category, organisation, speaker.members))
    return _find_key(connection, f"speaker_{generation}", "body", body) or _insert_speaker(
        connection, generation, speaker, body, organisation
    )


def _insert_speaker(
    connection: sqlite3.Connection, generation: int, speaker: Speaker, body: str, organisation: str | None
) -> int:
    table = f"speaker_{generation} (body, id, name, category, organisation, organisation_words)"
    values = (body, speaker.id, speaker.name, speaker.category, organisation, pad_words(organisation or ""))
    key = _insert(connection, table, values)
    for words in sorted({pad_words(name) for name in (speaker.name, *speaker.members)}):
        connection.execute(f"INSERT INTO name_{generation} VALUES (?, ?)", (words, key))  # noqa: S608
    return key


def pad_words(text: str) -> str:
    """Normalised words with a blank before and after each, so that a whole word can be looked for."""
    return f" {normalise_words(text)} "


def _find_key(connection: sqlite3.Connection, table: str, column: str, value: str) -> int:
    row = connection.execute(f"SELECT key FROM {table} WHERE {column} = ?", (value,)).fetchone()  # noqa: S608
    return int(row[0]) if row else NO_KEY


def _insert(connection: sqlite3.Connection, table: str, values: Sequence[str | None]) -> int:
    places = ", ".join("?" * len(values))
    row = connection.execute(f"INSERT INTO {table} VALUES ({places}) RETURNING key", values).fetchone()  # noqa: S608
    return int(row[0])
