"""The Independent."""

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class Independent(FeedSpider):
    """Coverage by The Independent."""

    publisher = Publisher(
        name="independent",
        title="The Independent",
        kind="coverage",
        category="news",
        domains=("independent.co.uk",),
        minimum=5,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
    )
    feeds = ("https://www.independent.co.uk/tech/rss", "https://www.independent.co.uk/news/uk/politics/rss")
