"""The tables of an embedded index. Each generation has its own, so that a new one is filled beside the live one."""

import sqlite3
from typing import NamedTuple

from clausewatch.index.scratch import LETTERS, STEMS

APPLICATION = 0x436C7761
"""Marks the file as an index of ours ("Clwa")."""
VERSION = 5
"""Of the tables; what another version made is made anew."""
FIELDS = "statement, title, speaker, organisation"
"""Of the full-text tables, in this order."""

STATE = """
CREATE TABLE state (
    one INTEGER PRIMARY KEY CHECK (one = 1), live INTEGER NOT NULL, building INTEGER, revision INTEGER NOT NULL
);
INSERT INTO state VALUES (1, 1, NULL, abs(random() / 2));
"""
GENERATION = f"""
CREATE TABLE speaker_{{0}} (
    key INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE, id TEXT, name TEXT NOT NULL, category TEXT NOT NULL,
    organisation TEXT, organisation_words TEXT NOT NULL
);
CREATE INDEX speaker_id_{{0}} ON speaker_{{0}} (id);
CREATE TABLE name_{{0}} (words TEXT NOT NULL, speaker INTEGER NOT NULL, PRIMARY KEY (words, speaker)) WITHOUT ROWID;
CREATE TABLE entry_{{0}} (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, place INTEGER NOT NULL
);
CREATE INDEX document_{{0}} ON entry_{{0}} (document);
CREATE TABLE term_{{0}} (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE stances_{{0}} (key INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE);
CREATE TABLE stance_{{0}} (
    target TEXT NOT NULL, label TEXT NOT NULL, stances INTEGER NOT NULL, PRIMARY KEY (target, label, stances)
) WITHOUT ROWID;
CREATE INDEX label_{{0}} ON stance_{{0}} (label);
CREATE TABLE cells_{{0}} (number INTEGER PRIMARY KEY, cells BLOB NOT NULL);
CREATE TABLE passage_{{0}} (
    number INTEGER PRIMARY KEY, statement TEXT NOT NULL, title TEXT NOT NULL, speaker TEXT NOT NULL,
    organisation TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE meaning_{{0}} (number INTEGER PRIMARY KEY, vector BLOB NOT NULL);
CREATE TABLE revision_{{0}} (document TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words_{{0}} USING fts5(
    {FIELDS}, content = 'passage_{{0}}', content_rowid = 'number', tokenize = '{STEMS}'
);
CREATE VIRTUAL TABLE spelling_{{0}} USING fts5(
    {FIELDS}, content = 'passage_{{0}}', content_rowid = 'number', tokenize = '{LETTERS}', prefix = '2 3'
);
CREATE VIRTUAL TABLE words_at_{{0}} USING fts5vocab('words_{{0}}', 'instance');
CREATE VIRTUAL TABLE spelling_at_{{0}} USING fts5vocab('spelling_{{0}}', 'instance');
"""
TABLES = (
    "words_at",
    "spelling_at",
    "words",
    "spelling",
    "revision",
    "meaning",
    "passage",
    "cells",
    "stance",
    "stances",
    "term",
    "entry",
    "name",
    "speaker",
)


class State(NamedTuple):
    """Which generation is searched, and which one is being built."""

    live: int
    building: int | None
    revision: int
    """Grows with each write; it begins by chance, so that no two files have it the same."""


def read_state(connection: sqlite3.Connection) -> State:
    """The state that this transaction sees."""
    return State(*connection.execute("SELECT live, building, revision FROM state").fetchone())


def note_change(connection: sqlite3.Connection) -> None:
    """What was read of the state before is not that of now."""
    connection.execute("UPDATE state SET revision = revision + 1")


def read_marks(connection: sqlite3.Connection) -> tuple[int, int]:
    """Application and version of a file's tables; (0, 0): a new file, or somebody else's."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return application, version


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether the file has no table at all."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(tables == 0)


def create_tables(connection: sqlite3.Connection) -> None:
    """The first generation, empty, within the transaction of `connection`."""
    _run(connection, STATE)
    create_generation(connection, 1)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def create_generation(connection: sqlite3.Connection, generation: int) -> None:
    """The tables of a generation, empty, within the transaction of `connection`."""
    _run(connection, GENERATION.format(generation))


def drop_generation(connection: sqlite3.Connection, generation: int) -> None:
    """Without the tables of a generation; who still reads them in a transaction of his own reads on."""
    for table in TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}_{generation}")


def list_generations(connection: sqlite3.Connection) -> list[int]:
    """Those that have tables: the live one, one that is being built, and what a killed process left."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE name GLOB 'entry_[0-9]*' AND type = 'table'")
    return sorted(int(name.removeprefix("entry_")) for (name,) in names)


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Not `executescript`, which would commit."""
    for command in filter(str.strip, script.split(";")):
        connection.execute(command)
