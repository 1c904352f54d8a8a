"""The Independent."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.archives import DatedArchive
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
        layouts=(Layout(article="#main", leave_out="[data-gallery], .inline-related, h5"),),
    )
    feeds = ("https://www.independent.co.uk/tech/rss", "https://www.independent.co.uk/news/uk/politics/rss")
    archives = (
        DatedArchive(
            address="https://www.independent.co.uk/archive/{year}-{month}-{day}",
            holds="list",
            pages=r"/(tech|news/uk)/.+-[ab]\d+\.html",
        ),
    )
