"""Internet Society."""

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class InternetSociety(FeedSpider):
    """Statements of Internet Society."""

    publisher = Publisher(
        name="internet-society",
        title="Internet Society",
        kind="official",
        category="civil-society",
        domains=("internetsociety.org",),
        organisation="Internet Society",
        minimum=3,
        budget=200,
        terms="CC BY-NC-SA, as its site says.",
    )
    feeds = ("https://www.internetsociety.org/feed/",)
