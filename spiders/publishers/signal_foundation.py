"""Signal."""

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class Signal(FeedSpider):
    """Statements of Signal."""

    publisher = Publisher(
        name="signal",
        title="Signal",
        kind="official",
        category="platform",
        domains=("signal.org",),
        organisation="Signal",
        minimum=3,
        budget=200,
        terms="Copyright; quoted in short, with a link.",
    )
    feeds = ("https://signal.org/blog/rss.xml",)
