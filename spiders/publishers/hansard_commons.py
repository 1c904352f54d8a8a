"""Hansard, House of Commons."""

from clausewatch.models import Publisher
from spiders.bases.hansard import HansardSpider
from spiders.search_terms import DEBATES, PARLIAMENT


class HansardCommons(HansardSpider):
    """Hansard, House of Commons, by search and by sitting."""

    publisher = Publisher(
        name="hansard-commons",
        title="Hansard, House of Commons",
        kind="official",
        category="parliament",
        domains=("hansard-api.parliament.uk", "hansard.parliament.uk"),
        minimum=0,
        budget=500,
        terms="Open Parliament Licence v3.0.",
    )
    house = "Commons"
    terms = PARLIAMENT
    titles = DEBATES
