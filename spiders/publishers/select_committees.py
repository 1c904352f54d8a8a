"""Select committees of both houses: evidence and reports."""

from clausewatch.models import Publisher
from spiders.bases.committees import CommitteesSpider
from spiders.search_terms import INQUIRIES


class SelectCommittees(CommitteesSpider):
    """Evidence given to the inquiries of the debate, and the committees' reports."""

    publisher = Publisher(
        name="select-committees",
        title="Select committees of Parliament",
        kind="official",
        category="parliament",
        domains=("committees-api.parliament.uk", "committees.parliament.uk", "publications.parliament.uk"),
        minimum=0,
        budget=500,
        terms="Open Parliament Licence v3.0; written evidence is its authors' and quoted in short, with a link.",
    )
    terms = INQUIRIES
