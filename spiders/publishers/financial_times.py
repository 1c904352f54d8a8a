"""Financial Times: headlines and summaries only."""

from clausewatch.models import Publisher
from spiders.bases.headlines import HeadlineSpider


class FinancialTimes(HeadlineSpider):
    """Coverage by Financial Times."""

    publisher = Publisher(
        name="financial-times",
        title="Financial Times",
        kind="coverage",
        category="news",
        domains=("ft.com",),
        minimum=5,
        budget=10,
        terms="Headlines and summaries of the feed only, as its terms allow; no page is asked for.",
    )
    feeds = ("https://www.ft.com/technology?format=rss",)
