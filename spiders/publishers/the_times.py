"""The Times: headlines and summaries only."""

from clausewatch.models import Publisher
from spiders.bases.headlines import HeadlineSpider


class TheTimes(HeadlineSpider):
    """Coverage by The Times."""

    publisher = Publisher(
        name="the-times",
        title="The Times",
        kind="coverage",
        category="news",
        domains=("thetimes.com", "thetimes.co.uk"),
        minimum=5,
        budget=10,
        terms="Headlines and summaries of the feed only, as its terms allow; no page is asked for.",
    )
    feeds = ("https://www.thetimes.com/rss",)
