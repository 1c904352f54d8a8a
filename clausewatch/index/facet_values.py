"""The part of a facet's values that was asked for, the same for every store."""

from clausewatch.index.protocol import Facet, FacetValue


def keep_most(values: tuple[FacetValue, ...], facet: Facet, most: int | None) -> tuple[FacetValue, ...]:
    """The first of so many values, or the last months, as these are in the order of time; all where none is given."""
    if most is None or len(values) <= most:
        return values
    return values[len(values) - most :] if facet == "month" else values[:most]
