"""Wired."""

from clausewatch.layouts import Layout
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
        layouts=(
            Layout(
                article=".body__inner-container",
                standfirst="[class*=ContentHeaderDek]",
                leave_out="[data-testid=LinkStack], [class*=PullquoteEmbed]",
            ),
            Layout(article=".article__body", standfirst=".content-header__dek", leave_out=".pullquote-embed, .callout"),
            Layout(article=".article-body-component", leave_out=".inset-left-component"),
        ),
    )
    feeds = ("https://www.wired.com/feed/rss",)
    archives = (DatedArchive(address="https://www.wired.com/sitemap-{year}-{month}.xml"),)
