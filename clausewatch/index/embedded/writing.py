"""Statements into the tables of one generation, and out of them."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from clausewatch.identifiers import normalise_words
from clausewatch.index.cleaning import clean_text
from clausewatch.index.embedded.schema import FIELDS
from clausewatch.index.fullness import count_words
from clausewatch.index.protocol import IndexEntry, Replacement
from clausewatch.index.times import london_month, to_microseconds
from clausewatch.models import Speaker


def pad_words(text: str) -> str:
    """Normalised words with a blank before and after each, so that a whole word can be looked for."""
    return f" {normalise_words(text)} "


def replace_document(connection: sqlite3.Connection, generation: int, replacement: Replacement) -> None:
    """Put the entries in the place of all that there is of the document or has the same ids, unless it is older."""
    if not _note_revision(connection, generation, replacement):
        return
    unique = list({entry.id: entry for entry in replacement.entries}.values())
    chosen = (
        f"SELECT number FROM entry_{generation} WHERE document = ? "  # noqa: S608
        "OR id IN (SELECT value FROM json_each(?))"
    )
    ids = json.dumps([entry.id for entry in unique])
    _remove(connection, generation, connection.execute(chosen, (replacement.document, ids)).fetchall())
    insert_entries(connection, generation, unique)


def _note_revision(connection: sqlite3.Connection, generation: int, replacement: Replacement) -> bool:
    """Whether it is not older than what is there."""
    command = (
        f"INSERT INTO revision_{generation} VALUES (?, ?) ON CONFLICT (document) DO UPDATE "  # noqa: S608
        "SET number = excluded.number WHERE excluded.number >= number RETURNING number"
    )
    return connection.execute(command, (replacement.document, replacement.revision)).fetchone() is not None


def _remove(connection: sqlite3.Connection, generation: int, numbers: Iterable[tuple[int]]) -> None:
    numbers = list(numbers)
    # The full-text tables must be told what they hold: they keep no text of their own.
    kept = f"SELECT number, {FIELDS} FROM passage_{generation} WHERE number = ?"  # noqa: S608
    rows = [connection.execute(kept, number).fetchone() for number in numbers]
    for table in (f"words_{generation}", f"spelling_{generation}"):
        command = f"INSERT INTO {table} ({table}, rowid, {FIELDS}) VALUES ('delete', ?, ?, ?, ?, ?)"  # noqa: S608
        connection.executemany(command, rows)
    for table, key in (("passage", "number"), ("entry", "number"), ("stance", "entry")):
        connection.executemany(f"DELETE FROM {table}_{generation} WHERE {key} = ?", numbers)  # noqa: S608


def insert_entries(connection: sqlite3.Connection, generation: int, entries: Sequence[IndexEntry]) -> None:
    """Add statements, none of which is there yet."""
    (last,) = connection.execute(f"SELECT coalesce(max(number), 0) FROM entry_{generation}").fetchone()  # noqa: S608
    numbered = list(enumerate(entries, last + 1))
    passages = [(number, *_read_fields(entry)) for number, entry in numbered]
    facts = [(number, *_read_facts(entry), _find_speaker(connection, generation, entry)) for number, entry in numbered]
    stances = [(one.target, one.label, number) for number, entry in numbered for one in entry.statement.stances]
    bodies = [
        (*passage, entry.model_dump_json(exclude_defaults=True, exclude={"embedding"}))
        for passage, entry in zip(passages, entries, strict=True)
    ]
    _insert_rows(connection, f"entry_{generation}", facts)
    _insert_rows(connection, f"stance_{generation}", sorted(set(stances)))
    _insert_rows(connection, f"passage_{generation}", bodies)
    _insert_rows(connection, f"words_{generation} (rowid, {FIELDS})", passages)
    _insert_rows(connection, f"spelling_{generation} (rowid, {FIELDS})", passages)


def _insert_rows(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        places = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608


def _read_fields(entry: IndexEntry) -> tuple[str, str, str, str]:
    speaker = entry.statement.speaker
    name = " ".join((speaker.name, *speaker.members)) if speaker else ""
    organisation = (speaker.organisation or "") if speaker else ""
    texts = (entry.statement.text, entry.document.title, name, organisation)
    statement, title, name, organisation = map(clean_text, texts)
    return statement, title, name, organisation


def _read_facts(entry: IndexEntry) -> tuple[str, str, int, int | None, str | None, str, str, int]:
    document, statement = entry.document, entry.statement
    at = document.published_at
    when = (to_microseconds(at), london_month(at)) if at else (None, None)
    words = count_words(clean_text(statement.text))
    return entry.id, document.id, statement.content[0][0], *when, document.publisher, statement.kind, words


def _find_speaker(connection: sqlite3.Connection, generation: int, entry: IndexEntry) -> int | None:
    """Key of the speaker's row, made where it is missing."""
    speaker = entry.statement.speaker
    if speaker is None:
        return None
    organisation = speaker.organisation or (speaker.name if speaker.kind == "organisation" else None)
    body = json.dumps((speaker.id, speaker.name, speaker.category, organisation, speaker.members))
    known = f"SELECT key FROM speaker_{generation} WHERE body = ?"  # noqa: S608
    if row := connection.execute(known, (body,)).fetchone():
        return int(row[0])
    return _insert_speaker(connection, generation, speaker, body, organisation)


def _insert_speaker(
    connection: sqlite3.Connection, generation: int, speaker: Speaker, body: str, organisation: str | None
) -> int:
    inserting = (
        f"INSERT INTO speaker_{generation} (body, id, name, category, organisation, organisation_words) "  # noqa: S608
        "VALUES (?, ?, ?, ?, ?, ?) RETURNING key"
    )
    values = (body, speaker.id, speaker.name, speaker.category, organisation, pad_words(organisation or ""))
    key = int(connection.execute(inserting, values).fetchone()[0])
    names = {pad_words(name) for name in (speaker.name, *speaker.members)}
    _insert_rows(connection, f"name_{generation}", [(words, key) for words in sorted(names)])
    return key
