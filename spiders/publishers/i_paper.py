"""The i Paper."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.archives import DatedArchive
from spiders.bases.feed import FeedSpider


class IPaper(FeedSpider):
    """Coverage by The i Paper."""

    publisher = Publisher(
        name="i-paper",
        title="The i Paper",
        kind="coverage",
        category="news",
        domains=("inews.co.uk",),
        minimum=5,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(Layout(article=".article-content, .inews__post__body", standfirst=".inews__post__excerpt"),),
    )
    feeds = ("https://inews.co.uk/rss",)
    archives = (DatedArchive(address="https://inews.co.uk/sitemap.xml?yyyy={year}&mm={month}&dd={day}"),)
