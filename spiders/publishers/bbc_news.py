"""BBC News: its feeds for technology, politics and the UK."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class BbcNews(FeedSpider):
    """Coverage by BBC News."""

    publisher = Publisher(
        name="bbc-news",
        title="BBC News",
        kind="coverage",
        category="news",
        domains=("bbc.co.uk", "bbc.com", "feeds.bbci.co.uk"),
        minimum=20,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(
            Layout(
                article="[data-component=text-block], [data-component=subheadline-block],"
                " [data-component$=list-block], [data-component$=quote-block]",
                authors="[class*=TextContributorName], [data-testid=byline-new-contributors] > div > span",
            ),
            Layout(article=".story-body__inner", leave_out=".story-more, .share", authors=".byline__name"),
        ),
    )
    feeds = (
        "https://feeds.bbci.co.uk/news/technology/rss.xml",
        "https://feeds.bbci.co.uk/news/politics/rss.xml",
        "https://feeds.bbci.co.uk/news/uk/rss.xml",
    )
    gap_sitemaps = ("https://www.bbc.com/sitemaps/https-index-com-news.xml",)
