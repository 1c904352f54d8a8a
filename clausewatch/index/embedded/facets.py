"""How many statements have which value, as SQL."""

from clausewatch.index.embedded.conditions import Selection, make_storable
from clausewatch.index.protocol import Facet, Query

ENTRY_COLUMNS: dict[Facet, str] = {"publisher": "publisher", "kind": "kind", "month": "month"}
SPEAKER_COLUMNS: dict[Facet, str] = {"speaker": "name", "organisation": "organisation", "category": "category"}
COMMONEST_FIRST = "ORDER BY number_of DESC, value"


def count_values(facet: Facet, query: Query, chosen: Selection, generation: int) -> tuple[str, tuple[int | str, ...]]:
    """A command that gives values and counts in order, and its values."""
    if column := ENTRY_COLUMNS.get(facet):
        order = "ORDER BY value" if facet == "month" else COMMONEST_FIRST
        having = f"GROUP BY value HAVING value IS NOT NULL {order}"
        counted = f"SELECT entry.{column} AS value, count(*) AS number_of FROM {chosen.sql} {having}"  # noqa: S608
        return counted, chosen.values
    if column := SPEAKER_COLUMNS.get(facet):
        # Numbers first: there are far fewer speakers than statements.
        counted = f"SELECT entry.speaker AS key, count(*) AS part FROM {chosen.sql} GROUP BY entry.speaker"  # noqa: S608
        values = (
            f"SELECT {column} AS value, sum(part) AS number_of FROM ({counted}) "  # noqa: S608
            f"JOIN speaker_{generation} USING (key) WHERE value IS NOT NULL GROUP BY value {COMMONEST_FIRST}"
        )
        return values, chosen.values
    return _count_stances(query, chosen, generation)


def _count_stances(query: Query, chosen: Selection, generation: int) -> tuple[str, tuple[int | str, ...]]:
    target = "" if query.target is None else "WHERE target = ?"
    counted = (
        f"SELECT label AS value, count(DISTINCT entry) AS number_of FROM (SELECT entry.number FROM {chosen.sql}) "  # noqa: S608
        f"JOIN stance_{generation} ON entry = number {target} GROUP BY label {COMMONEST_FIRST}"
    )
    return counted, chosen.values if query.target is None else (*chosen.values, make_storable(query.target))
