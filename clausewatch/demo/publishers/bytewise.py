"""Bytewise, a trade magazine that has no feed."""

from clausewatch.demo.publishers.addresses import address
from clausewatch.models import Publisher
from spiders.bases.listing import ListingSpider


class Bytewise(ListingSpider):
    """Trade magazine of the fictional web; its list links to pages that robots.txt forbids."""

    publisher = Publisher(
        name="bytewise",
        title="Bytewise",
        kind="coverage",
        category="news",
        domains=("bytewise.localhost",),
        minimum=3,
        terms="Fictional; made for the demo.",
        verified=True,
    )
    lists = (address("bytewise", "/policy"),)
    links = "ul.listing a"
    pages = r"/policy/.+"
    delay = 0
