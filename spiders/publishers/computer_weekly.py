"""Computer Weekly."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class ComputerWeekly(FeedSpider):
    """Coverage by Computer Weekly."""

    publisher = Publisher(
        name="computer-weekly",
        title="Computer Weekly",
        kind="coverage",
        category="news",
        domains=("computerweekly.com",),
        minimum=5,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(
            Layout(
                article="#content-body",
                standfirst=".main-article-subtitle",
                leave_out=".extra-info, #publish-date, #dig-deeper",
            ),
        ),
    )
    feeds = (
        "https://www.computerweekly.com/rss/Latest-IT-news.xml",
        "https://www.computerweekly.com/rss/IT-security.xml",
    )
