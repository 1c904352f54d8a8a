"""Bills before Parliament, with their stages and amendments."""

from clausewatch.models import Publisher
from spiders.bases.bills import BillsSpider
from spiders.search_terms import BILLS


class Bills(BillsSpider):
    """Bills of the debate, and the amendments to them."""

    publisher = Publisher(
        name="bills",
        title="Bills before Parliament",
        kind="official",
        category="parliament",
        domains=("bills-api.parliament.uk", "bills.parliament.uk"),
        minimum=0,
        budget=500,
        terms="Open Parliament Licence v3.0.",
    )
    terms = BILLS
