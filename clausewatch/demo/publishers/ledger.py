"""The Albion Ledger, a newspaper with an RSS feed."""

from clausewatch.demo.publishers.addresses import address
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class AlbionLedger(FeedSpider):
    """National newspaper of the fictional web."""

    publisher = Publisher(
        name="albion-ledger",
        title="The Albion Ledger",
        kind="coverage",
        category="news",
        domains=("ledger.localhost",),
        minimum=3,
        terms="Fictional; made for the demo.",
        verified=True,
    )
    feeds = (address("ledger", "/rss.xml"),)
    delay = 0
