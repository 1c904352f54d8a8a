"""Daily Mirror: its feeds for politics, news and technology."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class DailyMirror(FeedSpider):
    """Coverage by the Daily Mirror."""

    publisher = Publisher(
        name="daily-mirror",
        title="Daily Mirror",
        kind="coverage",
        category="news",
        domains=("mirror.co.uk",),
        minimum=10,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(Layout(article="[itemprop=articleBody]", standfirst=".sub-title", leave_out=".embedded-image-grid"),),
    )
    feeds = (
        "https://www.mirror.co.uk/news/politics/?service=rss",
        "https://www.mirror.co.uk/news/?service=rss",
        "https://www.mirror.co.uk/tech/?service=rss",
    )
