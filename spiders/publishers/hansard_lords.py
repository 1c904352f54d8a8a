"""Hansard, House of Lords."""

from clausewatch.models import Publisher
from spiders.bases.hansard import HansardSpider
from spiders.search_terms import DEBATES, PARLIAMENT


class HansardLords(HansardSpider):
    """Hansard, House of Lords, by search and by sitting."""

    publisher = Publisher(
        name="hansard-lords",
        title="Hansard, House of Lords",
        kind="official",
        category="parliament",
        domains=("hansard-api.parliament.uk", "hansard.parliament.uk"),
        minimum=0,
        budget=500,
        terms="Open Parliament Licence v3.0.",
    )
    house = "Lords"
    terms = PARLIAMENT
    titles = DEBATES
