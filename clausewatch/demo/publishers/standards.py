"""The Online Standards Authority, a regulator."""

from clausewatch.demo.publishers.addresses import address
from clausewatch.models import Publisher
from spiders.bases.listing import ListingSpider


class StandardsAuthority(ListingSpider):
    """Regulator of the fictional web."""

    publisher = Publisher(
        name="online-standards-authority",
        title="Online Standards Authority",
        kind="official",
        category="regulator",
        domains=("standards.localhost",),
        organisation="Online Standards Authority",
        minimum=2,
        terms="Fictional; made for the demo.",
        verified=True,
    )
    lists = (address("standards", "/news"),)
    links = "ul.listing a"
    pages = r"/news/.+"
    delay = 0
