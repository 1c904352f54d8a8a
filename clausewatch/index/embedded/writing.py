"""Statements into the tables of one generation, and out of them."""

import itertools
import json
import sqlite3
from collections.abc import Sequence

from clausewatch.index.cleaning import clean_text
from clausewatch.index.embedded.columns import BYTES, UNDATED, Column, write_cells
from clausewatch.index.embedded.keys import find_speaker, find_stances, find_term
from clausewatch.index.embedded.meaning import pack_vector
from clausewatch.index.embedded.schema import FIELDS
from clausewatch.index.fullness import count_words
from clausewatch.index.protocol import IndexEntry, Replacement
from clausewatch.index.times import london_month, to_microseconds


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
    free = [number for (number,) in connection.execute(chosen, (replacement.document, ids))]
    _remove(connection, generation, free)
    insert_entries(connection, generation, unique, free)


def _note_revision(connection: sqlite3.Connection, generation: int, replacement: Replacement) -> bool:
    """Whether it is not older than what is there."""
    command = (
        f"INSERT INTO revision_{generation} VALUES (?, ?) ON CONFLICT (document) DO UPDATE "  # noqa: S608
        "SET number = excluded.number WHERE excluded.number >= number RETURNING number"
    )
    return connection.execute(command, (replacement.document, replacement.revision)).fetchone() is not None


def _remove(connection: sqlite3.Connection, generation: int, numbers: Sequence[int]) -> None:
    # The full-text tables must be told what they hold: they keep no text of their own.
    kept = f"SELECT number, {FIELDS} FROM passage_{generation} WHERE number = ?"  # noqa: S608
    rows = [connection.execute(kept, (number,)).fetchone() for number in numbers]
    for table in (f"words_{generation}", f"spelling_{generation}"):
        command = f"INSERT INTO {table} ({table}, rowid, {FIELDS}) VALUES ('delete', ?, ?, ?, ?, ?)"  # noqa: S608
        connection.executemany(command, rows)
    for table in ("passage", "meaning", "entry"):
        command = f"DELETE FROM {table}_{generation} WHERE number = ?"  # noqa: S608
        connection.executemany(command, [(number,) for number in numbers])
    for column in BYTES:
        write_cells(connection, generation, column, dict.fromkeys(numbers, 0))


def insert_entries(
    connection: sqlite3.Connection, generation: int, entries: Sequence[IndexEntry], free: Sequence[int] = ()
) -> None:
    """Add statements, none of which is there yet; under free numbers first, so that the columns do not grow."""
    (last,) = connection.execute(f"SELECT coalesce(max(number), 0) FROM entry_{generation}").fetchone()  # noqa: S608
    numbers = itertools.chain(sorted(free), itertools.count(max((last, *free)) + 1))
    numbered = list(zip(numbers, entries, strict=False))
    passages = [(number, *_read_fields(entry)) for number, entry in numbered]
    bodies = [
        (*passage, entry.model_dump_json(exclude_defaults=True, exclude={"embedding"}))
        for passage, entry in zip(passages, entries, strict=True)
    ]
    _insert_rows(connection, f"entry_{generation}", [(number, *_read_names(entry)) for number, entry in numbered])
    _insert_rows(connection, f"passage_{generation}", bodies)
    _insert_rows(connection, f"words_{generation} (rowid, {FIELDS})", passages)
    _insert_rows(connection, f"spelling_{generation} (rowid, {FIELDS})", passages)
    vectors = [(number, pack_vector(entry.embedding)) for number, entry in numbered if entry.embedding is not None]
    _insert_rows(connection, f"meaning_{generation}", vectors)
    facts = {number: _read_facts(connection, generation, number, entry) for number, entry in numbered}
    for column in BYTES:
        write_cells(connection, generation, column, {number: cells[column] for number, cells in facts.items()})


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


def _read_names(entry: IndexEntry) -> tuple[str, str, int]:
    return entry.id, entry.document.id, entry.statement.content[0][0]


def _read_facts(connection: sqlite3.Connection, generation: int, number: int, entry: IndexEntry) -> dict[Column, int]:
    document, statement = entry.document, entry.statement
    at = document.published_at
    return {
        "published": to_microseconds(at) if at else UNDATED,
        "publisher": find_term(connection, generation, document.publisher),
        "kind": find_term(connection, generation, statement.kind),
        "month": find_term(connection, generation, london_month(at) if at else None),
        "words": count_words(clean_text(statement.text)),
        "tokens": _count_tokens(connection, generation, number),
        "speaker": find_speaker(connection, generation, statement.speaker),
        "stances": find_stances(connection, generation, statement.stances),
    }


def _count_tokens(connection: sqlite3.Connection, generation: int, number: int) -> int:
    """In all fields together, as the full-text table has counted them: a variable-length number for each field."""
    counted = f"SELECT sz FROM words_{generation}_docsize WHERE id = ?"  # noqa: S608
    total = value = 0
    for byte in connection.execute(counted, (number,)).fetchone()[0]:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            total, value = total + value, 0
    return total
