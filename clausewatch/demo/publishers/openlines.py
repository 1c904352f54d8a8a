"""Open Lines, a campaign group."""

from clausewatch.demo.publishers.addresses import address
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class OpenLines(FeedSpider):
    """Campaign group of the fictional web."""

    publisher = Publisher(
        name="open-lines",
        title="Open Lines",
        kind="official",
        category="civil-society",
        domains=("openlines.localhost",),
        organisation="Open Lines",
        minimum=1,
        terms="Fictional; made for the demo.",
        verified=True,
    )
    feeds = (address("openlines", "/updates/feed.xml"),)
    delay = 0
