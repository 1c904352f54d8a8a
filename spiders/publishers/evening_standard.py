"""Evening Standard."""

from clausewatch.models import Publisher
from spiders.archives import DatedArchive
from spiders.bases.feed import FeedSpider


class EveningStandard(FeedSpider):
    """Coverage by Evening Standard."""

    publisher = Publisher(
        name="evening-standard",
        title="Evening Standard",
        kind="coverage",
        category="news",
        domains=("standard.co.uk",),
        minimum=5,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
    )
    feeds = ("https://www.standard.co.uk/rss",)
    archives = (
        DatedArchive(
            address="https://www.standard.co.uk/archive/{year}-{month}-{day}",
            holds="list",
            pages=r"/(news|tech|business|comment)/.+-[ab]\d+\.html",
        ),
    )
