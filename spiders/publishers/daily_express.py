"""Daily Express: its feeds for politics and technology."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class DailyExpress(FeedSpider):
    """Coverage by the Daily Express."""

    publisher = Publisher(
        name="daily-express",
        title="Daily Express",
        kind="coverage",
        category="news",
        domains=("express.co.uk",),
        minimum=10,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(Layout(article=".text-description:not(.dont-miss)", standfirst="article > header > h3"),),
    )
    feeds = (
        "https://www.express.co.uk/posts/rss/139/politics",
        "https://www.express.co.uk/posts/rss/59/science-technology",
    )
