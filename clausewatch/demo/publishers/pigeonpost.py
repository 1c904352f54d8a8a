"""The blog of Pigeonpost, a messaging service."""

from clausewatch.demo.publishers.addresses import address
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class Pigeonpost(FeedSpider):
    """Messaging service of the fictional web."""

    publisher = Publisher(
        name="pigeonpost",
        title="The Pigeonpost Blog",
        kind="official",
        category="platform",
        domains=("pigeonpost.localhost",),
        organisation="Pigeonpost",
        minimum=2,
        terms="Fictional; made for the demo.",
        verified=True,
    )
    feeds = (address("pigeonpost", "/blog/rss.xml"),)
    delay = 0
