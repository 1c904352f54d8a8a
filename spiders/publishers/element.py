"""Element."""

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class Element(FeedSpider):
    """Statements of Element."""

    publisher = Publisher(
        name="element",
        title="Element",
        kind="official",
        category="platform",
        domains=("element.io",),
        organisation="Element",
        minimum=3,
        budget=200,
        terms="Copyright; quoted in short, with a link.",
    )
    feeds = ("https://element.io/blog/rss/",)
