"""The Wold Courier, a local newspaper with an Atom feed."""

from clausewatch.demo.publishers.addresses import address
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class WoldCourier(FeedSpider):
    """Local newspaper of the fictional web."""

    publisher = Publisher(
        name="wold-courier",
        title="The Wold Courier",
        kind="coverage",
        category="news",
        domains=("courier.localhost",),
        minimum=3,
        terms="Fictional; made for the demo.",
        verified=True,
    )
    feeds = (address("courier", "/feed.atom"),)
    delay = 0
