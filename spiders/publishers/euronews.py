"""Euronews."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.archives import DatedArchive
from spiders.bases.feed import FeedSpider


class Euronews(FeedSpider):
    """Coverage by Euronews."""

    publisher = Publisher(
        name="euronews",
        title="Euronews",
        kind="coverage",
        category="news",
        domains=("euronews.com",),
        minimum=5,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(Layout(article=".c-article-content", standfirst=".c-article-summary", leave_out=".widget"),),
    )
    feeds = ("https://www.euronews.com/rss?level=theme&name=news",)
    archives = (
        DatedArchive(
            address="https://www.euronews.com/{year}/{month}/{day}",
            holds="list",
            pages=r"(/[a-z-]+)?/{year}/{month}/{day}/.+",
            more="?p={page}",
        ),
    )
