"""What the found statements have in common: counts by value, each with a link that narrows the search."""

from dataclasses import dataclass
from typing import NamedTuple

from clausewatch.index.protocol import Facet, Index, Query
from clausewatch.web.parameters import SearchParameters

SEARCH = "/"
MOST_VALUES = 8
HEADINGS: dict[Facet, str] = {
    "stance": "Stance",
    "speaker": "Speaker",
    "organisation": "Organisation",
    "category": "Category",
    "publisher": "Publisher",
    "kind": "Kind",
    "month": "Month",
}


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One value: how many found statements have it, and the search narrowed to it or widened again."""

    value: str
    count: int
    address: str
    is_chosen: bool


class FacetList(NamedTuple):
    """The values of one facet, the commonest first; months from the newest."""

    facet: Facet
    heading: str
    links: tuple[FacetLink, ...]
    leaves_out: bool
    """Whether there are more."""


def list_facets(index: Index, parameters: SearchParameters) -> list[FacetList]:
    """Every facet that the found statements have values of."""
    query = parameters.make_query()
    lists = [_list_facet(index, query, parameters, facet) for facet in HEADINGS]
    return [one for one in lists if one.links]


def _list_facet(index: Index, query: Query, parameters: SearchParameters, facet: Facet) -> FacetList:
    values = index.count_facet(query, facet, MOST_VALUES + 1)
    if facet == "month":
        values = tuple(reversed(values))
    chosen = getattr(parameters, facet)
    links = []
    for found in values[:MOST_VALUES]:
        is_chosen = chosen == found.value
        change = {facet: None if is_chosen else found.value, "offset": None}
        links.append(FacetLink(found.value, found.count, parameters.address(SEARCH, **change), is_chosen))
    return FacetList(facet, HEADINGS[facet], tuple(links), len(values) > MOST_VALUES)
