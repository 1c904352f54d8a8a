"""The Safe Childhood Trust, a charity."""

from clausewatch.demo.publishers.addresses import address
from clausewatch.models import Publisher
from spiders.bases.listing import ListingSpider


class SafeChildhoodTrust(ListingSpider):
    """Charity for children of the fictional web."""

    publisher = Publisher(
        name="safe-childhood-trust",
        title="Safe Childhood Trust",
        kind="official",
        category="child-safety",
        domains=("childhood.localhost",),
        organisation="Safe Childhood Trust",
        minimum=2,
        terms="Fictional; made for the demo.",
        verified=True,
    )
    lists = (address("childhood", "/news"),)
    links = "ul.listing a"
    pages = r"/news/.+"
    delay = 0
