"""Apple."""

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class Apple(FeedSpider):
    """Statements of Apple."""

    publisher = Publisher(
        name="apple",
        title="Apple",
        kind="official",
        category="platform",
        domains=("apple.com",),
        organisation="Apple",
        minimum=3,
        budget=200,
        terms="Copyright; quoted in short, with a link.",
    )
    feeds = ("https://www.apple.com/newsroom/rss-feed.rss",)
