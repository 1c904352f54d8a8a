"""How many statements have which value: counted by key in a column, named afterwards."""

import json
from collections import Counter
from collections.abc import Iterable

import numpy as np

from clausewatch.index.embedded.columns import Column, Columns, Numbers
from clausewatch.index.embedded.conditions import make_storable
from clausewatch.index.protocol import Facet, FacetValue, Query

TERMS: dict[Facet, Column] = {"publisher": "publisher", "kind": "kind", "month": "month"}
SPEAKERS: dict[Facet, str] = {"speaker": "name", "organisation": "organisation", "category": "category"}
"""The column of the speakers' table."""


def count_values(columns: Columns, facet: Facet, query: Query, numbers: Numbers) -> tuple[FacetValue, ...]:
    """The values of these statements, commonest first; months in order."""
    column = TERMS.get(facet) or ("speaker" if facet in SPEAKERS else "stances")
    # Key 0 is of those that have no value.
    counts = dict(enumerate(np.bincount(columns.read(column)[numbers]).tolist()[1:], 1))
    found: Counter[str] = Counter()
    for key, name in _name_keys(columns, facet, query):
        found[name] += counts.get(key, 0)
    ordered = sorted(found.items(), key=lambda it: it[0] if facet == "month" else (-it[1], it[0]))
    return tuple(FacetValue(value=name, count=count) for name, count in ordered if count)


def _name_keys(columns: Columns, facet: Facet, query: Query) -> Iterable[tuple[int, str]]:
    """Every key with its name; a key has as many as a statement with it counts for."""
    values: tuple[str, ...] = ()
    if facet in SPEAKERS:
        name = SPEAKERS[facet]
        chosen = f"key, {name} AS name FROM speaker_{columns.generation} WHERE {name} IS NOT NULL"
    elif facet in TERMS:
        chosen = f"key, name FROM term_{columns.generation}"
    else:
        target, values = ("", ()) if query.target is None else ("WHERE target = ?", (make_storable(query.target),))
        chosen = f"DISTINCT stances AS key, label AS name FROM stance_{columns.generation} {target}"
    # One row for all: each row costs a change of threads where several search at once.
    command = f"SELECT json_group_array(json_array(key, name)) FROM (SELECT {chosen})"  # noqa: S608
    named: list[tuple[int, str]] = json.loads(columns.connection.execute(command, values).fetchone()[0])
    return named
