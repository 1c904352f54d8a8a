"""Wired."""

from clausewatch.models import Publisher
from spiders.archives import DatedArchive
from spiders.bases.feed import FeedSpider


class Wired(FeedSpider):
    """Coverage by Wired."""

    publisher = Publisher(
        name="wired",
        title="Wired",
        kind="coverage",
        category="news",
        domains=("wired.com",),
        minimum=5,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
    )
    feeds = ("https://www.wired.com/feed/rss",)
    archives = (DatedArchive(address="https://www.wired.com/sitemap-{year}-{month}.xml"),)
